import { exp, gamma, ln, normalQuantile, power } from '../../units/elementary.ts';
import type { Distribution } from './distribution.ts';

/**
 * A time drawn from `distribution` by inversion of `u` in [0, 1): integer milliseconds, never falling as `u` rises.
 * What is above 0 lasts at least one millisecond. A constant does not look at `u`.
 */
export function drawMs(distribution: Distribution, u: number): number {
  const drawn = quantile(distribution, Math.max(u, SMALLEST_U));
  if (!(drawn > 0)) return 0;
  if (drawn < 1) return 1;
  return drawn < LONGEST_MS ? Math.floor(drawn + 0.5) : LONGEST_MS;
}

/** Half of a stream's smallest step: a `u` of exactly 0 would give the logarithm of zero. */
const SMALLEST_U = 2 ** -33;

/** About 8,900 years. A tail heavier than the calendar ends here: no run is as long, and the timer queue can hold it. */
const LONGEST_MS = 2 ** 48;

/** The value below which a part `u` in (0, 1) of what is drawn lies, in the distribution's own unit, not rounded. */
export function quantile(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'exponential':
      return -distribution.mean * ln(1 - u);
    case 'lognormal':
      return exp(distribution.mu + distribution.sigma * normalQuantile(u));
    case 'weibull':
      return distribution.scale * power(-ln(1 - u), 1 / distribution.shape);
    case 'pareto':
      return distribution.minimum * power(1 - u, -1 / distribution.shape);
    case 'uniform':
      return distribution.min + (distribution.max - distribution.min) * u;
    case 'empirical':
      return distribution.values[Math.floor(u * distribution.values.length)] as number;
    default:
      return distribution satisfies never;
  }
}

/** The mean in milliseconds, before rounding; Infinity for a Pareto whose shape is 1 or less. */
export function meanMs(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'exponential':
      return distribution.mean;
    case 'lognormal':
      return exp(distribution.mu + (distribution.sigma * distribution.sigma) / 2);
    case 'weibull':
      return distribution.scale * gamma(1 + 1 / distribution.shape);
    case 'pareto':
      if (distribution.shape <= 1) return Infinity;
      return (distribution.minimum * distribution.shape) / (distribution.shape - 1);
    case 'uniform':
      return (distribution.min + distribution.max) / 2;
    case 'empirical': {
      let sum = 0;
      for (const value of distribution.values) sum += value;
      return sum / distribution.values.length;
    }
    default:
      return distribution satisfies never;
  }
}

const QUANTILE_95 = normalQuantile(0.95);

/**
 * The lognormal with this mean and 95th percentile, both in milliseconds. From `mean = exp(mu + sigma^2 / 2)` and
 * `p95 = exp(mu + z * sigma)` follows `sigma^2 / 2 - z * sigma + ln(p95 / mean) = 0`; the smaller root is taken.
 * `null` if there is none: `p95` is below the mean, or above 3.868 times the mean, which no lognormal reaches.
 */
export function lognormalFromMeanAndP95(mean: number, p95: number): { mu: number; sigma: number } | null {
  if (!(mean > 0 && p95 >= mean && p95 < Infinity)) return null;
  const ratio = ln(p95 / mean);
  const discriminant = QUANTILE_95 * QUANTILE_95 - 2 * ratio;
  if (discriminant < 0) return null;
  const sigma = (2 * ratio) / (QUANTILE_95 + Math.sqrt(discriminant));
  return { mu: ln(mean) - (sigma * sigma) / 2, sigma };
}

/** The lognormal with this median in milliseconds; `null` unless the median is above 0 and sigma is not negative. */
export function lognormalFromMedianAndSigma(
  median: number,
  sigma: number,
): { mu: number; sigma: number } | null {
  if (!(median > 0 && median < Infinity && sigma >= 0 && sigma < Infinity)) return null;
  return { mu: ln(median), sigma };
}
