import type { ScenarioFacts } from './scenario-facts.ts';

/** One way of running the workload. */
export interface Alternative {
  readonly name: string;
  /** Which of the scenarios that the executor was opened with. */
  readonly scenario: number;
  /** `PATH=VALUE` by which it differs from that one. */
  readonly settings: readonly string[];
  /** Paths of ranges that it has no place for: it is the same at all their values; default: none. */
  readonly unvaried?: readonly string[];
  /** Whether its runs measure how instances are packed; default: not. */
  readonly packing?: true;
  /** What its scenario says that outcomes do not; left out: nothing is known of it. */
  readonly facts?: ScenarioFacts;
}
