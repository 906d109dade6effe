import { pairedDifferences, sampleOf } from './sample.ts';
import { halfWidth, simultaneous, spreadOf } from './spread.ts';

/** Of a first batch; fewer say too little about how many more there must be. */
export const FIRST_BATCH = 10;

/**
 * How many replications there should be for every pair's interval to be within `precision` of the cheaper mean, as far as those
 * that there are can tell: `costs` by alternative and replication. At most twice as many as there are: an early guess is a bad
 * one. As many as there are: they are enough.
 */
export function replicationsWanted(
  costs: readonly (readonly number[])[],
  precision: number,
  confidence: number,
): number {
  const each = simultaneous(confidence, (costs.length * (costs.length - 1)) / 2);
  const count = costs[0]?.length ?? 0;
  let wanted = count;
  for (const [i, a] of costs.entries())
    for (const b of costs.slice(i + 1)) {
      const half = halfWidth(spreadOf(sampleOf(pairedDifferences(a, b))), each) ?? 0;
      const allowed = precision * Math.min(sampleOf(a).mean, sampleOf(b).mean);
      if (half <= allowed) continue;
      const ratio = half / allowed;
      wanted = Math.max(wanted, Math.min(2 * count, Math.ceil(count * ratio * ratio)));
    }
  return wanted;
}
