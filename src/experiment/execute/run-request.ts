import type { Outcome } from '../outcome.ts';
import type { MeasuredPacking } from '../packing-meter.ts';

/** A run that anybody may make, here or elsewhere: plain JSON. Requests that differ in `id` only have the same reply. */
export interface RunRequest {
  /** What messages call it: `fargate, seed 8`. */
  readonly id: string;
  /** Which of the scenarios that the executor was opened with. */
  readonly scenario: number;
  /** `PATH=VALUE`, applied to it one after the other. */
  readonly settings: readonly string[];
  /** Instead of `simulation.seed`. */
  readonly seed: string;
  /** Whether how the instances are packed is measured, too; default: not. */
  readonly packing?: true;
}

/** What came of a request. */
export type RunReply =
  | { readonly id: string; readonly outcome: ComparedOutcome }
  | { readonly id: string; readonly failure: string };

/** An outcome without its long tables: what comparisons work with, small enough to be kept and sent by the thousand. */
export interface ComparedOutcome
  extends Omit<Outcome, 'timeline' | 'costs' | 'activities' | 'activitiesLeftOut' | 'alarms' | 'views'> {
  /** USD (effective cost) of each hour of the clock, from the first that has a line on the bill on. */
  readonly hourlyCost: { readonly from: string; readonly usd: readonly number[] };
  /** Where it was asked for. */
  readonly packing?: MeasuredPacking;
}
