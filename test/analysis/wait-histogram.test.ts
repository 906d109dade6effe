import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WaitHistogram } from '../../src/analysis/wait-histogram.ts';

const waits = fc.array(fc.oneof(fc.nat(5000), fc.nat(10_000_000), fc.maxSafeInteger().map(Math.abs)), {
  minLength: 1,
  maxLength: 300,
});

test('percentiles are those of the sorted list, off by less than 1 in 4,096', () => {
  fc.assert(
    fc.property(waits, fc.constantFrom(0.5, 0.95, 0.99, 1), (values, fraction) => {
      const histogram = new WaitHistogram();
      for (const value of values) histogram.add(value);
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.max(1, Math.ceil(fraction * sorted.length - 1e-9)) - 1]!;
      expect(Math.abs(histogram.percentile(fraction) - exact)).toBeLessThanOrEqual(exact / 2048);
      if (exact < 4096) expect(histogram.percentile(fraction)).toBe(exact);
      expect(histogram.max).toBe(sorted[sorted.length - 1]);
      expect(histogram.count).toBe(values.length);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('equal values come back exactly, however large', () => {
  const histogram = new WaitHistogram();
  for (let i = 0; i < 5; i++) histogram.add(900_001);
  expect([histogram.mean(), histogram.percentile(0.5), histogram.percentile(0.99)]).toEqual([
    900_001, 900_001, 900_001,
  ]);
});

test('nothing counted: all zero', () => {
  const histogram = new WaitHistogram();
  expect([histogram.mean(), histogram.percentile(0.95), histogram.max]).toEqual([0, 0, 0]);
});
