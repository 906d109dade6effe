/** Kolmogorov's statistic times the root of the count: above this with probability 0.001 if the sample fits. */
export const KOLMOGOROV_LIMIT = 1.95;

/** Kolmogorov's statistic of a sample against the distribution function `below`, times the root of the count. */
export function kolmogorovSmirnov(sample: readonly number[], below: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  let largest = 0;
  for (const [index, x] of sorted.entries()) {
    const expected = below(x);
    largest = Math.max(largest, expected - index / sorted.length, (index + 1) / sorted.length - expected);
  }
  return largest * Math.sqrt(sorted.length);
}

/** Pearson's statistic of counts against what was expected of each. */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0);
}

/** What chi-square passes with probability 0.001 (Wilson and Hilferty's approximation). */
export function chiSquareLimit(degreesOfFreedom: number): number {
  const part = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - part + 3.0902 * Math.sqrt(part)) ** 3;
}
