import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perUnitOf } from '../../../src/billing/meters/meter.ts';
import {
  addToMonth,
  type MeteredLine,
  type MeteredUsage,
  type MeterPrice,
  type MonthToDate,
  meteredLines,
} from '../../../src/billing/meters/metered-lines.ts';
import { METERS, type MeterName } from '../../../src/billing/meters/registry.ts';
import { tieredCharge } from '../../../src/billing/pricing/tiers.ts';
import { slowTiers } from '../../oracles/slow-meters.ts';

const MONTH_MS = 29n * 86_400_000n;
const NAMES = Object.keys(METERS) as MeterName[];

const price: fc.Arbitrary<MeterPrice> = fc
  .tuple(
    fc.uniqueArray(fc.bigInt({ min: 1n, max: 30n }), { maxLength: 3 }),
    fc.array(fc.bigInt({ min: 0n, max: 10n ** 10n }), { minLength: 4, maxLength: 4 }),
    fc.constantFrom(0, 0, 3),
  )
  .map(([ends, rates, freeUnits]) => ({
    product: 'P',
    usageType: 'U',
    unit: 'GB',
    freeUnits,
    tiers: [0n, ...ends.sort((a, b) => (a < b ? -1 : 1))].map((from, i) => ({ from, rate: rates[i]! })),
  }));
const index = fc.integer({ min: -1, max: 2 });
/** Quantities in hundredths of a unit, so that the book can count them. */
const usage = fc.record({
  meter: fc.constantFrom(...NAMES),
  zone: index,
  cluster: index,
  provider: index,
  workload: index,
  hundredths: fc.nat(400),
});
type Hundredths = MeteredUsage & { readonly hundredths: number };
const hours = fc.array(fc.array(usage, { maxLength: 8 }), { minLength: 1, maxLength: 6 }).map((all) =>
  all.map((hour) =>
    hour.map((one): Hundredths => {
      const perUnit = perUnitOf(METERS[one.meter], MONTH_MS);
      return { ...one, quantity: (BigInt(one.hundredths) * perUnit) / 100n };
    }),
  ),
);

function month(all: readonly (readonly MeteredUsage[])[], priceOf: (meter: MeterName) => MeterPrice) {
  let used: MonthToDate = new Map();
  return all.map((hour) => {
    const lines = meteredLines(hour, priceOf, MONTH_MS, used);
    used = addToMonth(used, hour);
    return lines;
  });
}

function total(lines: readonly MeteredLine[]): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}

