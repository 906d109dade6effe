import type { Inquiry } from '../execute/inquiry.ts';
import { askFurther, uncertainInputs } from './ask-further.ts';
import { collectAssumptions } from './assumptions.ts';
import { comparePairs } from './compare-pairs.ts';
import type { Comparison } from './comparison.ts';
import { enterAll } from './entrant.ts';
import { estimateAlternative } from './estimate-alternative.ts';
import type { Alternative } from './plan/alternative.ts';
import type { Range } from './plan/range.ts';
import { type ReplicationOptions, runReplications } from './run-replications.ts';
import { sayResampled } from './say-resampled.ts';
import { FIRST_BATCH } from './statistics/precision.ts';

/** What comparing takes beside the alternatives. */
export interface CompareOptions extends ReplicationOptions {
  /** What is compared, for the head of reports. */
  readonly scenario: Comparison['scenario'];
  /** Variables that go through a range: of one the break-even is sought, of two the surface. */
  readonly ranges?: readonly Range[];
}

/**
 * Runs the alternatives under the same seeds, and so the same arrivals, and says how they differ and how sure that is. No two
 * have the same name.
 */
export function* compareAlternatives(
  alternatives: readonly Alternative[],
  options: CompareOptions,
): Inquiry<Comparison> {
  const { scenario, confidence, ranges = [] } = options;
  const replicated = yield* runReplications(alternatives, options);
  const { list, recording } = enterAll(alternatives, replicated);
  // What was added for a precision is enough elsewhere, too.
  const further = yield* askFurther(list, ranges, {
    ...options,
    ...(options.precision === null ? {} : { replications: enough(options, replicated.seeds.length) }),
  });
  return {
    schemaVersion: 1,
    scenario,
    seeds: replicated.seeds,
    confidence,
    alternatives: list.map((entrant) => estimateAlternative(entrant, confidence)),
    pairs: comparePairs(list, confidence),
    breakEven: further.breakEven,
    surface: further.surface,
    tornado: further.tornado,
    resampled: sayResampled(replicated, recording, options, uncertainInputs(list)),
    equalService: null,
    assumptions: collectAssumptions(list),
    failures: [...replicated.failures, ...further.failures],
  };
}

function enough({ replications }: CompareOptions, made: number): number {
  return Math.min(replications, Math.max(FIRST_BATCH, made));
}
