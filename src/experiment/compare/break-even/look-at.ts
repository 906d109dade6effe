import { type Inquiry, together } from '../../execute/inquiry.ts';
import { comparePairs } from '../compare-pairs.ts';
import type { Estimate, FailedRun } from '../comparison.ts';
import { type Entrant, enterAll } from '../entrant.ts';
import type { Alternative } from '../plan/alternative.ts';
import { withVaried } from '../plan/mark-unvaried.ts';
import { type ReplicationOptions, runReplications } from '../run-replications.ts';

/** Alternatives with settings of a place, to be run there. */
export interface Spot {
  /** As messages call it: `perHour=30`. */
  readonly name: string;
  readonly settings: readonly string[];
}

/** What came of the alternatives at a spot: those of which a run has ended. */
export interface Sighting {
  readonly entrants: readonly Entrant[];
}

/** Runs alternatives at several spots at once, under the seeds of the comparison; failures are added to the list. */
export function* lookAt(
  alternatives: readonly Alternative[],
  spots: readonly Spot[],
  options: ReplicationOptions,
  failures: FailedRun[],
): Inquiry<Sighting[]> {
  const placed = spots.map((spot) => ({
    name: spot.name,
    alternatives: alternatives.map((alternative) => withVaried(alternative, spot.settings)),
  }));
  const { settle } = options;
  if (settle === undefined) return yield* lookAtGroups(placed, options, failures);
  const settled = yield* together(
    placed.map((group, i) => settle(group.alternatives, (other) => withVaried(other, spots[i]!.settings))),
  );
  failures.push(...settled.flatMap((found) => found.failures));
  const groups = placed.map(({ name }, i) => ({ name, alternatives: settled[i]!.alternatives }));
  return yield* lookAtGroups(groups, options, failures);
}

/** Alternatives that are compared with each other only. */
export interface Group {
  readonly name: string;
  readonly alternatives: readonly Alternative[];
}

/** Runs groups of alternatives at once; a name of a run is that of the alternative and of the group. */
export function* lookAtGroups(
  groups: readonly Group[],
  options: ReplicationOptions,
  failures: FailedRun[],
): Inquiry<Sighting[]> {
  const all = groups.flatMap(({ name, alternatives }) =>
    alternatives.map((alternative) => ({ ...alternative, name: `${alternative.name}, ${name}` })),
  );
  const replicated = yield* runReplications(all, { ...options, precision: null });
  failures.push(...replicated.failures);
  let from = 0;
  return groups.map(({ alternatives }) => {
    const outcomes = replicated.outcomes.slice(from, from + alternatives.length);
    from += alternatives.length;
    return { entrants: enterAll(alternatives, { ...replicated, outcomes }).list };
  });
}

/** The difference of cost of two of them (a - b); `null`: of one no run ended. */
export function differenceAt(
  { entrants }: Sighting,
  a: string,
  b: string,
  confidence: number,
): Estimate | null {
  const both = [a, b].flatMap((name) => entrants.filter(({ alternative }) => alternative.name === name));
  if (both.length < 2) return null;
  const pair = comparePairs(both, confidence).find(({ metric }) => metric === 'cost');
  return pair === undefined ? null : { mean: pair.difference, low: pair.low, high: pair.high };
}

/** The sign of a difference where its interval leaves no doubt of it, else 0; where nothing is drawn there is none. */
export function sureSign({ mean, low, high }: Estimate): -1 | 0 | 1 {
  if (low === null || high === null) return mean < 0 ? -1 : mean > 0 ? 1 : 0;
  return high < 0 ? -1 : low > 0 ? 1 : 0;
}
