import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogHistogram } from '../../../src/kernel/log-histogram.ts';
import { addWaited } from '../../../src/simulation/load/waited.ts';

function waitedOf(
  aloneMs: readonly number[],
  fromMs: number,
  toMs: number,
  weight = 1,
  mostMs = Number.POSITIVE_INFINITY,
): LogHistogram {
  const alone = new LogHistogram();
  for (const value of aloneMs) alone.add(value, 1);
  const into = new LogHistogram();
  addWaited(into, alone, fromMs, toMs, weight, mostMs);
  return into;
}

test('waits are even from first to last, and the work comes on top', () => {
  const waited = waitedOf([20], 1000, 3000, 500);
  expect(waited.count).toBeCloseTo(500, 9);
  expect(waited.mean()).toBeCloseTo(2020, 6);
  expect(waited.quantile(0.5) / 2020).toBeCloseTo(1, 1.5);
  expect([waited.quantile(0), waited.quantile(1)].map((value) => Math.round(value / 20))).toEqual([51, 151]);
});

test('a backlog that shrinks is the same as one that grows', () => {
  const [grows, shrinks] = [waitedOf([5, 50], 100, 700), waitedOf([5, 50], 700, 100)];
  for (const fraction of [0.1, 0.5, 0.95, 1])
    expect(shrinks.quantile(fraction)).toBeCloseTo(grows.quantile(fraction), 9);
});

test('nobody waits beyond the time-out', () => {
  expect(waitedOf([20], 100, 5000, 1, 1000).quantile(1)).toBe(1000);
  expect(waitedOf([20], 4000, 5000, 1, 1000).mean()).toBeCloseTo(1000, 9);
});

test('the mean is the wait’s and the work’s together, and no time is under the one or over both', () => {
  const wait = fc.double({ min: 0, max: 1e5, noNaN: true });
  const works = fc.array(fc.double({ min: 0.1, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      works,
      wait,
      wait,
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      (aloneMs, from, to, weight) => {
        const waited = waitedOf(aloneMs, from, to, weight);
        const mean = aloneMs.reduce((sum, value) => sum + value, 0) / aloneMs.length;
        expect(waited.count / weight).toBeCloseTo(1, 9);
        expect(waited.mean() / ((from + to) / 2 + mean)).toBeCloseTo(1, 9);
        expect(waited.quantile(0)).toBeGreaterThanOrEqual(Math.min(from, to) * 0.99);
        // Parts are stretched so that their mean is right: by what a bucket's middle is off, and what the tail has more.
        expect(waited.quantile(1)).toBeLessThanOrEqual(
          (Math.max(from, to) + Math.max(...aloneMs) * 2) * 1.01,
        );
      },
    ),
    { numRuns: 200, seed: 6 },
  );
});
