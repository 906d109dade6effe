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
        expect(withoutSum(merged)).toEqual(withoutSum(histogramOf([...one, ...other])));
        expect(merged.mean() / histogramOf([...one, ...other]).mean()).toBeCloseTo(1, 12);
      }),
    );
  });

  it('with a factor is the other one so many times', () => {
    const merged = new LogHistogram();
    merged.merge(histogramOf([{ value: 5, weight: 2 }]), 2.5);
    expect([merged.count, merged.mean()]).toEqual([5, 5]);
  });
});

function withoutSum(histogram: LogHistogram): object {
  return { ...histogram.snapshot(), sum: 0 };
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
        const { zeroCount, weights } = histogram.snapshot();
        expect(weights.reduce((sum, weight) => sum + weight, zeroCount)).toBeCloseTo(7, 8);
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
      expect(withoutRange(scaled)).toEqual(withoutRange(one));
      expect(scaled.mean()).toBeCloseTo(one.mean(), 6);
    }),
  );
});

/** Buckets at the ends that hold nothing do not matter. */
function withoutRange(histogram: LogHistogram): object {
  const { first, weights, count, zeroCount, least, most } = histogram.snapshot();
  const filled = weights.flatMap((weight, i) => (weight > 0 ? [[first + i, weight]] : []));
  return { filled, count, zeroCount, least, most };
}

it('clear forgets, and a snapshot restores', () => {
  fc.assert(
    fc.property(manySeen, manySeen, (one, other) => {
      const histogram = histogramOf(one);
      const state = histogram.snapshot();
      histogram.clear();
      expect(histogram.snapshot()).toEqual(new LogHistogram().snapshot());
      for (const { value, weight } of other) histogram.add(value, weight);
      histogram.restore(state);
      expect(histogram.snapshot()).toEqual(state);
      histogram.merge(histogramOf(other));
      expect(withoutRange(histogram)).toEqual(withoutRange(histogramOf([...one, ...other])));
    }),
  );
});

describe('beyond and upTo', () => {
  it('part what was seen at a value', () => {
    fc.assert(
      fc.property(manySeen, fc.double({ min: 0.1, max: 1e8, noNaN: true }), (list, value) => {
        const histogram = histogramOf(list);
        const surelyAbove = list.filter((each) => each.value > value * 1.016);
        const perhapsAbove = list.filter((each) => each.value > value / 1.016);
        const weightOf = (some: typeof list) => some.reduce((sum, { weight }) => sum + weight, 0);
        const above = histogram.beyond(value) * histogram.count;
        expect(above).toBeGreaterThanOrEqual(weightOf(surelyAbove) - 1e-6);
        expect(above).toBeLessThanOrEqual(weightOf(perhapsAbove) + 1e-6);
        const below = histogram.upTo(value);
        expect(below.quantile(1)).toBeLessThanOrEqual(value);
        expect(below.count).toBeGreaterThanOrEqual(histogram.count - weightOf(perhapsAbove) - 1e-6);
      }),
    );
  });
});
