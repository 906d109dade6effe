import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type OnDemandAllocationStrategy,
  SPOT_STRATEGIES,
  type SpotAllocationStrategy,
} from '../../../src/policies/fleet/allocation/strategies.ts';
import {
  type Candidate,
  chooseTerminations,
  type TerminationPolicy,
} from '../../../src/policies/fleet/choose-terminations.ts';
import type { MixedGroup } from '../../../src/policies/fleet/mixed-group.ts';
import { terminatesOnDemand } from '../../../src/policies/fleet/split-purchases.ts';

const NOW = 10 * 3_600_000;
const policies = fc.array(
  fc.constantFrom<TerminationPolicy>(
    'Default',
    'AllocationStrategy',
    'OldestLaunchTemplate',
    'OldestInstance',
    'NewestInstance',
    'ClosestToNextInstanceHour',
  ),
  { minLength: 1, maxLength: 3 },
);
/** Two types On-Demand, three of Spot. */
const mixedGroup = fc
  .record({
    weights: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 }),
    prices: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
    depths: fc.array(fc.nat(1), { minLength: 5, maxLength: 5 }),
    base: fc.nat(10),
    percentage: fc.nat(100),
    spotInstancePools: fc.integer({ min: 1, max: 3 }),
    onDemand: fc.constantFrom<OnDemandAllocationStrategy>('prioritized', 'lowest-price'),
    spot: fc.constantFrom(...(Object.keys(SPOT_STRATEGIES) as SpotAllocationStrategy[])),
  })
  .map(
    ({ weights, prices, depths, base, percentage, spotInstancePools, onDemand, spot }): MixedGroup => ({
      distribution: {
        onDemandBaseCapacity: base,
        onDemandPercentageAboveBaseCapacity: percentage,
        onDemandAllocationStrategy: onDemand,
        spotAllocationStrategy: spot,
        spotInstancePools,
      },
      pools: weights.map((weight, i) => ({
        weight,
        price: prices[i]!,
        onDemandPrice: 10,
        priority: i % 3,
        depth: depths[i]!,
        isSpot: i >= 2,
      })),
    }),
  );
const fleet = fc
  .array(
    fc.record({
      zone: fc.nat(2),
      launchedAt: fc.nat(9).map((quarter) => quarter * 900_000),
      isProtected: fc.boolean(),
      outdated: fc.nat(2),
      pool: fc.nat(4),
    }),
    { maxLength: 25 },
  )
  .map((rows): Candidate[] => rows.map((row, instance) => ({ ...row, instance })));

/** By the book, looked at anew for each instance: who may go next. */
function mayGo(left: readonly Candidate[], surplus: number, mixed: MixedGroup): readonly Candidate[] {
  const weightOf = ({ pool }: Candidate) => mixed.pools[pool]!.weight;
  const sizeOf = (zone: number) => left.filter((other) => other.zone === zone).length;
  const unitsOf = (isSpot: boolean) =>
    left
      .filter(({ pool }) => mixed.pools[pool]!.isSpot === isSpot)
      .reduce((sum, other) => sum + weightOf(other), 0);
  const open = left.filter((candidate) => !candidate.isProtected && weightOf(candidate) <= surplus);
  const most = Math.max(...open.map(({ zone }) => sizeOf(zone)));
  const largest = open.filter(({ zone }) => sizeOf(zone) === most);
  const units = { onDemand: unitsOf(false), spot: unitsOf(true) };
  const isSpot = !terminatesOnDemand(units, mixed.distribution);
  const proportion = largest.filter(({ pool }) => mixed.pools[pool]!.isSpot === isSpot);
  return proportion.length > 0 ? proportion : largest;
}

test('what goes is of the largest zone and the purchase option out of proportion, and the group keeps what it is to have', () => {
  fc.assert(
    fc.property(fleet, fc.nat(30), policies, mixedGroup, (instances, surplus, order, mixed) => {
      const chosen = chooseTerminations(instances, surplus, order, NOW, () => 0.5, mixed);
      let left: readonly Candidate[] = instances;
      let over = surplus;
      for (const instance of chosen) {
        const open = mayGo(left, over, mixed);
        expect(open.map((candidate) => candidate.instance)).toContain(instance);
        over -= mixed.pools[instances[instance]!.pool]!.weight;
        left = left.filter((candidate) => candidate.instance !== instance);
      }
      expect(over).toBeGreaterThanOrEqual(0);
      expect(mayGo(left, over, mixed).map(({ instance }) => instance)).toEqual([]);
    }),
    { seed: 1, numRuns: 500 },
  );
});

/** One zone; instances by pool, all alike. */
function alike(pools: readonly number[]): Candidate[] {
  return pools.map((pool, instance) => ({
    instance,
    zone: 0,
    launchedAt: 0,
    isProtected: false,
    outdated: 0,
    pool,
  }));
}

function spotGroup(prices: readonly number[], strategy: keyof typeof SPOT_STRATEGIES): MixedGroup {
  return {
    distribution: {
      onDemandBaseCapacity: 0,
      onDemandPercentageAboveBaseCapacity: 0,
      onDemandAllocationStrategy: 'prioritized',
      spotAllocationStrategy: strategy,
      spotInstancePools: 2,
    },
    pools: prices.map((price, priority) => ({
      weight: 1,
      price,
      onDemandPrice: 10,
      priority,
      depth: 1,
      isSpot: true,
    })),
  };
}

test('lowest-price: first what is not of the cheapest pools, the dearest first, then evenly of those', () => {
  const pools = [0, 1, 2, 3, 1, 1];
  const mixed = spotGroup([2, 1, 9, 5], 'lowest-price');
  const chosen = chooseTerminations(alike(pools), 5, ['Default'], NOW, () => 0, mixed);
  expect(chosen.map((instance) => pools[instance])).toEqual([2, 3, 1, 1, 0]);
});

test('an older launch template goes before the billing hour is looked at, and the allocation strategy before both', () => {
  const mixed = spotGroup([1, 2], 'price-capacity-optimized');
  const instances = alike([0, 0, 1]).map((row, i) => ({ ...row, outdated: 2 - i }));
  const go = (policy: TerminationPolicy) => chooseTerminations(instances, 3, [policy], NOW, () => 0, mixed);
  expect(go('Default')).toEqual([2, 0, 1]);
  expect(go('AllocationStrategy')).toEqual([2, 0, 1]);
  expect(go('OldestLaunchTemplate')).toEqual([0, 1, 2]);
});
