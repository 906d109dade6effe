import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommitments } from '../../../src/billing/commitments/apply-commitments.ts';
import type {
  Commitments,
  CommittableUsage,
  ReservedInstances,
  SavingsPlan,
} from '../../../src/billing/commitments/commitment.ts';
import { type SlowReserved, type SlowUsage, slowHour } from '../../oracles/slow-commitments.ts';

const REGION = 'us-east-1';
const type = fc.constantFrom(
  'm5.large',
  'm5.xlarge',
  'm5.2xlarge',
  'c5.large',
  'c5.4xlarge',
  't3.nano',
  't3.small',
);
const zone = fc.constantFrom('a', 'b');
const rate = fc.bigInt({ min: 1n, max: 10n ** 10n });
const instances: fc.Arbitrary<SlowUsage> = fc.record({
  type,
  zone,
  windows: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 8 * 3600 }),
  perUnit: fc.constant(3600),
  onDemandRate: rate,
  computeRate: rate,
  instanceRate: rate,
});
const others: fc.Arbitrary<SlowUsage> = fc.record({
  type: fc.constant(null),
  zone,
  windows: fc.constant(false),
  quantity: fc.integer({ min: 1, max: 1e6 }),
  perUnit: fc.constantFrom(1, 1024 * 3600),
  onDemandRate: rate,
  computeRate: fc.option(rate),
  instanceRate: fc.constant(null),
});
const hours = fc.array(fc.oneof(instances, others), { maxLength: 10 });
const reserved = fc.array(fc.record({ count: fc.integer({ min: 1, max: 5 }), type, zone: fc.option(zone) }), {
  maxLength: 3,
});
const commitment = fc.bigInt({ min: 0n, max: 5n * 10n ** 10n });

function usageOf(slow: readonly SlowUsage[]): CommittableUsage[] {
  return slow.map(({ type: ec2Type, zone: place, windows, quantity, perUnit, onDemandRate }, i) => ({
    sku: String(i),
    quantity: BigInt(quantity) * 1000n,
    perUnit: BigInt(perUnit) * 1000n,
    onDemandRate,
    instance:
      ec2Type === null
        ? null
        : {
            type: ec2Type,
            region: REGION,
            zone: place,
            platform: windows ? 'Windows' : 'Linux',
            tenancy: 'default',
          },
  }));
}

function commitmentsOf(
  slow: readonly SlowUsage[],
  ris: readonly SlowReserved[],
  instance: bigint,
  compute: bigint,
): Commitments {
  const plans: SavingsPlan[] = [
    {
      kind: 'Compute',
      family: null,
      region: null,
      commitment: compute,
      rateOf: (sku) => slow[Number(sku)]!.computeRate,
    },
    {
      kind: 'EC2Instance',
      family: 'm5',
      region: REGION,
      commitment: instance,
      rateOf: (sku) => slow[Number(sku)]!.instanceRate,
    },
  ];
  return {
    savingsPlans: plans,
    reservedInstances: ris.map(
      (ri): ReservedInstances => ({
        ...ri,
        region: REGION,
        platform: 'Linux',
        tenancy: 'default',
        hourlyRate: 123_456_789n,
      }),
    ),
  };
}

