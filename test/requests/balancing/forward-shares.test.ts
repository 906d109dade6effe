import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forwardShares } from '../../../src/requests/balancing/forward-shares.ts';

test('each group gets its weight over the sum (autoscaling:R-5.6)', () => {
  expect(forwardShares([10, 20])).toEqual([1 / 3, 2 / 3]);
  expect(forwardShares([0, 999])).toEqual([0, 1]);
  expect(forwardShares([0, 0])).toEqual([0, 0]);
  expect(forwardShares([])).toEqual([]);
});

test('shares add up to 1 unless all weights are 0', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(999), { maxLength: 5 }), (weights) => {
      const sum = forwardShares(weights).reduce((total, share) => total + share, 0);
      expect(sum).toBeCloseTo(weights.some((weight) => weight > 0) ? 1 : 0, 12);
    }),
  );
});
