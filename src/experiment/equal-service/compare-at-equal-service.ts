import { type CompareOptions, compareAlternatives } from '../compare/compare-alternatives.ts';
import type { Assumption, Comparison } from '../compare/comparison.ts';
import type { Alternative } from '../compare/plan/alternative.ts';
import { replicationSeed } from '../compare/plan/seeds.ts';
import type { Inquiry } from '../execute/inquiry.ts';
import { type EqualServiceOptions, equalService, referenceOf } from './equal-service.ts';

/** Replications that the search looks at; the comparison makes all of them. */
const MOST_SEARCHED = 3;

const SOUGHT_ANEW: Assumption = {
  name: 'equal service over a range',
  value: 'searched anew at each value',
  note: 'There the reference sets other limits, and another capacity meets them.',
};

/** Searches for the capacity at which all alternatives serve as well as the reference, and compares them there. */
export function* compareAtEqualService(
  alternatives: readonly Alternative[],
  options: CompareOptions,
  search: Omit<EqualServiceOptions, 'seeds'>,
): Inquiry<Comparison> {
  const count = Math.min(MOST_SEARCHED, options.replications);
  const seeds = Array.from({ length: count }, (_, i) => replicationSeed(options.seed, i));
  const found = yield* equalService(alternatives, { ...search, seeds });
  const reference = referenceOf(alternatives, search.reference);
  // Where a variable has another value, so have the limits, and the capacity that meets them: it is searched for as if no other was found.
  function* settle(placed: readonly Alternative[], place: (other: Alternative) => Alternative) {
    const names = placed.map(({ name }) => name);
    const asked = alternatives.filter((each) => names.includes(each.name) || each === reference);
    const there = yield* equalService(asked.map(place), { ...search, reference: reference.name, seeds });
    const settled = there.alternatives.filter(
      ({ name }) => names.includes(name) && there.capacity.get(name)?.value !== null,
    );
    return { alternatives: settled, failures: there.failures };
  }
  const comparison = yield* compareAlternatives(found.alternatives, { ...options, settle });
  return {
    ...comparison,
    alternatives: comparison.alternatives.map((each) => ({
      ...each,
      capacity: found.capacity.get(each.name) ?? each.capacity,
    })),
    equalService: found.equalService,
    assumptions: [
      ...found.assumptions,
      ...(options.ranges?.length ? [SOUGHT_ANEW] : []),
      ...comparison.assumptions,
    ],
    failures: [...found.failures, ...comparison.failures],
  };
}
