import { expect, test } from 'vitest';
import { type BoundsChange, changeBounds } from '../../../src/policies/scaling/scheduled-scaling.ts';

const five = { desired: 5, minimum: 1, maximum: 10 };
const set = (minCapacity: number | null, maxCapacity: number | null): BoundsChange => ({
  minCapacity,
  maxCapacity,
});

test('the desired count comes up to the new minimum or down to the new maximum', () => {
  expect(changeBounds(five, set(3, 8))).toEqual({ desired: 5, minimum: 3, maximum: 8 });
  expect(changeBounds(five, set(7, 8))).toEqual({ desired: 7, minimum: 7, maximum: 8 });
  expect(changeBounds(five, set(1, 2))).toEqual({ desired: 2, minimum: 1, maximum: 2 });
});

test('what an action does not set stays', () => {
  expect(changeBounds(five, set(6, null))).toEqual({ desired: 6, minimum: 6, maximum: 10 });
  expect(changeBounds(five, set(null, 4))).toEqual({ desired: 4, minimum: 1, maximum: 4 });
  expect(changeBounds(five, set(null, null))).toEqual(five);
});

test('a minimum above the maximum changes nothing', () => {
  expect(changeBounds(five, set(11, null))).toBeNull();
  expect(changeBounds({ ...five, minimum: 3 }, set(null, 2))).toBeNull();
});
