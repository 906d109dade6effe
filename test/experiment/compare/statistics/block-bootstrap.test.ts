import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockDays, blockSpread } from '../../../../src/experiment/compare/statistics/block-bootstrap.ts';
import { sampleOf } from '../../../../src/experiment/compare/statistics/sample.ts';
import { spreadOf } from '../../../../src/experiment/compare/statistics/spread.ts';

const someDays = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 100 }), { minLength: length, maxLength: length });

test('blocks are a third of few days, whole weeks of many, and longer with more weeks', () => {
  expect([7, 9, 10, 14, 20, 21, 28, 56, 84, 189, 365].map(blockDays)).toEqual([
    3, 3, 4, 5, 7, 7, 7, 7, 14, 21, 28,
  ]);
});

test('its variance is that of all that could be drawn, with n - 1 in the place of n', () => {
  fc.assert(
    fc.property(someDays(8), (days) => {
      fc.pre(new Set(days).size > 1);
      const { mean, error } = blockSpread(days, 4);
      const starts = days.map((_, start) => [0, 1, 2, 3].map((i) => days[(start + i) % 8]!));
      const means = starts.flatMap((a) =>
        starts.map((b) => [...a, ...b].reduce((sum, day) => sum + day, 0) / 8),
      );
      const ofAll = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / means.length;
      expect(error!.standardError ** 2).toBeCloseTo(ofAll * 2, 9);
    }),
    { numRuns: 30 },
  );
});

test('blocks of one day are independent days', () => {
  fc.assert(
    fc.property(someDays(10), (days) => {
      fc.pre(new Set(days).size > 1);
      const [blocks, sample] = [blockSpread(days, 1), spreadOf(sampleOf(days))];
      expect(blocks.error!.dof).toBe(sample.error!.dof);
      expect(blocks.error!.standardError).toBeCloseTo(sample.error!.standardError, 9);
    }),
    { numRuns: 30 },
  );
});

test('too few days, and days that are all alike, say nothing', () => {
  expect(blockSpread([1, 2, 3, 4, 5, 6])).toEqual({ mean: 3.5, error: null });
  expect(blockSpread(new Array(30).fill(2))).toEqual({ mean: 2, error: null });
});

test('days that depend on their neighbours are known less well than independent ones', () => {
  const days = Array.from({ length: 28 }, (_, day) => (day < 14 ? 1 : 5));
  expect(blockSpread(days).error!.standardError).toBeGreaterThan(
    2 * blockSpread(days, 1).error!.standardError,
  );
});
