import { expect, test } from 'vitest';
import {
  capacityForReservation,
  capacityProviderReservation,
} from '../../../src/policies/capacity/managed-scaling.ts';

/** As data points are kept. */
const rounded = (percent: number) => Math.round(percent * 1e6) / 1e6;

test('whatever is needed of whatever there is, a rounded data point asks for no instance more (ecs:R-5.15)', () => {
  for (let instances = 1; instances <= 130; instances++)
    for (let needed = 0; needed <= 2 * instances; needed += 1 + (instances >> 4))
      for (const target of [100, 90, 33]) {
        const reservation = rounded(capacityProviderReservation(needed, instances));
        const wanted = Math.ceil((needed * 100) / target);
        expect(capacityForReservation(instances, reservation, target)).toBe(wanted);
      }
});
