import { type Distance, NEAR } from './allocation/choose-pool.ts';
import { compareKeys } from './compare-keys.ts';
import {
  countUnits,
  distancesIn,
  type MixedGroup,
  purchasedUnits,
  type UnitsByZone,
  unitsByZone,
} from './mixed-group.ts';
import { terminatesOnDemand } from './split-purchases.ts';

/** How an Auto Scaling group picks the instances that a scale-in takes (scaling: ). */
export type TerminationPolicy =
  | 'Default'
  | 'AllocationStrategy'
  | 'OldestLaunchTemplate'
  | 'OldestInstance'
  | 'NewestInstance'
  | 'ClosestToNextInstanceHour';

/** An instance that could be taken. */
export interface Candidate {
  readonly instance: number;
  readonly zone: number;
  readonly launchedAt: number;
  /** How old its configuration is: 0 the present one, above it older ones. */
  readonly outdated: number;
  readonly isProtected: boolean;
  /** Position among the pools of a mixed group; else 0. */
  readonly pool: number;
}

const HOUR_MS = 3_600_000;

/**
 * The instances that go, one after the other, `surplus` units of them at most: each of a zone with the most instances among those that
 * have one that may go, in a mixed group of the purchase option that is out of proportion, then by the policies in turn (scaling,
 * Protected ones stay (scaling: ), and in a group with weights those that count for more than what is left of the surplus:
 * it never has less than it is to have (scaling: ). `draw` decides among equals, a number from 0 below 1.
 */
export function chooseTerminations(
  instances: readonly Candidate[],
  surplus: number,
  policies: readonly TerminationPolicy[],
  now: number,
  draw: () => number,
  mixed: MixedGroup | null = null,
): number[] {
  const sizes = sizesOf(instances);
  const heaps = heapsOf(instances, policies, now, mixed);
  const units = mixed === null ? new Map<number, number[]>() : unitsByZone(instances, mixed);
  const chosen: number[] = [];
  for (let left = surplus; ; ) {
    const open = heaps.filter(({ ranks, weight }) => ranks.length > 0 && weight <= left);
    if (left <= 0 || open.length === 0) return chosen;
    const first = firstOf(open, sizes, policies, units, mixed);
    const taken = takeFrom(first, draw);
    const { zone, weight } = taken.heap;
    chosen.push(taken.instance);
    sizes.set(zone, sizes.get(zone)! - 1);
    if (mixed !== null) countUnits(units, taken.heap, mixed, -1);
    left -= weight;
  }
}

/** Instances of one zone and pool that may go, by rank, the first to go last. */
interface Heap {
  readonly zone: number;
  readonly pool: number;
  readonly weight: number;
  readonly ranks: Rank[];
}

/** Instances that the policies make no difference between. */
interface Rank {
  readonly keys: readonly number[];
  readonly instances: number[];
}

/** Those of the heaps whose first rank goes next: several, if the policies make no difference. */
function firstOf(
  open: readonly Heap[],
  sizes: ReadonlyMap<number, number>,
  policies: readonly TerminationPolicy[],
  units: UnitsByZone,
  mixed: MixedGroup | null,
): readonly Heap[] {
  const most = open.reduce((size, { zone }) => Math.max(size, sizes.get(zone)!), 0);
  let first = open.filter(({ zone }) => sizes.get(zone) === most);
  const away = new Map<number, readonly Distance[]>();
  if (mixed !== null) {
    const isSpot = !terminatesOnDemand(purchasedUnits(units, mixed), mixed.distribution);
    const outOfProportion = first.filter(({ pool }) => mixed.pools[pool]!.isSpot === isSpot);
    if (outOfProportion.length > 0) first = outOfProportion;
    for (const { zone } of first) away.set(zone, distancesIn(units.get(zone)!, mixed));
  }
  const keysOf = ({ ranks, zone, pool }: Heap) => {
    const { keys } = ranks.at(-1)!;
    return mixed === null ? keys : withDistance(keys, policies, away.get(zone)![pool]!);
  };
  const best = first.map(keysOf).reduce((one, other) => (compareKeys(other, one) > 0 ? other : one));
  return first.filter((heap) => compareKeys(keysOf(heap), best) === 0);
}

