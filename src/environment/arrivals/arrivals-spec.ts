import type { Schedule } from '../../units/schedule.ts';

/** When tasks are asked for, decoded. Times are milliseconds from the run's start. */
export interface ArrivalsSpec {
  readonly form:
    | { readonly kind: 'every'; readonly everyMs: number }
    | { readonly kind: 'poisson'; readonly perSecond: number }
    /** A changing rate: the next arrival is where the rate, summed over time, has brought one more unit exponential. */
    | { readonly kind: 'poissonSeries'; readonly series: Series }
    | { readonly kind: 'schedule'; readonly schedule: Schedule; readonly count: number }
    | { readonly kind: 'burst'; readonly atMs: number; readonly count: number };
  readonly fromMs: number;
  readonly untilMs: number | null;
  readonly limit: number | null;
}

/** A rate over time, held until the next step: `perSecond[i]` holds from `atMs[i]` on. After `endMs` it is over, or repeats. */
export interface Series {
  readonly atMs: readonly number[];
  readonly perSecond: readonly number[];
  /** `null`: constant for ever. */
  readonly endMs: number | null;
  readonly repeat: boolean;
  /** It, or part of it, was read from a file: no seed changes it. */
  readonly recorded?: true;
}
