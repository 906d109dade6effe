import type { Timings } from '../../catalog/defaults.ts';
import type { InstanceTimes } from './instance-times.ts';
import type { Summary } from './summary.ts';
import type { TaskTimes } from './task-times.ts';

/** What somebody measured on AWS, and the scenario that is simulated in its place (ecs spec section 9). */
export interface Measurement {
  /** Of the worked example that restates it. */
  readonly id: string;
  /** Who measured what, and when. */
  readonly source: string;
  /** What the source does not say and the scenario has to; empty: nothing. */
  readonly assumed: string;
  /** YAML, as `ecsim run` takes it; where chance decides on it, by seed. */
  readonly scenario: string | ((seed: number) => string);
  /** Simulated with so many seeds, 1 and up. */
  readonly seeds: number;
  readonly figures: readonly Figure[];
}

/** One duration that was measured, in seconds, and how the same is read from a simulated run. */
export interface Figure {
  readonly what: string;
  readonly measured: number | SecondsRange;
  /** What of the values of all seeds is compared. */
  readonly summary: Summary;
  /** Its values in the run of one seed, seconds; tasks are in order of their request, instances in that of their launch. */
  readonly valuesOf: (
    tasks: readonly TaskTimes[],
    seed: number,
    instances: readonly InstanceTimes[],
  ) => readonly number[];
  /** The defaults that were set by it; none: it was held out, and an error here is one of the model. */
  readonly usedFor: readonly (keyof Timings)[];
}

/** Where only bounds were measured; `to` null: no upper one. */
export interface SecondsRange {
  readonly from: number;
  readonly to: number | null;
}

/** A measurement of something that is not simulated. */
export interface UnmodelledMeasurement {
  readonly id: string;
  readonly source: string;
  readonly reason: string;
  readonly figures: readonly Pick<Figure, 'what' | 'measured'>[];
}

/** From one instant of a task's life to a later one, for each task that has come to both. */
export function between(
  from: keyof TaskTimes,
  to: keyof TaskTimes,
): (tasks: readonly TaskTimes[]) => number[] {
  return (tasks) =>
    tasks.flatMap((task) => {
      const [begin, end] = [task[from], task[to]];
      return begin === null || end === null ? [] : [(end - begin) / 1000];
    });
}
