import type { Estimate } from '../../../experiment/compare/comparison.ts';
import { formatAmount, formatSeconds, formatShare } from '../numbers.ts';
import {
  type HalfWidth,
  supportedDecimals,
  supportedHalfUsd,
  supportedUsd,
  withDecimals,
} from './supported.ts';

/** How an estimate is written: with half of its interval, or without it, but with no more digits than that supports. */
export type Spread = 'withHalf' | 'withoutHalf';

export function estimatedUsd(estimate: Estimate, spread: Spread = 'withHalf'): string {
  const half = halfAbove(estimate);
  const text = supportedUsd(estimate.mean, half);
  return half === null || half === 0 || spread === 'withoutHalf'
    ? text
    : `${text} ± ${supportedHalfUsd(estimate.mean, half)}`;
}

/** In seconds where an interval says how many digits count. */
export function estimatedSeconds(estimate: Estimate, spread: Spread = 'withHalf'): string {
  return estimated(estimate, 1, 's', formatSeconds, spread);
}

export function estimatedMs(estimate: Estimate, spread: Spread = 'withHalf'): string {
  return estimated(estimate, 1, 'ms', (value) => `${formatAmount(value)} ms`, spread);
}

export function estimatedShare(estimate: Estimate, spread: Spread = 'withHalf'): string {
  return estimated(estimate, 100, '%', formatShare, spread);
}

function estimated(
  estimate: Estimate,
  scale: number,
  unit: string,
  plain: (value: number) => string,
  spread: Spread,
): string {
  const half = halfAbove(estimate);
  if (half === null || half === 0) return plain(estimate.mean);
  const decimals = supportedDecimals(scale * half);
  const mean = withDecimals(scale * estimate.mean, decimals);
  return spread === 'withoutHalf'
    ? `${mean} ${unit}`
    : `${mean} ± ${withDecimals(scale * half, decimals)} ${unit}`;
}

/** Half of an interval whose lower end may have been cut off at 0. */
function halfAbove({ mean, high }: Estimate): HalfWidth {
  return high === null ? null : high - mean;
}
