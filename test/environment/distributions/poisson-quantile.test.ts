import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poissonQuantile } from '../../../src/environment/distributions/poisson-quantile.ts';
import { Stream } from '../../../src/kernel/streams.ts';
import { chiSquare, chiSquareLimit } from '../../support/goodness-of-fit.ts';

/** P(N <= count) by adding terms from the mode outwards: slow and obvious. */
function below(mean: number, count: number): number {
  const logOf = (n: number) => {
    let sum = -mean;
    for (let i = 1; i <= n; i++) sum += Math.log(mean / i);
    return sum;
  };
  let sum = 0;
  for (let n = count, term = Math.exp(logOf(count)); n >= 0 && term > 0; term *= n-- / mean) sum += term;
  return sum;
}

test.each([
  [0, 0.999, 0],
  [1, 0.3, 0],
  [1, 0.37, 1],
  [1, 0.99, 4],
  [4, 0.5, 4],
  [100, 0.5, 100],
  [100, 0.99, 124],
])('mean %d at %d is %d', (mean, u, count) => {
  expect(poissonQuantile(mean, u)).toBe(count);
});

test.each([0.2, 3, 20, 63.9, 64.1, 150, 2000])('around a mean of %d it is the inverse', (mean) => {
  for (const u of [1e-6, 0.001, 0.02, 0.2, 0.41, 0.5, 0.77, 0.9, 0.99, 0.9999, 1 - 1e-7]) {
    const count = poissonQuantile(mean, u);
    expect(below(mean, count)).toBeGreaterThan(u - 1e-6);
    if (count > 0) expect(below(mean, count - 1)).toBeLessThanOrEqual(u + 1e-6);
  }
});

test('never falls as u or the mean rises, and ends', () => {
  const u = fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true });
  const mean = fc.oneof(
    fc.double({ min: 0, max: 80, noNaN: true }),
    fc.double({ min: 0, max: 1e10, noNaN: true }),
  );
  fc.assert(
    fc.property(mean, fc.double({ min: 0, max: 5, noNaN: true }), u, u, (m, more, one, other) => {
      const low = Math.min(one, other);
      const high = Math.max(one, other);
      expect(poissonQuantile(m, low)).toBeLessThanOrEqual(poissonQuantile(m, high));
      expect(poissonQuantile(m, low)).toBeLessThanOrEqual(poissonQuantile(m + more, low));
    }),
    { numRuns: 2000, seed: 71 },
  );
});

describe.each([0.7, 9, 63, 65, 1000])('counts around %d', (mean) => {
  test('fit', () => {
    const stream = new Stream(`3/counts/${mean}`);
    const draws = 20_000;
    const spread = Math.sqrt(mean);
    const edges = [-2, -1.3, -0.8, -0.4, 0, 0.4, 0.8, 1.3, 2].map((w) => Math.floor(mean + w * spread));
    const limits = [...new Set(edges.filter((edge) => edge >= 0))];
    const counts = new Array<number>(limits.length + 1).fill(0);
    for (let i = 0; i < draws; i++) {
      const count = poissonQuantile(mean, stream.next());
      const cell = limits.findIndex((limit) => count <= limit);
      counts[cell === -1 ? limits.length : cell]!++;
    }
    const shares = [...limits.map((limit) => below(mean, limit)), 1];
    const expected = shares.map((share, i) => (share - (shares[i - 1] ?? 0)) * draws);
    expect(chiSquare(counts, expected)).toBeLessThan(chiSquareLimit(limits.length));
  });
});

test('of a mean of a billion the counts have its mean and its variance', () => {
  const mean = 1e9;
  const stream = new Stream('3/counts/many');
  const values = Array.from(
    { length: 20_000 },
    () => (poissonQuantile(mean, stream.next()) - mean) / Math.sqrt(mean),
  );
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
  expect(Math.abs(average)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.04);
});
