import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogHistogram } from '../../src/kernel/log-histogram.ts';

const seen = fc.record({
  value: fc.double({ min: 0, max: 1e8, noNaN: true }),
  weight: fc.integer({ min: 1, max: 1000 }),
});
const manySeen = fc.array(seen, { minLength: 1, maxLength: 200 });
const fraction = fc.double({ min: 0.001, max: 1, noNaN: true });

function histogramOf(list: readonly { value: number; weight: number }[]): LogHistogram {
  const histogram = new LogHistogram();
  for (const { value, weight } of list) histogram.add(value, weight);
  return histogram;
}

/** The value at which the weights, sorted, come to this part of all. */
function slowQuantile(list: readonly { value: number; weight: number }[], part: number): number {
  const sorted = [...list].sort((a, b) => a.value - b.value);
  let rest = part * sorted.reduce((sum, { weight }) => sum + weight, 0);
  return sorted.find(({ weight }) => (rest -= weight) <= 0)?.value ?? sorted.at(-1)!.value;
}

describe('add', () => {
  it('gives quantiles within 0.8 %, and the mean exactly', () => {
    fc.assert(
      fc.property(manySeen, fraction, (list, part) => {
        const histogram = histogramOf(list);
        const expected = slowQuantile(list, part);
        expect(Math.abs(histogram.quantile(part) - expected)).toBeLessThanOrEqual(
          Math.max(0.008 * expected, 0.0079),
        );
        const count = list.reduce((sum, { weight }) => sum + weight, 0);
        const sum = list.reduce((total, { value, weight }) => total + value * weight, 0);
        expect(histogram.count).toBe(count);
        expect(histogram.mean()).toBeCloseTo(sum / count, 5);
      }),
    );
  });

  it('of one value gives it back', () => {
    const histogram = histogramOf([{ value: 80, weight: 3 }]);
    expect([0.01, 0.5, 1].map((part) => histogram.quantile(part))).toEqual([80, 80, 80]);
  });

  it('gives the greatest itself, not what stands for its bucket', () => {
    expect(histogramOf([1, 375].map((value) => ({ value, weight: 1 }))).quantile(1)).toBe(375);
  });

  it('of nothing gives 0', () => {
    const histogram = new LogHistogram();
    expect([histogram.count, histogram.mean(), histogram.quantile(0.5), histogram.beyond(1)]).toEqual([
      0, 0, 0, 0,
    ]);
  });
});

describe('merge', () => {
  it('of two is the histogram of both', () => {
    fc.assert(
      fc.property(manySeen, manySeen, (one, other) => {
        const merged = histogramOf(one);
        merged.merge(histogramOf(other));
        expectAlike(merged, histogramOf([...one, ...other]));
      }),
    );
  });

  it('with a factor is the other one so many times', () => {
    const merged = new LogHistogram();
    merged.merge(histogramOf([{ value: 5, weight: 2 }]), 2.5);
    expect([merged.count, merged.mean()]).toEqual([5, 5]);
  });
});

/** Two histograms that answer alike. */
function expectAlike(one: LogHistogram, other: LogHistogram): void {
  expect(one.count).toBeCloseTo(other.count, 6);
  if (other.mean() > 0) expect(one.mean() / other.mean()).toBeCloseTo(1, 9);
  for (let part = 0.05; part < 1; part += 0.09) {
    expect(one.quantile(part)).toBeCloseTo(other.quantile(part), 6);
    expect(one.beyond(other.quantile(part))).toBeCloseTo(other.beyond(other.quantile(part)), 6);
  }
  expect(one.quantile(1)).toBeCloseTo(other.quantile(1), 6);
}

describe('addUniform', () => {
  it('spreads evenly between two values', () => {
    const histogram = new LogHistogram();
    histogram.addUniform(1000, 0, 50);
    expect(histogram.count).toBe(50);
    expect(histogram.mean()).toBe(500);
    for (const part of [0.01, 0.1, 0.5, 0.95, 0.99])
      expect(Math.abs(histogram.quantile(part) / (1000 * part) - 1)).toBeLessThan(0.016);
    expect(histogram.beyond(750)).toBeCloseTo(0.25, 10);
  });

  it('keeps its weight wherever the values lie', () => {
    const value = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const histogram = new LogHistogram();
        histogram.addUniform(a, b, 7);
        expect(histogram.count).toBe(7);
        expect(histogram.quantile(0)).toBeGreaterThanOrEqual(Math.min(a, b));
        expect(histogram.quantile(1)).toBeLessThanOrEqual(Math.max(a, b));
      }),
    );
  });
});

it('addScaled is to add each value scaled and moved', () => {
  const ascending = fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 60 });
  const factor = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(ascending, factor, factor, (list, scale, offset) => {
      const values = Float64Array.from(list).sort();
      const shares = Float64Array.from(list, () => 2);
      const scaled = new LogHistogram();
      scaled.addScaled(values, shares, values.length, scale, offset, 3);
      const one = histogramOf([...values].map((value) => ({ value: offset + value * scale, weight: 6 })));
      expectAlike(scaled, one);
    }),
  );
});

describe('addShifted, beyond and upTo', () => {
  it('move, count and cut what was seen', () => {
    fc.assert(
      fc.property(manySeen, fc.double({ min: 1, max: 1e6, noNaN: true }), fraction, (list, shift, part) => {
        const shifted = new LogHistogram();
        shifted.addShifted(histogramOf(list), shift, 1);
        const expected = slowQuantile(list, part) + shift;
        expect(Math.abs(shifted.quantile(part) / expected - 1)).toBeLessThan(0.017);
        const cut = shifted.quantile(part);
        const upTo = shifted.upTo(cut);
        expect(upTo.quantile(1)).toBeLessThanOrEqual(cut);
        expect(upTo.count).toBeGreaterThanOrEqual((1 - shifted.beyond(cut)) * shifted.count * (1 - 1e-9));
      }),
    );
  });
});

it('a sealed one answers as before, and takes nothing more', () => {
  fc.assert(
    fc.property(manySeen, (list) => {
      const sealed = histogramOf(list);
      sealed.seal();
      expectAlike(sealed, histogramOf(list));
      const merged = new LogHistogram();
      merged.merge(sealed);
      expectAlike(merged, sealed);
      expect(() => sealed.add(1, 1)).toThrow('sealed');
    }),
  );
});

it('clear forgets', () => {
  fc.assert(
    fc.property(manySeen, manySeen, (one, other) => {
      const histogram = histogramOf(one);
      histogram.clear();
      expect([histogram.count, histogram.mean(), histogram.quantile(0.9), histogram.beyond(0)]).toEqual([
        0, 0, 0, 0,
      ]);
      for (const { value, weight } of other) histogram.add(value, weight);
      expectAlike(histogram, histogramOf(other));
    }),
  );
});
