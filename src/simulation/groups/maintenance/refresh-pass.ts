import { healthyBounds, reachedCheckpoint, replacedAt } from '../../../policies/fleet/plan-replacement.ts';
import type { Simulation } from '../../simulation.ts';
import { type Group, kindOf } from '../group.ts';
import { isProtected } from '../scale-in.ts';
import { isReady, startBatch } from './batch.ts';
import { activeRefresh, endRefresh, type Refresh, requestOf } from './refresh.ts';
import { isSuspended } from './suspension.ts';
import { unhealthyNow } from './unhealthy.ts';
import { wakeGroupAt } from './wake-group.ts';

/** It fails when nobody is replaced for so long, and after so long in all (scaling: ). */
const LONGEST_STANDSTILL_MS = 3_600_000;
const LONGEST_REFRESH_MS = 14 * 86_400_000;

/** Who is still to be replaced, and what that is of all that counts. */
interface Outstanding {
  readonly instances: number[];
  readonly capacity: number;
  readonly total: number;
}

/** What an instance refresh does next, when the batch before is over: reports, pauses, takes the next batch, or ends (scaling: ). */
export function refreshPass(simulation: Simulation, group: Group): void {
  const refresh = activeRefresh(group);
  if (refresh === null) return;
  const { now } = simulation;
  const { preferences } = requestOf(simulation, refresh);
  if (isHalted(group)) {
    refresh.statusReason = 'A process that it needs is suspended.';
    refresh.progressAt = now;
  } else if (
    refresh.resumesAt <= now &&
    group.batch === null &&
    isReady(simulation, group, preferences.warmUpMs)
  )
    goOn(simulation, group, refresh);
  if (refresh.status !== 'InProgress') return;
  failInTime(simulation, group, refresh);
}

function isHalted(group: Group): boolean {
  return (['InstanceRefresh', 'Terminate', 'Launch'] as const).some((process) => isSuspended(group, process));
}

function goOn(simulation: Simulation, group: Group, refresh: Refresh): void {
  const { now } = simulation;
  const { preferences } = requestOf(simulation, refresh);
  const { checkpoints, checkpointDelayMs, healthy, warmUpMs } = preferences;
  const outstanding = outstandingOf(simulation, group, refresh);
  const { instances, capacity, total } = outstanding;
  const updated = total - capacity;
  refresh.percentageComplete = total === 0 ? 100 : Math.floor((100 * updated) / total);
  refresh.instancesToUpdate = instances.length;
  const reached = reachedCheckpoint(checkpoints, refresh.checkpoint, refresh.percentageComplete);
  if (reached !== null) {
    const { next, percentage, skipped } = reached;
    refresh.checkpoint = next;
    refresh.reached = [...refresh.reached, { at: now, percentage, skipped }];
  }
  if (instances.length === 0 || (checkpoints.length > 0 && refresh.checkpoint === checkpoints.length)) {
    endRefresh(simulation, group, refresh, 'Successful', '');
    return;
  }
  if (reached !== null && checkpointDelayMs > 0) {
    refresh.resumesAt = now + checkpointDelayMs;
    refresh.progressAt = refresh.resumesAt;
    refresh.statusReason = `Pauses at the checkpoint of ${reached.percentage} percent.`;
    wakeGroupAt(simulation, group, refresh.resumesAt);
    return;
  }
  const free = instances.filter((instance) => !waitsFor(simulation, group, refresh, instance));
  if (free.length === 0) {
    refresh.statusReason = `Waits for ${instances.length} instances that are protected from scale-in.`;
    return;
  }
  const next = checkpoints[refresh.checkpoint];
  const wanted = next === undefined ? capacity : Math.max(1, replacedAt(next, total) - updated);
  const bounds = healthyBounds(group.desired, healthy);
  const begun = startBatch(simulation, group, {
    cause: 'refresh',
    candidates: free,
    wanted: Math.min(wanted, capacityOf(simulation, free)),
    healthy: healthyCapacity(simulation, group),
    bounds,
    warmUpMs,
  });
  if (begun === 0) return;
  refresh.replaced += begun;
  refresh.progressAt = now;
  refresh.statusReason = '';
}

/** Those of before the start that are in service, less those that match already or that it leaves alone. */
function outstandingOf(simulation: Simulation, group: Group, refresh: Refresh): Outstanding {
  const { skipMatching, scaleInProtectedInstances } = requestOf(simulation, refresh).preferences;
  const instances: number[] = [];
  let capacity = 0;
  let total = 0;
  for (const { instance, weight } of group.members.staying()) {
    const isOld =
      instance < refresh.firstNew &&
      !(skipMatching && kindOf(simulation, instance)!.configuration === group.configuration);
    const isLeft =
      isOld && scaleInProtectedInstances === 'Ignore' && isProtected(simulation, group, instance);
    if (isLeft) continue;
    total += weight;
    if (!isOld) continue;
    instances.push(instance);
    capacity += weight;
  }
  return { instances, capacity, total };
}

function waitsFor(simulation: Simulation, group: Group, refresh: Refresh, instance: number): boolean {
  const { scaleInProtectedInstances } = requestOf(simulation, refresh).preferences;
  return scaleInProtectedInstances === 'Wait' && isProtected(simulation, group, instance);
}

function capacityOf(simulation: Simulation, instances: readonly number[]): number {
  return instances.reduce((sum, instance) => sum + kindOf(simulation, instance)!.option.weight, 0);
}

/** Capacity in service that no health check has found anything wrong with. */
function healthyCapacity(simulation: Simulation, group: Group): number {
  const unhealthy = unhealthyNow(simulation, group).map(({ instance }) => instance);
  return group.members.capacity - capacityOf(simulation, unhealthy);
}

/** An instance that comes into service, and its warm-up, are progress, too. */
function failInTime(simulation: Simulation, group: Group, refresh: Refresh): void {
  const { now } = simulation;
  const { warmUpMs } = requestOf(simulation, refresh).preferences;
  const endAt = refresh.startedAt + LONGEST_REFRESH_MS;
  if (refresh.progressAt + LONGEST_STANDSTILL_MS <= now)
    for (const { lifecycle, since } of group.members.all())
      if (lifecycle === 'InService' && since > refresh.startedAt)
        refresh.progressAt = Math.max(refresh.progressAt, Math.min(now, since + warmUpMs));
  const failsAt = Math.min(endAt, refresh.progressAt + LONGEST_STANDSTILL_MS);
  if (failsAt > now) {
    wakeGroupAt(simulation, group, failsAt);
    return;
  }
  const reason = now >= endAt ? 'It was not over after 14 days.' : 'No instance was replaced for an hour.';
  const last = refresh.statusReason === '' ? '' : ` ${refresh.statusReason}`;
  endRefresh(simulation, group, refresh, 'Failed', `${reason}${last}`);
}
