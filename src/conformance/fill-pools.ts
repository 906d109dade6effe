import { choosePool } from '../policies/fleet/allocation/choose-pool.ts';
import type { Pool } from '../policies/fleet/allocation/pool.ts';
import type { AllocationStrategy } from '../policies/fleet/allocation/strategies.ts';

/** Pools of Spot capacity that differ in nothing but their weights and, the first being the cheapest, in the price of a unit. */
export function poolsByPrice(weights: readonly number[]): Pool[] {
  return weights.map((weight, i) => ({
    weight,
    price: (100 + i) * weight,
    onDemandPrice: 10_000 * weight,
    priority: i,
    depth: 1,
    units: 0,
  }));
}

/** Instances that come from each of the pools until there are so many units. */
export function fillPools(
  pools: readonly Pool[],
  units: number,
  strategy: AllocationStrategy,
  spotInstancePools = 1,
): number[] {
  const filled = [...pools];
  const instances = pools.map(() => 0);
  for (let missing = units; missing > 0; ) {
    const at = choosePool(filled, strategy, spotInstancePools, missing);
    if (at === null) break;
    const pool = filled[at]!;
    filled[at] = { ...pool, units: pool.units + pool.weight };
    instances[at]!++;
    missing -= pool.weight;
  }
  return instances;
}
