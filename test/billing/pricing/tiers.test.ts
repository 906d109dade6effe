import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  beyondFree,
  flatRate,
  parseTiers,
  slicesBetween,
  type Tiers,
  tieredCharge,
} from '../../../src/billing/pricing/tiers.ts';
import { slowTiers } from '../../oracles/slow-meters.ts';

const rate = fc.bigInt({ min: 0n, max: 50_000_000_000n });
const tiersArbitrary: fc.Arbitrary<Tiers> = fc
  .tuple(
    fc.uniqueArray(fc.bigInt({ min: 1n, max: 40n }), { maxLength: 4 }),
    fc.array(rate, { minLength: 5, maxLength: 5 }),
  )
  .map(([ends, rates]) =>
    [0n, ...ends.sort((a, b) => (a < b ? -1 : 1))].map((from, i) => ({ from, rate: rates[i]! })),
  );
const perUnit = fc.bigInt({ min: 1n, max: 97n });

test('10 TB at 0.09, the next 40 TB at 0.085: 57,000 GB to the internet', () => {
  const tiers = parseTiers([
    { from: '0', price: '0.09' },
    { from: '10240', price: '0.085' },
    { from: '51200', price: '0.07' },
  ]);
  expect(
    slicesBetween(tiers, 1n, 0n, 57_000n).map(({ tier, quantity, amount }) => [tier, quantity, amount]),
  ).toEqual([
    [0, 10_240n, 921_600_000_000n],
    [1, 40_960n, 3_481_600_000_000n],
    [2, 5_800n, 406_000_000_000n],
  ]);
});

test('steps that do not ascend from 0 are a defect', () => {
  for (const rows of [[], ['1'], ['0', '5', '5'], ['0', '5', '4']])
    expect(() => parseTiers(rows.map((from) => ({ from, price: '1' })))).toThrow('ascend');
});

test('agrees with counting part by part, to the last digit', () => {
  fc.assert(
    fc.property(
      tiersArbitrary,
      perUnit,
      fc.nat(3000),
      fc.bigInt({ min: 0n, max: 20n }),
      (tiers, inUnit, parts, freeUnits) => {
        expect(tieredCharge(tiers, inUnit, beyondFree(BigInt(parts), freeUnits * inUnit))).toBe(
          slowTiers(parts, inUnit, tiers, freeUnits),
        );
      },
    ),
    { numRuns: 300, seed: 1 },
  );
});

test('however a month is cut, its parts add up to the same', () => {
  fc.assert(
    fc.property(
      tiersArbitrary,
      perUnit,
      fc.array(fc.bigInt({ min: 0n, max: 900n }), { minLength: 1, maxLength: 40 }),
      fc.bigInt({ min: 0n, max: 500n }),
      (tiers, inUnit, parts, free) => {
        let used = 0n;
        let amount = 0n;
        let quantity = 0n;
        for (const part of parts) {
          const slices = slicesBetween(tiers, inUnit, beyondFree(used, free), beyondFree(used + part, free));
          for (const slice of slices) {
            amount += slice.amount;
            quantity += slice.quantity;
          }
          used += part;
        }
        expect(amount).toBe(tieredCharge(tiers, inUnit, beyondFree(used, free)));
        expect(quantity).toBe(beyondFree(used, free));
      },
    ),
    { numRuns: 300, seed: 2 },
  );
});

test('double the rates, double the charge; more usage never costs less; a flat rate is one step', () => {
  fc.assert(
    fc.property(tiersArbitrary, fc.bigInt({ min: 0n, max: 9000n }), rate, (tiers, quantity, flat) => {
      // In units that nothing of is rounded away.
      const exact = tiers.map((tier) => ({ ...tier, rate: tier.rate * 10n }));
      const dear = exact.map((tier) => ({ ...tier, rate: tier.rate * 2n }));
      expect(tieredCharge(dear, 1n, quantity)).toBe(2n * tieredCharge(exact, 1n, quantity));
      expect(tieredCharge(tiers, 7n, quantity + 1n) >= tieredCharge(tiers, 7n, quantity)).toBe(true);
      const stepped = [0n, 3n, 8n].map((from) => ({ from, rate: flat * 10n }));
      expect(tieredCharge(stepped, 1n, quantity)).toBe(tieredCharge(flatRate(flat * 10n), 1n, quantity));
    }),
    { numRuns: 300, seed: 3 },
  );
});
