import type { LevelRange } from './least-level.ts';

/** Something that gives an alternative more capacity, level by level. */
export interface Knob {
  /** What it sets: `clusters[0].containerInstances[0].count`. */
  readonly variable: string;
  readonly range: LevelRange;
  /** What the variable is at a level. */
  valueAt(level: number): number;
  settingsAt(level: number): readonly string[];
}
