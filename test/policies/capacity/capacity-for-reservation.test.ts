import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  capacityForReservation,
  capacityProviderReservation,
} from '../../../src/policies/capacity/managed-scaling.ts';

test('a group of 3 that needs 2 gives one up, though 66.67 % of 3 is a little more than 2', () => {
  expect(capacityForReservation(3, capacityProviderReservation(2, 3), 100)).toBe(2);
});

test('the desired capacity is that at which what is needed is the target part, rounded up (ecs:R-5.15)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 100 }),
      (needed, instances, target) => {
        const exact = (BigInt(needed) * 100n + BigInt(target) - 1n) / BigInt(target);
        const reservation = capacityProviderReservation(needed, instances);
        expect(capacityForReservation(instances, reservation, target)).toBe(Number(exact));
      },
    ),
  );
});
