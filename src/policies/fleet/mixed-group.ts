import { choosePool, type Distance, distances } from './allocation/choose-pool.ts';
import type { Pool } from './allocation/pool.ts';
import {
  type AllocationStrategy,
  ON_DEMAND_STRATEGIES,
  type OnDemandAllocationStrategy,
  SPOT_STRATEGIES,
  type SpotAllocationStrategy,
} from './allocation/strategies.ts';
import { launchesOnDemand, type PurchaseDistribution, type PurchasedUnits } from './split-purchases.ts';

/** What a group with several instance types or purchase options keeps to: its mixed instances policy. */
export interface MixedGroup {
  readonly distribution: InstancesDistribution;
  /** What it can launch, in each of its zones. */
  readonly pools: readonly GroupPool[];
}

export interface InstancesDistribution extends PurchaseDistribution {
  readonly onDemandAllocationStrategy: OnDemandAllocationStrategy;
  readonly spotAllocationStrategy: SpotAllocationStrategy;
  /** How many of the cheapest Spot pools of a zone `lowest-price` uses. */
  readonly spotInstancePools: number;
}

/** One instance type by one purchase option, whatever the zone. */
export type GroupPool = Omit<Pool, 'units'> & { readonly isSpot: boolean };

/** Units of each pool, by zone: Spot capacity is a zone's own. */
export type UnitsByZone = ReadonlyMap<number, readonly number[]>;

/**
 * The pool that the next instance of a zone comes from, while so many of the desired units are missing: first the purchase option, then
 * the type by its strategy (scaling: ). null: none of the purchase option can be had, and no other is taken.
 */
export function chooseLaunch(
  mixed: MixedGroup,
  units: UnitsByZone,
  zone: number,
  desired: number,
  missing: number,
): number | null {
  const { distribution } = mixed;
  const isSpot = !launchesOnDemand(purchasedUnits(units, mixed), desired, distribution);
  const { at, pools } = poolsOf(units.get(zone) ?? [], mixed, isSpot);
  const chosen = choosePool(pools, strategyOf(distribution, isSpot), distribution.spotInstancePools, missing);
  return chosen === null ? null : at[chosen]!;
}

/** Units of the pools that instances are of. */
export function unitsByZone(instances: Iterable<InPool>, mixed: MixedGroup): Map<number, number[]> {
  const units = new Map<number, number[]>();
  for (const instance of instances) countUnits(units, instance, mixed, 1);
  return units;
}

/** An instance comes, or goes. */
export function countUnits(
  units: Map<number, number[]>,
  { zone, pool }: InPool,
  { pools }: MixedGroup,
  by: 1 | -1,
): void {
  const inZone = units.get(zone) ?? pools.map(() => 0);
  if (!units.has(zone)) units.set(zone, inZone);
  inZone[pool]! += by * pools[pool]!.weight;
}

/** Where an instance lies, and of which pool it is. */
interface InPool {
  readonly zone: number;
  readonly pool: number;
}

/** Units of either purchase option, in all zones. */
export function purchasedUnits(zones: UnitsByZone, { pools }: MixedGroup): PurchasedUnits {
  let [onDemand, spot] = [0, 0];
  for (const units of zones.values())
    for (const [at, count] of units.entries())
      if (pools[at]!.isSpot) spot += count;
      else onDemand += count;
  return { onDemand, spot };
}

/** How far each pool of a zone is from what the strategy of its purchase option would use now (scaling: ). */
export function distancesIn(units: readonly number[], mixed: MixedGroup): readonly Distance[] {
  const all: Distance[] = [];
  for (const isSpot of [false, true]) {
    const { at, pools } = poolsOf(units, mixed, isSpot);
    const strategy = strategyOf(mixed.distribution, isSpot);
    const away = distances(pools, strategy, mixed.distribution.spotInstancePools);
    for (const [i, pool] of at.entries()) all[pool] = away[i]!;
  }
  return all;
}

function strategyOf(distribution: InstancesDistribution, isSpot: boolean): AllocationStrategy {
  return isSpot
    ? SPOT_STRATEGIES[distribution.spotAllocationStrategy]
    : ON_DEMAND_STRATEGIES[distribution.onDemandAllocationStrategy];
}

/** The pools of one purchase option, and where they stand among all. */
function poolsOf(
  units: readonly number[],
  { pools }: MixedGroup,
  isSpot: boolean,
): { readonly at: readonly number[]; readonly pools: readonly Pool[] } {
  const at = [...pools.keys()].filter((pool) => pools[pool]!.isSpot === isSpot);
  return { at, pools: at.map((pool) => ({ ...pools[pool]!, units: units[pool] ?? 0 })) };
}
