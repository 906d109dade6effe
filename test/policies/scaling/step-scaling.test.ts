import { describe, expect, test } from 'vitest';
import {
  adjustCapacity,
  roundChange,
  type StepRule,
  selectStep,
  takeStep,
} from '../../../src/policies/scaling/step-scaling.ts';
import { viewOf } from './support.ts';

describe('selectStep', () => {
  const up = [
    { lower: 0, upper: 10, adjustment: 0 },
    { lower: 10, upper: 20, adjustment: 10 },
    { lower: 20, upper: null, adjustment: 30 },
  ];
  const down = [
    { lower: -10, upper: 0, adjustment: 0 },
    { lower: -20, upper: -10, adjustment: -10 },
    { lower: null, upper: -20, adjustment: -30 },
  ];

  test('above the threshold the lower bound belongs to a step, below it the upper one', () => {
    expect([0, 9.99, 10, 20, 999].map((at) => selectStep(up, at, true)?.adjustment)).toEqual([
      0, 0, 10, 30, 30,
    ]);
    expect([0, -9.99, -10, -20, -999].map((at) => selectStep(down, at, false)?.adjustment)).toEqual([
      0, 0, -10, -30, -30,
    ]);
  });

  test('a value that no step is for has none', () => {
    expect(selectStep(up, -1, true)).toBeNull();
    expect(selectStep(down, 1, false)).toBeNull();
  });

  test('distances are the decimal numbers that they look like', () => {
    const tenths = [
      { lower: 0, upper: 0.2, adjustment: 1 },
      { lower: 0.2, upper: null, adjustment: 2 },
    ];
    // 0.19999999999999998 in doubles.
    expect(selectStep(tenths, 0.3 - 0.1, true)?.adjustment).toBe(2);
    expect(selectStep(tenths, 1e15, true)?.adjustment).toBe(2);
  });
});

test('changes are rounded towards nothing, but never to nothing', () => {
  expect([12.7, 1, 0.67, 0, -0.58, -1, -6.67].map(roundChange)).toEqual([12, 1, 1, 0, -1, -1, -6]);
});

describe('adjustCapacity', () => {
  const percent = (base: number, adjustment: number, minAdjustmentMagnitude = 0) =>
    adjustCapacity(base, adjustment, { adjustmentType: 'PercentChangeInCapacity', minAdjustmentMagnitude });

  test('adds, sets, or changes by a part', () => {
    const magnitude = { minAdjustmentMagnitude: 0 };
    expect(adjustCapacity(3, 5, { adjustmentType: 'ChangeInCapacity', ...magnitude })).toBe(8);
    expect(adjustCapacity(3, 5, { adjustmentType: 'ExactCapacity', ...magnitude })).toBe(5);
    expect([percent(10, 10), percent(11, 30), percent(14, -10)]).toEqual([11, 14, 13]);
  });

  test('a part is of so many tasks at least, either way; no change stays none', () => {
    expect([percent(4, 25, 2), percent(4, -25, 2), percent(4, 0, 2)]).toEqual([6, 2, 4]);
    expect(percent(100, 25, 2)).toBe(125);
  });
});

describe('takeStep', () => {
  const alarm = { threshold: 50, isAbove: true };
  const rule = (adjustmentType: StepRule['adjustmentType'], adjustment: number): StepRule => ({
    adjustmentType,
    steps: [{ lower: 0, upper: null, adjustment }],
    minAdjustmentMagnitude: 0,
  });
  const taken = (...given: Parameters<typeof rule>) => {
    const { direction, capacity, reason } = takeStep(viewOf(), rule(...given), 60, alarm);
    return [direction, capacity, reason];
  };

  test('the adjustment says which way it goes, not the alarm', () => {
    expect(taken('ChangeInCapacity', 2)).toEqual(['out', 12, 'scaled']);
    expect(taken('ChangeInCapacity', -2)).toEqual(['in', 8, 'scaled']);
    expect(taken('ExactCapacity', 25)).toEqual(['out', 25, 'scaled']);
    expect(taken('ExactCapacity', 4)).toEqual(['in', 4, 'scaled']);
    expect(taken('PercentChangeInCapacity', 0)).toEqual(['out', 10, 'alreadyAtDesired']);
  });

  test('without a data point, or a step for it, nothing happens', () => {
    const two = rule('ChangeInCapacity', 2);
    expect(takeStep(viewOf(), two, null, alarm)).toMatchObject({ capacity: 10, reason: 'noData' });
    expect(takeStep(viewOf(), two, 40, alarm)).toMatchObject({ capacity: 10, reason: 'noStep' });
  });
});
