import { healthyBounds, throttledReplacements } from '../../../policies/fleet/plan-replacement.ts';
import type { Simulation } from '../../simulation.ts';
import type { Group } from '../group.ts';
import { isProtected } from '../scale-in.ts';
import { isReady, startBatch } from './batch.ts';
import { isSuspended } from './suspension.ts';
import { wakeGroupAt } from './wake-group.ts';

/**
 * Instances that have had their maximum lifetime are replaced, at most a tenth of the group at a time, the oldest first; who is
 * protected stays until that ends. AWS may begin before, so that they do not all fall due at once.
 */
export function replaceAged(simulation: Simulation, group: Group): void {
  const { maxInstanceLifetimeMs, policy, defaultInstanceWarmupMs } = group.spec.maintenance;
  if (maxInstanceLifetimeMs === null || group.batch !== null || isSuspended(group, 'Terminate')) return;
  const { members, desired } = group;
  const aged: number[] = [];
  let wanted = 0;
  // In the order of launches: who comes behind one that is not due is not due.
  for (const { instance, weight, lifecycle } of members.all()) {
    if (lifecycle !== 'InService') continue;
    const dueAt = simulation.fleet.launchedAt[instance]! + maxInstanceLifetimeMs;
    if (dueAt > simulation.now) {
      if (aged.length === 0) wakeGroupAt(simulation, group, dueAt);
      break;
    }
    if (isProtected(simulation, group, instance)) continue;
    aged.push(instance);
    wanted += weight;
  }
  const warmUpMs = defaultInstanceWarmupMs ?? 0;
  if (aged.length === 0 || !isReady(simulation, group, warmUpMs)) return;
  const throttled = Math.min(wanted, throttledReplacements(desired));
  const bounds =
    policy === null ? { least: members.capacity - throttled, most: desired } : healthyBounds(desired, policy);
  startBatch(simulation, group, {
    cause: 'lifetime',
    candidates: aged,
    wanted: throttled,
    healthy: members.capacity,
    bounds,
    warmUpMs,
  });
}
