import {
  healthyBounds,
  isTooSmallToReplace,
  throttledReplacements,
} from '../../../policies/fleet/plan-replacement.ts';
import type { Simulation } from '../../simulation.ts';
import type { Group } from '../group.ts';
import { takeInstance } from '../terminations.ts';
import { countReplaced, isReady, startBatch } from './batch.ts';
import { isSuspended } from './suspension.ts';
import { wakeGroupAt } from './wake-group.ts';

/** What a group has been told of one of its instances: unhealthy, from when it counts and until when it is so. */
export interface UnhealthyInstance {
  readonly instance: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** It does not count before the instance was in service for so long. */
  readonly graceMs: number;
  /** Told by SetInstanceHealth: no throttle holds its replacement up. */
  readonly isImmediate: boolean;
}

/** Whom the group holds to be unhealthy now; those to come later wake it. */
export function unhealthyNow(simulation: Simulation, group: Group): UnhealthyInstance[] {
  if (group.unhealthy.length === 0) return [];
  const { now } = simulation;
  const { members } = group;
  group.unhealthy = group.unhealthy.filter(({ instance, untilMs }) => untilMs > now && members.has(instance));
  const found: UnhealthyInstance[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const told of group.unhealthy) {
    const { lifecycle, since } = members.get(told.instance)!;
    if (lifecycle !== 'InService') continue;
    const countsAt = Math.max(told.fromMs, since + told.graceMs);
    if (countsAt > now) next = Math.min(next, countsAt);
    else if (told.isImmediate || !isSuspended(group, 'HealthCheck')) found.push(told);
  }
  if (Number.isFinite(next)) wakeGroupAt(simulation, group, next);
  return found;
}

/** Unhealthy instances are replaced: those that SetInstanceHealth has named at once, others some at a time (scaling: ). */
export function replaceUnhealthy(simulation: Simulation, group: Group): void {
  const unhealthy = unhealthyNow(simulation, group);
  if (unhealthy.length === 0) return;
  if (isSuspended(group, 'ReplaceUnhealthy') || isSuspended(group, 'Terminate')) return;
  const { policy, defaultInstanceWarmupMs } = group.spec.maintenance;
  const immediate = unhealthy.filter(({ isImmediate }) => isImmediate);
  if (policy === null) {
    for (const { instance } of immediate) takeInstance(simulation, group, instance);
    countReplaced(group, 'unhealthy', immediate.length);
  }
  const candidates = (policy === null ? unhealthy.filter(({ isImmediate }) => !isImmediate) : unhealthy).map(
    ({ instance }) => instance,
  );
  if (candidates.length === 0 || group.batch !== null) return;
  const { members, desired } = group;
  const inService = capacityOf(group);
  const warmUpMs = defaultInstanceWarmupMs ?? 0;
  const isHeld = isTooSmallToReplace(inService, desired) && !isSuspended(group, 'Launch');
  if (isHeld && !isReady(simulation, group, warmUpMs)) return;
  const total = candidates.reduce((sum, instance) => sum + members.get(instance)!.weight, 0);
  const throttled = immediate.length > 0 ? total : Math.min(total, throttledReplacements(desired));
  // Who is unhealthy keeps nothing in service: without a policy all that the throttle allows may go.
  const bounds = policy === null ? { least: 0, most: desired } : healthyBounds(desired, policy);
  const comesFirst = policy !== null && bounds.most > desired;
  startBatch(simulation, group, {
    cause: 'unhealthy',
    candidates,
    wanted: throttled,
    healthy: comesFirst ? bounds.least : bounds.least + throttled,
    bounds,
    warmUpMs,
  });
}

/** Capacity in service, healthy or not. */
export function capacityOf({ members }: Group): number {
  let capacity = 0;
  for (const { lifecycle, weight } of members.all()) if (lifecycle === 'InService') capacity += weight;
  return capacity;
}
