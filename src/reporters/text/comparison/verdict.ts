import type {
  ComparedAlternative,
  ComparedPair,
  Comparison,
} from '../../../experiment/compare/comparison.ts';

/**
 * What a comparison says of two alternatives' costs. `none`: the interval contains zero, there is no difference to be found at this
 * precision. `unsure`: there is a difference in these runs, and nothing tells how sure it is.
 */
export type Difference = 'lower' | 'higher' | 'none' | 'unsure';

/** The pair of two alternatives in a metric, `a` first; `null`: they cannot be compared in it. */
export function pairOf(
  { pairs }: Comparison,
  a: string,
  b: string,
  metric: ComparedPair['metric'] = 'cost',
): ComparedPair | null {
  for (const pair of pairs) {
    if (pair.metric !== metric) continue;
    if (pair.a === a && pair.b === b) return pair;
    if (pair.a === b && pair.b === a) return turned(pair);
  }
  return null;
}

/** The same difference seen from the other side. */
function turned(pair: ComparedPair): ComparedPair {
  const { a, b, difference, low, high, probabilityLower } = pair;
  return {
    ...pair,
    a: b,
    b: a,
    difference: 0 - difference,
    low: high === null ? null : 0 - high,
    high: low === null ? null : 0 - low,
    probabilityLower: probabilityLower === null ? null : 1 - probabilityLower,
  };
}

export function differenceOf(pair: ComparedPair | null): Difference {
  if (pair === null) return 'none';
  const { difference, low, high } = pair;
  if (low === null || high === null) return difference === 0 ? 'none' : 'unsure';
  if (high < 0) return 'lower';
  return low > 0 ? 'higher' : 'none';
}

/** The alternatives, those that cost the least in the mean first. */
export function byCost({ alternatives }: Comparison): ComparedAlternative[] {
  return [...alternatives].sort((a, b) => a.cost.mean - b.cost.mean);
}
