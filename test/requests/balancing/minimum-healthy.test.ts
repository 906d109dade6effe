import { expect, test } from 'vitest';
import { isUndercut } from '../../../src/requests/balancing/minimum-healthy.ts';

test('either threshold is enough, and reaching it is (autoscaling:R-5.5)', () => {
  const both = { count: 2, percent: 50 };
  expect(isUndercut(both, 2, 4)).toBe(false);
  expect(isUndercut(both, 1, 2)).toBe(true);
  expect(isUndercut(both, 2, 5)).toBe(true);
  expect(isUndercut({ count: 0, percent: null }, 0, 5)).toBe(false);
  // A third is above 33 % and below 34 %.
  expect([33, 34].map((percent) => isUndercut({ count: 1, percent }, 1, 3))).toEqual([false, true]);
});
