import { type CompareOptions, compareAlternatives } from '../compare/compare-alternatives.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { Alternative } from '../compare/plan/alternative.ts';
import { replicationSeed } from '../compare/plan/seeds.ts';
import type { Inquiry } from '../execute/inquiry.ts';
import { type EqualServiceOptions, equalService } from './equal-service.ts';

/** Replications that the search looks at; the comparison makes all of them. */
const MOST_SEARCHED = 3;

/** Searches for the capacity at which all alternatives serve as well as the reference, and compares them there. */
export function* compareAtEqualService(
  alternatives: readonly Alternative[],
  options: CompareOptions,
  search: Omit<EqualServiceOptions, 'seeds'>,
): Inquiry<Comparison> {
  const count = Math.min(MOST_SEARCHED, options.replications);
  const seeds = Array.from({ length: count }, (_, i) => replicationSeed(options.seed, i));
  const found = yield* equalService(alternatives, { ...search, seeds });
  const comparison = yield* compareAlternatives(found.alternatives, options);
  return {
    ...comparison,
    alternatives: comparison.alternatives.map((each) => ({
      ...each,
      capacity: found.capacity.get(each.name) ?? each.capacity,
    })),
    equalService: found.equalService,
    assumptions: [...found.assumptions, ...comparison.assumptions],
    failures: [...found.failures, ...comparison.failures],
  };
}
