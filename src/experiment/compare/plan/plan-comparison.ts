import type { Alternative } from './alternative.ts';
import { planAlternatives } from './plan-alternatives.ts';
import { planRanges } from './plan-ranges.ts';
import type { Range } from './range.ts';

/** What is to be compared and what goes through a range, or everything that is wrong with it, as sentences. */
export type PlannedComparison =
  | { readonly alternatives: readonly Alternative[]; readonly ranges: readonly Range[] }
  | { readonly problems: readonly string[] };

/** Alternatives by files and variations; with ready-made ones (`isAcross`) the variants of the one scenario that these are of. */
export function planComparison(
  files: readonly string[],
  vary: readonly string[],
  isAcross: boolean,
): PlannedComparison {
  const { ranges, others, problems } = planRanges(vary);
  if (isAcross && files.length > 1)
    problems.push(`--across: expected one scenario, received ${files.length}.`);
  const one: Alternative = { name: '', scenario: 0, settings: [] };
  const plan = isAcross && others.length === 0 ? { alternatives: [one] } : planAlternatives(files, others);
  if ('problems' in plan) problems.push(...plan.problems);
  return 'problems' in plan || problems.length > 0
    ? { problems }
    : { alternatives: plan.alternatives, ranges };
}
