import type { Path } from '../reading/problem.ts';

/** Where a thing is described: the path of one of its keys, and words that point into a file. */
export interface Place {
  at(...keys: readonly (string | number)[]): Path;
  readonly words: string;
  /** Whether it is a row of a file. */
  readonly isRow: boolean;
}

/** Under its keys in the scenario itself. */
export function inScenario(path: Path): Place {
  return { at: (...keys) => [...path, ...keys], words: '', isRow: false };
}
