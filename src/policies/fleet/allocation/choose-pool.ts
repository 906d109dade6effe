import { compareKeys } from '../compare-keys.ts';
import { overage } from '../weights.ts';
import type { Pool } from './pool.ts';
import type { AllocationStrategy } from './strategies.ts';

/**
 * The pool that the next instance comes from, when so many units are missing; null: none can be used. First what the strategy says,
 * then the least overage, then the order of the overrides (scaling: ). Pools of equal depth are equal to the capacity
 * strategies, so that these two decide among them: assumed, AWS publishes no depth.
 */
export function choosePool(
  pools: readonly Pool[],
  strategy: AllocationStrategy,
  spotInstancePools: number,
  missing: number,
): number | null {
  const isEven = strategy.pools !== 'one';
  let best: number | null = null;
  let lowest: readonly number[] = [];
  for (const at of drawnOn(pools, strategy, spotInstancePools)) {
    const pool = pools[at]!;
    const keys = [...strategy.rank(pool), overage(missing, pool.weight), pool.priority];
    if (isEven) keys.unshift(pool.units);
    if (best !== null && compareKeys(keys, lowest) >= 0) continue;
    best = at;
    lowest = keys;
  }
  return best;
}

/** From the strategy by place; among those that are used evenly by units, and of equal ones by place. */
export type Distance = readonly [place: number, units: number, placeAmongEven: number];

/** What the strategy would use now, and any pool where none is asked. */
export const NEAR: Distance = [0, 0, 0];

/**
 * How far each pool is from what the strategy would use now: instances of one with higher numbers go first (scaling: ). Its place
 * by rank, where equal ranks share one; among those that are used evenly first the units that the group has of it.
 */
export function distances(
  pools: readonly Pool[],
  strategy: AllocationStrategy,
  spotInstancePools: number,
): readonly Distance[] {
  if (!strategy.aligns) return pools.map(() => NEAR);
  const ranks = pools.map(strategy.rank);
  const places = ranks.map((rank) => ranks.filter((other) => compareKeys(other, rank) < 0).length);
  if (strategy.pools === 'one') return places.map((place) => [place, 0, 0]);
  const even = new Set(drawnOn(pools, strategy, spotInstancePools));
  return pools.map(({ units }, at) => (even.has(at) ? [0, units, places[at]!] : [1 + places[at]!, 0, 0]));
}

/** Positions of the pools that instances come from: all that can be used, or the first of them. */
function drawnOn(pools: readonly Pool[], strategy: AllocationStrategy, spotInstancePools: number): number[] {
  const usable = [...pools.keys()].filter((at) => strategy.takes(pools[at]!));
  if (strategy.pools !== 'spotInstancePools') return usable;
  const keysOf = (at: number) => [...strategy.rank(pools[at]!), pools[at]!.priority];
  return usable.sort((one, other) => compareKeys(keysOf(one), keysOf(other))).slice(0, spotInstancePools);
}
