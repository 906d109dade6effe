import { expect, test } from 'vitest';
import { checkStepAdjustments } from '../../../src/scenario/operations/step-adjustments.ts';

type Bound = number | null;

const problems = (
  steps: readonly (readonly [Bound, Bound, number?])[],
  type: 'ChangeInCapacity' | 'ExactCapacity' = 'ChangeInCapacity',
) =>
  checkStepAdjustments(
    steps.map(([lower, upper, scalingAdjustment = 1]) => ({
      metricIntervalLowerBound: lower,
      metricIntervalUpperBound: upper,
      scalingAdjustment,
    })),
    type,
  ).map(({ at, expected, received }) => `${at.join('.')}: ${expected}, received ${received}`);

// scaling.
test.each([
  [[[0, null]]],
  [[[null, 0, -1]]],
  [
    [
      [0, 10],
      [10, null],
    ],
  ],
  [
    [
      [10, null],
      [null, -10],
      [-10, 10],
    ],
  ],
] as [Bound, Bound, number?][][][])('%j are steps', (steps) => {
  expect(problems(steps)).toEqual([]);
});

test.each([
  [[], [': at least one step, received none']],
  [Array.from({ length: 21 }, () => [0, null]), [': at most 20 steps, received 21']],
  [[[null, null]], ['0: `metricIntervalLowerBound`, `metricIntervalUpperBound` or both, received neither']],
  [[[5, 5]], ['0.metricIntervalUpperBound: a number above `metricIntervalLowerBound`, 5, received 5']],
  [
    [
      [0, 10],
      [15, null],
    ],
    ['1.metricIntervalLowerBound: 10, where the step before it ends: neither gap nor overlap, received 15'],
  ],
  [
    [
      [5, null],
      [0, 10],
    ],
    ['0.metricIntervalLowerBound: 10, where the step before it ends: neither gap nor overlap, received 5'],
  ],
  [
    [
      [0, null],
      [10, null],
    ],
    ['0.metricIntervalUpperBound: 10, where the next step begins, received nothing'],
  ],
  [
    [
      [null, 0],
      [null, -10],
    ],
    ['1.metricIntervalLowerBound: only one step without lower bound, received another one'],
  ],
  [[[-20, -10]], ['0.metricIntervalLowerBound: none in the lowest step, as it is below 0, received -20']],
  [[[10, 20]], ['0.metricIntervalUpperBound: none in the highest step, as it is above 0, received 20']],
] as [[Bound, Bound, number?][], string[]][])('%j are none', (steps, complaints) => {
  expect(problems(steps)).toEqual(complaints);
});

test('an exact capacity is not below 0', () => {
  expect(problems([[0, null, 0]], 'ExactCapacity')).toEqual([]);
  expect(problems([[0, null, -1]], 'ExactCapacity')).toEqual([
    '0.scalingAdjustment: an integer from 0 up with ExactCapacity, received -1',
  ]);
});
