import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillPools, poolsByPrice } from '../../../../src/conformance/fill-pools.ts';
import { choosePool, distances } from '../../../../src/policies/fleet/allocation/choose-pool.ts';
import type { Pool } from '../../../../src/policies/fleet/allocation/pool.ts';
import {
  type AllocationStrategy,
  DIVERSIFIED,
  ON_DEMAND_STRATEGIES,
  SPOT_STRATEGIES,
} from '../../../../src/policies/fleet/allocation/strategies.ts';
import { mostUnits } from '../../../../src/policies/fleet/weights.ts';

const STRATEGIES: Readonly<Record<string, AllocationStrategy>> = {
  'On-Demand prioritized': ON_DEMAND_STRATEGIES.prioritized,
  'On-Demand lowest-price': ON_DEMAND_STRATEGIES['lowest-price'],
  'Spot price-capacity-optimized': SPOT_STRATEGIES['price-capacity-optimized'],
  'Spot capacity-optimized': SPOT_STRATEGIES['capacity-optimized'],
  'Spot capacity-optimized-prioritized': SPOT_STRATEGIES['capacity-optimized-prioritized'],
  'Spot lowest-price': SPOT_STRATEGIES['lowest-price'],
  diversified: DIVERSIFIED,
};

/** Four pools on which the strategies differ: by unit c (0.5), d (0.6), a and b (1); d is the deepest, then c and a. */
const POOLS: readonly Pool[] = [
  { weight: 4, price: 40, onDemandPrice: 100, priority: 0, depth: 2, units: 8 }, // a
  { weight: 1, price: 10, onDemandPrice: 10, priority: 1, depth: 1, units: 0 }, // b
  { weight: 2, price: 10, onDemandPrice: 30, priority: 2, depth: 2, units: 4 }, // c
  { weight: 8, price: 48, onDemandPrice: 90, priority: 3, depth: 3, units: 0 }, // d
];

test('each strategy has a pool of its own', () => {
  const chosen = Object.entries(STRATEGIES).map(([name, strategy]) => [
    name,
    'abcd'[choosePool(POOLS, strategy, 2, 8)!],
  ]);
  expect(Object.fromEntries(chosen)).toEqual({
    'On-Demand prioritized': 'a',
    'On-Demand lowest-price': 'c',
    'Spot price-capacity-optimized': 'd',
    'Spot capacity-optimized': 'd',
    'Spot capacity-optimized-prioritized': 'd',
    // Of the two cheapest, c and d, the one with less.
    'Spot lowest-price': 'd',
    // b costs as much as On-Demand.
    diversified: 'd',
  });
});

test('pools of one depth are equal to the capacity strategies: less overage decides, then price or the order of the overrides', () => {
  const even = POOLS.map((pool) => ({ ...pool, depth: 1 }));
  const by = (name: keyof typeof SPOT_STRATEGIES, missing: number) =>
    'abcd'[choosePool(even, SPOT_STRATEGIES[name], 1, missing)!];
  expect(by('price-capacity-optimized', 8)).toBe('c');
  expect(by('capacity-optimized', 8)).toBe('a');
  expect(by('capacity-optimized', 3)).toBe('b');
  expect(by('capacity-optimized-prioritized', 3)).toBe('a');
});

test('AWS, four instances for 30 units: all in the cheapest pool, or one in each and the fourth in the cheapest', () => {
  const pools = poolsByPrice([8, 8, 8]);
  expect(fillPools(pools, 30, SPOT_STRATEGIES['lowest-price'])).toEqual([4, 0, 0]);
  expect(fillPools(pools, 30, DIVERSIFIED)).toEqual([2, 1, 1]);
});

const pools = fc
  .array(
    fc.record({
      weight: fc.integer({ min: 1, max: 20 }),
      price: fc.integer({ min: 1, max: 50 }),
      onDemandPrice: fc.constant(51),
      depth: fc.nat(2),
      units: fc.constant(0),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows): Pool[] => rows.map((row, priority) => ({ ...row, priority })));

describe.each(Object.entries(STRATEGIES))('laws of %s', (_name, strategy) => {
  test('a fleet has at least what it asks for and less than a largest weight more', () => {
    fc.assert(
      fc.property(
        pools,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 6 }),
        (all, units, n) => {
          const instances = fillPools(all, units, strategy, n);
          const filled = instances.reduce((sum, count, i) => sum + count * all[i]!.weight, 0);
          expect(filled).toBeGreaterThanOrEqual(units);
          const weights = all.map(({ weight }) => weight);
          expect(filled).toBeLessThan(mostUnits(units, weights));
          if (strategy.pools === 'spotInstancePools')
            expect(instances.filter((count) => count > 0).length).toBeLessThanOrEqual(n);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  test('the pools may be listed in any order, as long as their priorities are the same', () => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 1, max: 6 }), fc.nat(30), (all, n, missing) => {
        const turned = [...all].reverse();
        const [one, other] = [all, turned].map((list) => list[choosePool(list, strategy, n, missing)!]);
        expect(other).toBe(one);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('the pool that is launched from next is never further away than another', () => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 1, max: 6 }), fc.nat(30), (all, n, missing) => {
        const away = distances(all, strategy, n);
        const [place] = away[choosePool(all, strategy, n, missing)!]!;
        expect(place).toBe(Math.min(...away.map(([other]) => other)));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
