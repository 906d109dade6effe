import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastReservedInstances } from '../../../src/billing/commitments/least-reserved.ts';
import { reservedFactor } from '../../../src/billing/commitments/normalisation.ts';
import { slowHour } from '../../oracles/slow-commitments.ts';
import { NOTHING, nearest, plus, type Ratio } from '../../oracles/slow-meters.ts';

const TYPES = ['m5.small', 'm5.large', 'm5.xlarge', 'm5.2xlarge'];
const line = fc.record({
  type: fc.constantFrom(...TYPES),
  quantity: fc.integer({ min: 0, max: 200 }),
  perUnit: fc.constantFrom(7, 10, 60),
  onDemandRate: fc.constantFrom(500n, 960n, 1920n, 3840n, 7001n),
});
const hours = fc.array(
  fc.record({ times: fc.integer({ min: 1, max: 3 }), usage: fc.array(line, { maxLength: 5 }) }),
  { minLength: 1, maxLength: 5 },
);
type Hours = typeof hours extends fc.Arbitrary<infer T> ? T : never;
const reserved = fc.record({
  type: fc.constantFrom(...TYPES),
  hourlyRate: fc.bigInt({ min: 1n, max: 4000n }),
});

const factorOf = (type: string) => reservedFactor(type, 'Linux', 'default');
const planned = (all: Hours) =>
  all.map(({ times, usage }) => ({
    times,
    usage: usage.map(({ type, quantity, perUnit, onDemandRate }) => ({
      quantity: BigInt(quantity),
      perUnit: BigInt(perUnit),
      factor: factorOf(type),
      onDemandRate,
    })),
  }));

/** What so many cost, hour by hour by the book: nano-USD of them, and of what they leave. */
function slowCost(all: Hours, type: string, hourlyRate: bigint, count: number): bigint {
  let [paid, open]: Ratio[] = [NOTHING, NOTHING];
  for (const { times, usage } of all)
    for (let time = 0; time < times; time++) {
      const given = usage.map((one) => ({
        ...one,
        zone: 'a',
        windows: false,
        computeRate: null,
        instanceRate: null,
      }));
      const plan = { family: 'none', commitment: 0n };
      const { unreserved } = slowHour(given, [{ count, type, zone: null }], plan, 0n);
      for (const [i, { n, d }] of unreserved.entries())
        open = plus(open!, n * usage[i]!.onDemandRate, d * 10n);
      paid = plus(paid!, BigInt(count) * hourlyRate, 10n);
    }
  return nearest(paid!) + nearest(open!);
}

test('of all numbers of Reserved Instances none costs less, whatever is tried', () => {
  fc.assert(
    fc.property(hours, reserved, (all, { type, hourlyRate }) => {
      const kind = { factor: factorOf(type), hourlyRate };
      const { best, none, curve } = leastReservedInstances(planned(all), kind, 4);
      const cost = (count: number) => slowCost(all, type, hourlyRate, count);
      expect(none.cost.total).toBe(cost(0));
      expect(best.cost.total).toBe(cost(best.count));
      for (const point of curve) {
        expect(point.cost.total).toBe(cost(point.count));
        expect(point.regret).toBe(point.cost.total - best.cost.total);
      }
      const last = curve.at(-1)!;
      expect(last.cost.onDemand).toBe(0n);
      // Two roundings at most may lie between the exact least and another.
      for (let count = 0; count <= last.count; count++)
        expect(cost(count) + 1n >= best.cost.total).toBe(true);
    }),
    { numRuns: 40, seed: 9 },
  );
});

test('four by night and ten by day: four are worth it; a half of a size covers as much of another', () => {
  const running = (count: bigint, factor: bigint, onDemandRate: bigint) => ({
    quantity: count,
    perUnit: 1n,
    factor,
    onDemandRate,
  });
  const large = (count: bigint) => running(count, 16n, 960_000_000n);
  const day = [
    { times: 8, usage: [large(10n)] },
    { times: 16, usage: [large(4n)] },
  ];
  const kind = { factor: 16n, hourlyRate: 600_000_000n };
  const { best, none } = leastReservedInstances(day, kind, 3);
  expect(best).toMatchObject({ count: 4, regret: 0n });
  expect(best.cost).toEqual({
    committed: 24n * 4n * 60_000_000n,
    unused: 0n,
    onDemand: 8n * 6n * 96_000_000n,
    total: 24n * 4n * 60_000_000n + 8n * 6n * 96_000_000n,
  });
  expect(none.cost.unused).toBe(0n);
  const xlarge = [{ times: 24, usage: [running(2n, 32n, 1_920_000_000n)] }];
  expect(leastReservedInstances(xlarge, kind, 3).best).toMatchObject({ count: 4, cost: { onDemand: 0n } });
  const dear = { ...kind, hourlyRate: 961_000_000n };
  expect(leastReservedInstances(day, dear, 3).best).toMatchObject({ count: 0, regret: 0n });
  expect(leastReservedInstances([], kind, 3).best.count).toBe(0);
});
