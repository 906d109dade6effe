import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogHistogram } from '../../../src/kernel/log-histogram.ts';
import { partsOf } from '../../../src/simulation/load/parts.ts';

function histogramOf(valuesMs: readonly number[]): LogHistogram {
  const histogram = new LogHistogram();
  for (const value of valuesMs) histogram.add(value, 1);
  return histogram;
}

/** The value of the part that such a fraction lies in. */
function valueAt(parts: ReturnType<typeof partsOf>, fraction: number): number {
  let passed = 0;
  return parts.find(({ share }) => (passed += share) >= fraction)!.value;
}

test('of one value each part is that value', () => {
  for (const { value } of partsOf(histogramOf([80]))) expect(value).toBeCloseTo(80, 9);
});

test('of nothing and of zeros all are zero', () => {
  for (const { value } of [...partsOf(histogramOf([])), ...partsOf(histogramOf([0, 0]))])
    expect(value).toBe(0);
});

test('percentiles that are told of are those of the distribution', () => {
  const histogram = new LogHistogram();
  histogram.addUniform(0, 1000, 1);
  const parts = partsOf(histogram);
  for (const [fraction, expected] of [
    [0.5, 500],
    [0.95, 950],
    [0.99, 990],
  ] as const)
    expect(valueAt(parts, fraction) / expected).toBeCloseTo(1, 1.5);
});

test('parts are all of it, ascend, and have its mean', () => {
  const values = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(values, (valuesMs) => {
      const histogram = histogramOf(valuesMs);
      const parts = partsOf(histogram);
      expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      const mean = parts.reduce((sum, { value, share }) => sum + value * share, 0);
      expect(mean / histogram.mean()).toBeCloseTo(1, 9);
      for (const [i, { value, share }] of parts.entries()) {
        expect(share).toBeGreaterThan(0);
        if (i > 0) expect(value).toBeGreaterThanOrEqual(parts[i - 1]!.value);
      }
    }),
    { numRuns: 200, seed: 6 },
  );
});
