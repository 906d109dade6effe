import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  launchesOnDemand,
  type PurchaseDistribution,
  splitPurchases,
  terminatesOnDemand,
} from '../../../src/policies/fleet/split-purchases.ts';

const distribution: fc.Arbitrary<PurchaseDistribution> = fc.record({
  onDemandBaseCapacity: fc.nat(30),
  onDemandPercentageAboveBaseCapacity: fc.nat(100),
});

function onDemandOf(total: number, given: PurchaseDistribution): number {
  const { onDemandBase, onDemandAboveBase } = splitPurchases(total, given);
  return onDemandBase + onDemandAboveBase;
}

test('the parts add up, On-Demand is the least that has the base and the percentage, and it never falls as a group grows', () => {
  fc.assert(
    fc.property(fc.nat(500), distribution, (total, given) => {
      const { onDemandBase, onDemandAboveBase, spot } = splitPurchases(total, given);
      expect(onDemandBase + onDemandAboveBase + spot).toBe(total);
      expect(Math.min(onDemandBase, onDemandAboveBase, spot)).toBeGreaterThanOrEqual(0);
      expect(onDemandBase).toBe(Math.min(total, given.onDemandBaseCapacity));
      const wanted = given.onDemandPercentageAboveBaseCapacity * (total - onDemandBase);
      expect(100 * onDemandAboveBase).toBeGreaterThanOrEqual(wanted);
      expect(100 * (onDemandAboveBase - 1)).toBeLessThan(wanted);
      expect(onDemandOf(total + 1, given) - onDemandOf(total, given)).toBeOneOf([0, 1]);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('a group that is filled and emptied one by one is split as the table says at every size', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), distribution, (from, to, given) => {
      let [onDemand, spot] = [onDemandOf(from, given), splitPurchases(from, given).spot];
      while (onDemand + spot < to)
        if (launchesOnDemand({ onDemand, spot }, to, given)) onDemand++;
        else spot++;
      while (onDemand + spot > to)
        if (terminatesOnDemand({ onDemand, spot }, given)) onDemand--;
        else spot--;
      expect({ onDemand, spot }).toEqual({
        onDemand: onDemandOf(to, given),
        spot: splitPurchases(to, given).spot,
      });
    }),
    { seed: 2, numRuns: 1000 },
  );
});
