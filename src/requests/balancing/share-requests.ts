import { isUndercut, type MinimumHealthy } from './minimum-healthy.ts';

/** The registered targets of a group, each at one position; those that are deregistering are left out. */
export interface Targets {
  /** Position of its Availability Zone among those of the load balancer. */
  readonly zones: ArrayLike<number>;
  /** 1: its checks pass; 0: they do not, or not yet. */
  readonly healthy: ArrayLike<number>;
  /** What it gets beside a target that is not in slow start, above 0 and up to 1 (`slowStartStep`). */
  readonly weights: ArrayLike<number>;
}

/** What decides who gets how much. */
export interface ShareRules {
  /** Whether a request may go to a target in another zone than the one it came in by. */
  readonly crossZone: boolean;
  /** With fewer healthy targets requests go to all of them. */
  readonly failOpen: MinimumHealthy;
  /** With fewer healthy targets a zone is taken out of DNS. */
  readonly dnsFailover: MinimumHealthy;
}

/**
 * The part of the requests that each target gets: they add up to 1, or are all 0 when there is no target. Each zone that
 * DNS answers with gets as much as another and shares it out among its own targets; with `crossZone` all zones are one
 * (autoscaling: ).
 */
export function shareRequests(
  { zones, healthy, weights }: Targets,
  { crossZone, failOpen, dnsFailover }: ShareRules,
  zoneCount: number,
): Float64Array {
  const count = zones.length;
  const shares = new Float64Array(count);
  const pools = Array.from({ length: crossZone ? 1 : zoneCount }, emptyPool);
  const poolOf = (target: number) => pools[crossZone ? 0 : zones[target]!]!;
  for (let target = 0; target < count; target++) {
    const pool = poolOf(target);
    pool.registered++;
    pool.healthy += healthy[target]!;
  }
  for (const pool of pools) {
    pool.isOpen = pool.healthy === 0 || isUndercut(failOpen, pool.healthy, pool.registered);
    pool.isAnswered = pool.registered > 0 && !isUndercut(dnsFailover, pool.healthy, pool.registered);
  }
  // When no zone is healthy, DNS answers with all.
  if (!pools.some(({ isAnswered }) => isAnswered))
    for (const pool of pools) pool.isAnswered = pool.registered > 0;
  const isUsed = (target: number, pool: Pool) => pool.isAnswered && (pool.isOpen || healthy[target] === 1);
  for (let target = 0; target < count; target++) {
    const pool = poolOf(target);
    if (!isUsed(target, pool)) continue;
    pool.used++;
    pool.weight += weights[target]!;
    if (weights[target]! >= 1) pool.hasFull = true;
  }
  const answered = pools.filter(({ isAnswered }) => isAnswered).length;
  for (let target = 0; target < count; target++) {
    const pool = poolOf(target);
    if (!isUsed(target, pool)) continue;
    // Slow start asks for a target that is not in it (autoscaling: ).
    const part = pool.hasFull ? weights[target]! / pool.weight : 1 / pool.used;
    shares[target] = part / answered;
  }
  return shares;
}

/** Targets that share out what comes to them: all, or those of one zone. */
interface Pool {
  registered: number;
  healthy: number;
  /** Whether unhealthy targets are used, too. */
  isOpen: boolean;
  /** Whether clients are sent here. */
  isAnswered: boolean;
  used: number;
  /** Of those that are used. */
  weight: number;
  /** Whether one of them is not in slow start. */
  hasFull: boolean;
}

function emptyPool(): Pool {
  return { registered: 0, healthy: 0, isOpen: false, isAnswered: false, used: 0, weight: 0, hasFull: false };
}
