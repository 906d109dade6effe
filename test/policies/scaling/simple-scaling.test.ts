import { expect, test } from 'vitest';
import type { ScalingView } from '../../../src/policies/scaling/decide-capacity.ts';
import { takeSimple } from '../../../src/policies/scaling/simple-scaling.ts';
import type { AdjustmentType } from '../../../src/policies/scaling/step-scaling.ts';
import { viewOf } from './support.ts';

/** What becomes of a group of ten at 1000 ms. */
function simple(
  adjustmentType: AdjustmentType,
  adjustment: number,
  restsUntil = 0,
  given: Partial<ScalingView> = {},
): [number, string, string] {
  const rule = {
    adjustmentType,
    steps: [{ lower: null, upper: null, adjustment }],
    minAdjustmentMagnitude: 0,
  };
  const { capacity, direction, reason } = takeSimple(viewOf(given), rule, restsUntil);
  return [capacity, direction, reason];
}

test('one adjustment, of each type', () => {
  expect(simple('ChangeInCapacity', 2)).toEqual([12, 'out', 'scaled']);
  expect(simple('PercentChangeInCapacity', -25)).toEqual([8, 'in', 'scaled']);
  expect(simple('ExactCapacity', 4)).toEqual([4, 'in', 'scaled']);
  expect(simple('ExactCapacity', 400)).toEqual([100, 'out', 'scaled']);
});

test('nothing in either direction until it has rested (scaling:R-3.13)', () => {
  expect(simple('ChangeInCapacity', 2, 1001)).toEqual([10, 'out', 'cooldown']);
  expect(simple('ChangeInCapacity', -2, Number.POSITIVE_INFINITY)).toEqual([10, 'in', 'cooldown']);
  expect(simple('ChangeInCapacity', -2, 1000)).toEqual([8, 'in', 'scaled']);
});

test('what warms up does not keep it from scaling in', () => {
  expect(simple('ChangeInCapacity', -2, 0, { isWarmingUp: true })).toEqual([8, 'in', 'scaled']);
});
