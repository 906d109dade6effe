import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  pairedDifferences,
  sampleOf,
  varianceRatio,
} from '../../../../src/experiment/compare/statistics/sample.ts';
import {
  halfWidth,
  intervalOf,
  probabilityBelowZero,
  simultaneous,
  spreadOf,
} from '../../../../src/experiment/compare/statistics/spread.ts';

/** Ten values by hand: mean 5.5, variance 55/6. */
const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test('the interval of a sample that can be worked out by hand', () => {
  const { mean, low, high } = intervalOf(spreadOf(sampleOf(TEN)), 0.95);
  const half = 2.262157 * Math.sqrt(55 / 6 / 10);
  expect(mean).toBe(5.5);
  expect(low).toBeCloseTo(5.5 - half, 5);
  expect(high).toBeCloseTo(5.5 + half, 5);
});

test('one value, or values that are all the same, say nothing about chance', () => {
  for (const values of [[3], [3, 3, 3]])
    expect(intervalOf(spreadOf(sampleOf(values)), 0.95)).toEqual({ mean: 3, low: null, high: null });
  expect(probabilityBelowZero(spreadOf(sampleOf([-1])))).toBeNull();
});

test('values far from 0 that lie close together keep their digits', () => {
  expect(sampleOf(TEN.map((value) => 1e12 + value)).variance).toBeCloseTo(55 / 6, 6);
});

const someSample = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });

test('a constant on top moves the interval and leaves its width', () => {
  fc.assert(
    fc.property(someSample, fc.integer({ min: -1e6, max: 1e6 }), (values, shift) => {
      const before = spreadOf(sampleOf(values));
      const after = spreadOf(sampleOf(values.map((value) => value + shift)));
      expect(after.mean - shift).toBeCloseTo(before.mean, 6);
      expect(halfWidth(after, 0.95) ?? -1).toBeCloseTo(halfWidth(before, 0.95) ?? -1, 6);
    }),
  );
});

test('twice as many of the same are known better, and more certainty is a wider interval', () => {
  fc.assert(
    fc.property(someSample, (values) => {
      fc.pre(!sampleOf(values).isConstant);
      const half = halfWidth(spreadOf(sampleOf(values)), 0.95)!;
      expect(halfWidth(spreadOf(sampleOf([...values, ...values])), 0.95)!).toBeLessThan(half);
      expect(halfWidth(spreadOf(sampleOf(values)), 0.99)!).toBeGreaterThan(half);
    }),
  );
});

test('the probability of being lower is a half at no difference, and half an interval away 97.5 %', () => {
  expect(probabilityBelowZero(spreadOf(sampleOf([-1, 1])))).toBe(0.5);
  const spread = spreadOf(sampleOf(TEN));
  const half = halfWidth(spread, 0.95)!;
  expect(probabilityBelowZero({ ...spread, mean: -half })).toBeCloseTo(0.975, 9);
});

test('differences have no binary dust, and their variance is told against that of independent seeds', () => {
  expect(sampleOf(pairedDifferences([0.3, 1.3, 7.3], [0.1, 1.1, 7.1])).isConstant).toBe(true);
  expect(varianceRatio([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])).toBeCloseTo(1 / 5, 12);
  expect(varianceRatio([1, 2, 3, 4, 5], [5, 4, 3, 2, 1])).toBeCloseTo(2, 12);
  expect(varianceRatio([1, 2, 3, 4], [1, 3, 4, 6])).toBeNull();
  expect(varianceRatio([1, 2, 3, 4, 5], [4, 4, 4, 4, 4])).toBeNull();
});

test('several intervals share what may go wrong', () => {
  expect(simultaneous(0.95, 10)).toBeCloseTo(0.995, 12);
  expect(simultaneous(0.95, 1)).toBeCloseTo(0.95, 12);
  expect(simultaneous(0.95, 0)).toBeCloseTo(0.95, 12);
});