test('agrees with the book, unit by unit, to the last digit', () => {
  fc.assert(
    fc.property(hours, reserved, commitment, commitment, (slow, ris, instance, compute) => {
      const usage = usageOf(slow);
      const hour = applyCommitments(commitmentsOf(slow, ris, instance, compute), usage);
      const expected = slowHour(slow, ris, { family: 'm5', commitment: instance }, compute);
      expect(hour.savingsPlans.map(({ used }) => used)).toEqual([
        expected.computePlanUsed,
        expected.instancePlanUsed,
      ]);
      expect(hour.onDemand).toBe(expected.onDemand);
      for (const [i, one] of slow.entries()) {
        const reservedUnits = hour.parts
          .filter((part) => part.usage === i && part.paidBy.endsWith('RI'))
          .reduce((sum, { units }) => sum + Number(units.n) / Number(units.d), 0);
        const { n, d } = expected.unreserved[i]!;
        expect(reservedUnits).toBeCloseTo(one.quantity / one.perUnit - Number(n) / Number(d), 8);
      }
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('parts of a usage are all of it, parts of a commitment are what is used of it, and the lines add up to the total', () => {
  fc.assert(
    fc.property(hours, reserved, commitment, commitment, (slow, ris, instance, compute) => {
      const usage = usageOf(slow);
      const commitments = commitmentsOf(slow, ris, instance, compute);
      const hour = applyCommitments(commitments, usage);
      for (const [i, { quantity, perUnit }] of usage.entries()) {
        let [n, d] = [0n, 1n];
        for (const { units } of hour.parts.filter((part) => part.usage === i))
          [n, d] = [n * units.d + units.n * d, d * units.d];
        expect(n * perUnit).toBe(quantity * d);
      }
      const sumOf = (kind: RegExp, index: number) =>
        hour.parts
          .filter((part) => kind.test(part.paidBy) && part.commitment === index)
          .reduce((sum, { amount }) => sum + amount, 0n);
      for (const [i, ri] of hour.reservedInstances.entries()) expect(sumOf(/RI$/, i)).toBe(ri.used);
      for (const [i, plan] of hour.savingsPlans.entries()) expect(sumOf(/SP$/, i)).toBe(plan.used);
      const all = [...hour.reservedInstances, ...hour.savingsPlans];
      for (const { paid, used, unused } of all) {
        expect(used + unused).toBe(paid);
        expect(unused >= 0n && used >= 0n).toBe(true);
      }
      const lines = hour.parts.reduce((sum, { amount }) => sum + amount, 0n);
      expect(lines + all.reduce((sum, { unused }) => sum + unused, 0n)).toBe(hour.total);
    }),
    { numRuns: 300, seed: 2 },
  );
});

test('a larger commitment never raises the On-Demand part', () => {
  fc.assert(
    fc.property(hours, reserved, commitment, commitment, commitment, (slow, ris, instance, compute, more) => {
      const onDemandOf = (a: bigint, b: bigint, taken: readonly SlowReserved[]) =>
        applyCommitments(commitmentsOf(slow, taken, a, b), usageOf(slow)).onDemand;
      const before = onDemandOf(instance, compute, ris);
      expect(onDemandOf(instance, compute + more, ris) <= before).toBe(true);
      // Without plans for instances to shift what a Compute plan finds, neither does one more Reserved Instance.
      const alone = onDemandOf(0n, 0n, ris);
      expect(onDemandOf(0n, 0n, [...ris, { count: 1, type: 'm5.large', zone: null }]) <= alone).toBe(true);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('renaming changes nothing', () => {
  fc.assert(
    fc.property(hours, commitment, (slow, compute) => {
      const usage = usageOf(slow);
      const plan = commitmentsOf(slow, [], 0n, compute).savingsPlans[0]!;
      const renamed = { ...plan, rateOf: (sku: string) => plan.rateOf(sku.slice(4)) };
      const commit = (savingsPlans: SavingsPlan[], of: CommittableUsage[]) =>
        applyCommitments({ reservedInstances: [], savingsPlans }, of);
      expect(
        commit(
          [renamed],
          usage.map((one) => ({ ...one, sku: `sku-${one.sku}` })),
        ),
      ).toEqual(commit([plan], usage));
    }),
    { numRuns: 100, seed: 4 },
  );
});

test('a Reserved Instance of a zone covers its own zone first, a regional one what is left', () => {
  const usage = usageOf(
    ['a', 'b'].map((place) => ({
      type: 'g5.xlarge',
      zone: place,
      windows: false,
      quantity: 3600,
      perUnit: 3600,
      onDemandRate: 10n ** 10n,
      computeRate: null,
      instanceRate: null,
    })),
  );
  const ri = { count: 1, type: 'g5.xlarge', region: REGION, platform: 'Linux', tenancy: 'default' };
  const { parts, onDemand } = applyCommitments(
    {
      reservedInstances: [
        { ...ri, zone: null, hourlyRate: 1n },
        { ...ri, zone: 'b', hourlyRate: 1n },
      ],
      savingsPlans: [],
    },
    usage,
  );
  expect(parts.map(({ usage: i, paidBy }) => [i, paidBy])).toEqual([
    [1, 'zonal RI'],
    [0, 'regional RI'],
  ]);
  expect(onDemand).toBe(0n);
});

test('Reserved Instances of Windows, of GPUs and of dedicated tenancy cover their own size only', () => {
  const covered = (family: string, platform: string, tenancy: string) => {
    const kind = { region: REGION, platform, tenancy };
    const { onDemand } = applyCommitments(
      {
        reservedInstances: [{ ...kind, count: 2, type: `${family}.xlarge`, zone: null, hourlyRate: 0n }],
        savingsPlans: [],
      },
      [
        {
          sku: '',
          quantity: 1n,
          perUnit: 1n,
          onDemandRate: 10n,
          instance: { ...kind, type: `${family}.2xlarge`, zone: 'a' },
        },
      ],
    );
    return onDemand === 0n;
  };
  expect(covered('m5', 'Linux', 'default')).toBe(true);
  expect(covered('m5', 'Windows', 'default')).toBe(false);
  expect(covered('m5', 'Linux', 'dedicated')).toBe(false);
  expect(covered('g5', 'Linux', 'default')).toBe(false);
});