/** The heaps, zone by zone in the order in which the zones first appear. */
function heapsOf(
  instances: readonly Candidate[],
  policies: readonly TerminationPolicy[],
  now: number,
  mixed: MixedGroup | null,
): readonly Heap[] {
  const distance = mixed === null ? [] : NEAR;
  const open = new Map<string, { readonly zone: number; readonly pool: number; readonly rows: Rank[] }>();
  for (const candidate of instances) {
    const { instance, zone, pool, isProtected } = candidate;
    if (isProtected) continue;
    const keys = policies.flatMap((policy) => keysOf(candidate, policy, now, distance));
    const key = `${zone}/${pool}`;
    const heap = open.get(key) ?? { zone, pool, rows: [] };
    if (heap.rows.length === 0) open.set(key, heap);
    heap.rows.push({ keys, instances: [instance] });
  }
  return [...open.values()].map(({ zone, pool, rows }) => ({
    zone,
    pool,
    weight: mixed === null ? 1 : mixed.pools[pool]!.weight,
    ranks: ranked(rows),
  }));
}

function ranked(rows: readonly Rank[]): Rank[] {
  const ranks: Rank[] = [];
  for (const row of [...rows].sort((one, other) => compareKeys(one.keys, other.keys))) {
    const last = ranks.at(-1);
    if (last !== undefined && compareKeys(last.keys, row.keys) === 0) last.instances.push(...row.instances);
    else ranks.push(row);
  }
  return ranks;
}

/** One of the first ranks of several heaps, one after the other. */
function takeFrom(
  heaps: readonly Heap[],
  draw: () => number,
): { readonly heap: Heap; readonly instance: number } {
  const total = heaps.reduce((sum, { ranks }) => sum + ranks.at(-1)!.instances.length, 0);
  let at = total === 1 ? 0 : Math.floor(draw() * total);
  for (const heap of heaps) {
    const { instances } = heap.ranks.at(-1)!;
    if (at >= instances.length) {
      at -= instances.length;
      continue;
    }
    const [instance] = instances.splice(at, 1);
    if (instances.length === 0) heap.ranks.pop();
    return { heap, instance: instance! };
  }
  throw new RangeError('a draw was not below 1');
}

/** What a policy takes the highest of; `distance`: of a pool that is looked at later, since it changes as instances go. */
function keysOf(
  candidate: Candidate,
  policy: TerminationPolicy,
  now: number,
  distance: readonly number[],
): readonly number[] {
  const { launchedAt, outdated } = candidate;
  switch (policy) {
    case 'OldestInstance':
      return [-launchedAt];
    case 'NewestInstance':
      return [launchedAt];
    case 'OldestLaunchTemplate':
      return [outdated];
    case 'ClosestToNextInstanceHour':
      return [(now - launchedAt) % HOUR_MS];
    case 'AllocationStrategy':
      return distance;
    case 'Default':
      return [...distance, outdated, (now - launchedAt) % HOUR_MS];
  }
}

/** The keys of an instance with its pool's distance where a policy looks at it. */
function withDistance(
  keys: readonly number[],
  policies: readonly TerminationPolicy[],
  distance: Distance,
): readonly number[] {
  const all = [...keys];
  let at = 0;
  for (const policy of policies) {
    if (policy === 'AllocationStrategy' || policy === 'Default') all.splice(at, NEAR.length, ...distance);
    at += policy === 'AllocationStrategy' ? NEAR.length : 1;
  }
  return all;
}

function sizesOf(instances: readonly Candidate[]): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const { zone } of instances) sizes.set(zone, (sizes.get(zone) ?? 0) + 1);
  return sizes;
}