test('a month of hours costs what it costs counted part by part, meter by meter', () => {
  const countable = NAMES.filter((name) => perUnitOf(METERS[name], MONTH_MS) % 100n === 0n);
  fc.assert(
    fc.property(hours, price, (all, one) => {
      const lines = month(
        all.map((hour) => hour.filter(({ meter }) => countable.includes(meter))),
        (meter) => ({ ...one, usageType: meter }),
      ).flat();
      for (const meter of countable) {
        const parts = all
          .flat()
          .filter((part) => part.meter === meter)
          .reduce((sum, { hundredths }) => sum + hundredths, 0);
        expect(total(lines.filter(({ usageType }) => usageType === meter))).toBe(
          slowTiers(parts, 100n, one.tiers, BigInt(one.freeUnits)),
        );
      }
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('lines hold all that was used beyond what is free, and no workload pays more than a line', () => {
  fc.assert(
    fc.property(hours, price, (all, one) => {
      for (const { quantity, amount, shares } of month(all, () => one).flat()) {
        expect(quantity > 0n && amount >= 0n).toBe(true);
        const shared = shares.reduce((sum, share) => sum + share.amount, 0n);
        expect(shared <= amount).toBe(true);
      }
      const lines = month(all, (meter) => ({ ...one, usageType: meter })).flat();
      for (const meter of NAMES) {
        const perUnit = perUnitOf(METERS[meter], MONTH_MS);
        const used = all
          .flat()
          .filter((part) => part.meter === meter)
          .reduce((sum, { quantity }) => sum + quantity, 0n);
        const billed = lines
          .filter(({ usageType }) => usageType === meter)
          .reduce((sum, { quantity }) => sum + quantity, 0n);
        const free = BigInt(one.freeUnits) * perUnit;
        expect(billed).toBe(used > free ? used - free : 0n);
      }
    }),
    { numRuns: 100, seed: 2 },
  );
});

test('splitting hours leaves every sum; so does the order in which a month is used', () => {
  fc.assert(
    fc.property(hours, price, fc.integer({ min: 0, max: 100 }), (all, one, percent) => {
      const cut = all.flatMap((hour) => {
        const before = hour.map((part) => ({
          ...part,
          quantity: (part.quantity * BigInt(percent)) / 100n,
        }));
        return [before, hour.map((part, i) => ({ ...part, quantity: part.quantity - before[i]!.quantity }))];
      });
      const whole = total(month(all, () => one).flat());
      expect(total(month(cut, () => one).flat())).toBe(whole);
      expect(total(month([...all].reverse(), () => one).flat())).toBe(whole);
      expect(total(month([all.flat()], () => one).flat())).toBe(whole);
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('renaming places and workloads moves no money; double the rate, double the line', () => {
  fc.assert(
    fc.property(hours, price, (all, one) => {
      const renamed = all.map((hour) =>
        hour.map((part) => ({
          ...part,
          zone: part.zone + 7,
          cluster: 2 - part.cluster,
          workload: part.workload + 9,
        })),
      );
      const amounts = (of: typeof all, priceOf: MeterPrice) =>
        month(of, () => priceOf)
          .flat()
          .map(({ amount }) => amount);
      expect(amounts(renamed, one)).toEqual(amounts(all, one));
      const dear = { ...one, tiers: one.tiers.map((tier) => ({ ...tier, rate: 2n * tier.rate })) };
      const doubled = amounts(all, dear);
      // Each line's running sum is rounded once; so are the shares of places.
      for (const [i, amount] of amounts(all, one).entries())
        expect(Math.abs(Number(doubled[i]! - 2n * amount))).toBeLessThanOrEqual(3);
    }),
    { numRuns: 100, seed: 4 },
  );
});

test('an hour that reaches the next step has lines of both in each place', () => {
  const gb = (zone: number, quantity: bigint): MeteredUsage => ({
    meter: 'transfer.internetOut.gb',
    zone,
    cluster: 0,
    provider: -1,
    workload: zone,
    quantity: quantity * 2n ** 30n,
  });
  const lines = meteredLines(
    [gb(0, 30n), gb(1, 10n)],
    () => ({
      product: 'AWSDataTransfer',
      usageType: 'DataTransfer-Out-Bytes',
      unit: 'GB',
      freeUnits: 100,
      tiers: [
        { from: 0n, rate: 900_000_000n },
        { from: 20n, rate: 850_000_000n },
      ],
    }),
    MONTH_MS,
    new Map([['transfer.internetOut.gb', 100n * 2n ** 30n]]),
  );
  expect(
    lines.map(({ zone, quantity, perUnit, amount, shares }) => [zone, quantity / perUnit, amount, shares]),
  ).toEqual([
    [0, 15n, 1_350_000_000n, [{ workload: 0, amount: 1_350_000_000n }]],
    [1, 5n, 450_000_000n, [{ workload: 1, amount: 450_000_000n }]],
    [0, 15n, 1_275_000_000n, [{ workload: 0, amount: 1_275_000_000n }]],
    [1, 5n, 425_000_000n, [{ workload: 1, amount: 425_000_000n }]],
  ]);
});

test('a month of things costs their price, however long the month is', () => {
  for (const days of [28n, 29n, 30n, 31n]) {
    const monthMs = days * 86_400_000n;
    expect(
      tieredCharge(
        [{ from: 0n, rate: 4_000_000_000n }],
        perUnitOf(METERS['secrets.secretMonth'], monthMs),
        3n * monthMs,
      ),
    ).toBe(1_200_000_000n);
  }
});
