import { tidy } from '../tidy.ts';
import type { ComparedPair } from './comparison.ts';
import { type Entrant, figuresOf } from './entrant.ts';
import { MEASURES, type Metric } from './measures.ts';
import { spreadOfDays } from './recorded-days.ts';
import { pairedDifferences, sampleOf, varianceRatio } from './statistics/sample.ts';
import { intervalOf, probabilityBelowZero, simultaneous, spreadOf, withSpread } from './statistics/spread.ts';

const METRICS = Object.keys(MEASURES) as Metric[];

/** Each alternative against each that follows it, in every metric; the intervals of a metric hold all at once. */
export function comparePairs(entrants: readonly Entrant[], confidence: number): ComparedPair[] {
  const each = simultaneous(confidence, (entrants.length * (entrants.length - 1)) / 2);
  return entrants.flatMap((a, i) =>
    entrants.slice(i + 1).flatMap((b) => METRICS.flatMap((metric) => comparePair(a, b, metric, each) ?? [])),
  );
}

function comparePair(a: Entrant, b: Entrant, metric: Metric, confidence: number): ComparedPair | null {
  const both = [...a.outcomes.keys()].filter((r) => a.outcomes[r] !== null && b.outcomes[r] !== null);
  const ofA = figuresOf(
    both.map((r) => a.outcomes[r]!),
    metric,
  );
  const ofB = figuresOf(
    both.map((r) => b.outcomes[r]!),
    metric,
  );
  if (ofA === null || ofB === null || both.length === 0) return null;
  const differences = sampleOf(pairedDifferences(ofA, ofB));
  const spread =
    metric === 'cost' && a.days !== null && b.days !== null
      ? withSpread(spreadOfDays(differences.mean, pairedDifferences(a.days, b.days)), spreadOf(differences))
      : spreadOf(differences);
  const { mean, low, high } = intervalOf(spread, confidence);
  return {
    a: a.alternative.name,
    b: b.alternative.name,
    metric,
    difference: tidy(mean),
    low: low === null ? null : tidy(low),
    high: high === null ? null : tidy(high),
    probabilityLower: probabilityBelowZero(spread),
    replications: both.length,
    varianceRatio: varianceRatio(ofA, ofB),
  };
}
