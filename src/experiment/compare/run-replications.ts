import type { Inquiry } from '../execute/inquiry.ts';
import type { ComparedOutcome } from '../execute/run-request.ts';
import type { FailedRun } from './comparison.ts';
import type { Alternative } from './plan/alternative.ts';
import { replicationSeed } from './plan/seeds.ts';
import { FIRST_BATCH, replicationsWanted } from './statistics/precision.ts';

/** How many replications there are to be. */
export interface ReplicationOptions {
  /** Of the first replication; the r-th one after it has `seed + r`. */
  readonly seed: string;
  /** With a precision the most, else as many as are made. */
  readonly replications: number;
  /** Part of the cheaper mean within which every difference of costs is to be known; `null`: there is no such aim. */
  readonly precision: number | null;
  readonly confidence: number;
  /** What is done to alternatives wherever a variable has another value, before they are run there; default: nothing. */
  readonly settle?: Settle;
}

/** Alternatives as they are to be run; `place` puts another one where these are. Those that cannot be run there are left out. */
export type Settle = (
  alternatives: readonly Alternative[],
  place: (alternative: Alternative) => Alternative,
) => Inquiry<{ readonly alternatives: readonly Alternative[]; readonly failures: readonly FailedRun[] }>;

/** Every alternative under the same seeds, and so the same arrivals. */
export interface Replicated {
  readonly seeds: readonly string[];
  /** By alternative and replication; `null`: the run failed, or was not made. */
  readonly outcomes: readonly (readonly (ComparedOutcome | null)[])[];
  readonly failures: readonly FailedRun[];
  /** Whether no alternative's run depended on its seed: then there were no more replications than it takes to see that. */
  readonly isSeedless: boolean;
  /** Whether every difference of costs is known within the precision that was asked for. */
  readonly isPrecise: boolean;
}

/** So many runs that are alike to the last event show that seeds hardly ever change anything. */
const PROBES = 3;

/** Runs all alternatives side by side, replication by replication, until there are enough of them. */
export function* runReplications(
  alternatives: readonly Alternative[],
  options: ReplicationOptions,
): Inquiry<Replicated> {
  const { replications, precision, confidence } = options;
  const outcomes: (ComparedOutcome | null)[][] = alternatives.map(() => []);
  const failures: FailedRun[] = [];
  const seeds: string[] = [];
  /** Of an alternative whose first runs have all failed there are no more. */
  let open = [...alternatives.keys()];
  function* runTo(count: number): Inquiry<void> {
    const asked: { readonly alternative: number; readonly replication: number }[] = [];
    for (let replication = seeds.length; replication < count; replication++) {
      seeds.push(replicationSeed(options.seed, replication));
      for (const list of outcomes) list.push(null);
      for (const alternative of open) asked.push({ alternative, replication });
    }
    const replies = yield asked.map(({ alternative, replication }) => {
      const { name, scenario, settings, packing } = alternatives[alternative]!;
      const seed = seeds[replication]!;
      const request = { id: `${name}, seed ${seed}`, scenario, settings, seed };
      return packing === true ? { ...request, packing } : request;
    });
    for (const [i, { alternative, replication }] of asked.entries()) {
      const reply = replies[i]!;
      if ('outcome' in reply) outcomes[alternative]![replication] = reply.outcome;
      else
        failures.push({
          alternative: alternatives[alternative]!.name,
          seed: seeds[replication]!,
          message: reply.failure,
        });
    }
    open = open.filter((alternative) => outcomes[alternative]!.some((outcome) => outcome !== null));
  }

  const first = precision === null ? replications : Math.min(FIRST_BATCH, replications);
  yield* runTo(Math.min(PROBES, first));
  const isSeedless =
    seeds.length > 1 && open.length > 0 && open.every((alternative) => areAlike(outcomes[alternative]!));
  let isPrecise = false;
  if (!isSeedless && open.length > 0) {
    if (first > seeds.length) yield* runTo(first);
    while (precision !== null) {
      const costs = completeCosts(outcomes, open);
      const complete = costs[0]!.length;
      const missing = replicationsWanted(costs, precision, confidence) - complete;
      isPrecise = complete > 1 && missing <= 0;
      if (isPrecise || seeds.length >= replications) break;
      // Where runs fail, so many more seeds are fewer complete replications.
      yield* runTo(Math.min(seeds.length + (complete > 1 ? missing : seeds.length), replications));
    }
  }
  return { seeds, outcomes, failures, isSeedless, isPrecise };
}

function areAlike(outcomes: readonly (ComparedOutcome | null)[]): boolean {
  return outcomes.every((outcome) => outcome !== null && outcome.digest === outcomes[0]?.digest);
}

/** Of the replications that ended in every open alternative. */
function completeCosts(
  outcomes: readonly (readonly (ComparedOutcome | null)[])[],
  open: readonly number[],
): number[][] {
  const lists = open.map((alternative) => outcomes[alternative]!);
  return lists.map((list) =>
    list.flatMap((outcome, r) =>
      outcome !== null && lists.every((other) => other[r] !== null) ? [outcome.cost.total] : [],
    ),
  );
}
