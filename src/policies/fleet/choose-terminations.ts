/** How an Auto Scaling group picks the instances that a scale-in takes (scaling: ). */
export type TerminationPolicy =
  | 'Default'
  | 'OldestInstance'
  | 'NewestInstance'
  | 'ClosestToNextInstanceHour'
  | 'OldestLaunchTemplate';

/** An instance that could be taken. */
export interface Candidate {
  readonly instance: number;
  readonly zone: number;
  readonly launchedAt: number;
  /** How old its configuration is: 0 the present one, above it older ones. */
  readonly outdated: number;
  readonly isProtected: boolean;
}

const HOUR_MS = 3_600_000;

/**
 * The instances that go, one after the other, at most `count`: each of a zone with the most instances among those that have an
 * unprotected one, then by the policies in turn; fewer when the others are protected (scaling: ). `draw` decides among
 * equals, a number from 0 below 1.
 */
export function chooseTerminations(
  instances: readonly Candidate[],
  count: number,
  policies: readonly TerminationPolicy[],
  now: number,
  draw: () => number,
): number[] {
  const zones = rankedByZone(instances, policies, now);
  const chosen: number[] = [];
  while (chosen.length < count && zones.length > 0) {
    const most = Math.max(...zones.map(({ size }) => size));
    const largest = zones.filter(({ size }) => size === most);
    const best = largest.reduce((one, other) => (compare(keysOf(other), keysOf(one)) > 0 ? other : one));
    const equal = largest.filter((zone) => compare(keysOf(zone), keysOf(best)) === 0);
    chosen.push(takeFrom(equal, draw));
    const spent = zones.findIndex(({ ranks }) => ranks.length === 0);
    if (spent >= 0) zones.splice(spent, 1);
  }
  return chosen;
}

/** The instances of a zone: all of them, and those that may go by rank, the first to go last. */
interface RankedZone {
  size: number;
  readonly ranks: Rank[];
}

/** Instances that the policies make no difference between. */
interface Rank {
  readonly keys: readonly number[];
  readonly instances: number[];
}

/** Zones that have an instance which may go. */
function rankedByZone(
  instances: readonly Candidate[],
  policies: readonly TerminationPolicy[],
  now: number,
): RankedZone[] {
  const sizes = new Map<number, number>();
  const open = new Map<number, Rank[]>();
  for (const candidate of instances) {
    const { instance, zone } = candidate;
    sizes.set(zone, (sizes.get(zone) ?? 0) + 1);
    if (candidate.isProtected) continue;
    const keys = policies.flatMap((policy) => keysFor(candidate, policy, now));
    const rows = open.get(zone) ?? [];
    if (rows.length === 0) open.set(zone, rows);
    rows.push({ keys, instances: [instance] });
  }
  return [...open].map(([zone, rows]) => ({ size: sizes.get(zone)!, ranks: ranked(rows) }));
}

function ranked(rows: readonly Rank[]): Rank[] {
  const ranks: Rank[] = [];
  for (const row of [...rows].sort((one, other) => compare(one.keys, other.keys))) {
    const last = ranks.at(-1);
    if (last !== undefined && compare(last.keys, row.keys) === 0) last.instances.push(...row.instances);
    else ranks.push(row);
  }
  return ranks;
}

/** One of the first ranks of several zones, one zone after the other. */
function takeFrom(zones: readonly RankedZone[], draw: () => number): number {
  const total = zones.reduce((sum, zone) => sum + firstOf(zone).instances.length, 0);
  let at = total === 1 ? 0 : Math.floor(draw() * total);
  for (const zone of zones) {
    const { instances } = firstOf(zone);
    if (at >= instances.length) {
      at -= instances.length;
      continue;
    }
    zone.size--;
    const [taken] = instances.splice(at, 1);
    if (instances.length === 0) zone.ranks.pop();
    return taken!;
  }
  throw new RangeError('a draw was not below 1');
}

const firstOf = ({ ranks }: RankedZone): Rank => ranks.at(-1)!;
const keysOf = (zone: RankedZone): readonly number[] => firstOf(zone).keys;

/** What a policy takes the highest of, the first that differs. */
function keysFor({ launchedAt, outdated }: Candidate, policy: TerminationPolicy, now: number): number[] {
  switch (policy) {
    case 'OldestInstance':
      return [-launchedAt];
    case 'NewestInstance':
      return [launchedAt];
    case 'OldestLaunchTemplate':
      return [outdated];
    case 'Default':
      return [outdated, (now - launchedAt) % HOUR_MS];
    case 'ClosestToNextInstanceHour':
      return [(now - launchedAt) % HOUR_MS];
  }
}

/** By the first key that differs. */
function compare(one: readonly number[], other: readonly number[]): number {
  for (const [i, key] of one.entries()) if (key !== other[i]) return key - other[i]!;
  return 0;
}
