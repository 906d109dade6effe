import { InstanceStatus } from '../../model/instance-status.ts';
import { loseTasksOf, terminateInstance } from '../api/terminate-instances.ts';
import { drain } from '../api/update-container-instances-state.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { changeLifecycle } from './change-lifecycle.ts';
import { type Group, groupOf, isInUse } from './group.ts';
import { beginWait } from './lifecycle-hooks.ts';
import { isSuspended } from './maintenance/suspension.ts';
import { firstToGo } from './scale-in.ts';
import { firstOfPoolToGo, poolTarget, settleInPool } from './warm-pool.ts';

/** Managed draining gives up on tasks that do not stop after so long (ecs: ). */
const MOST_DRAINING_MS = 48 * 3_600_000;

/** So much of its capacity goes, as far as there are instances that may: how many do. */
export function takeSurplus(simulation: Simulation, group: Group, capacity: number): number {
  if (isSuspended(group, 'Terminate')) return 0;
  const chosen = firstToGo(simulation, group, capacity, () => group.choices.next());
  for (const instance of chosen) takeInstance(simulation, group, instance, true);
  return chosen.length;
}

/**
 * A group ends an instance: with managed draining its tasks go before, and lifecycle hooks are waited for beside that
 * (scaling: ). It returns to a warm pool only from a scale-in: `mayReturn`.
 */
export function takeInstance(
  simulation: Simulation,
  group: Group,
  instance: number,
  mayReturn: boolean = false,
): void {
  const { timers, now, fleet } = simulation;
  const { provider, terminationHooks, warmPool } = group.spec;
  const drains = provider?.managedDraining && isInUse(simulation, instance);
  const isInService = group.members.get(instance)!.lifecycle === 'InService';
  const returns = mayReturn && isInService && (warmPool?.reuseOnScaleIn ?? false);
  const wait = beginWait(simulation, group, instance, terminationHooks);
  if (wait === null && !drains) {
    endInstance(simulation, group, instance, returns);
    return;
  }
  const lifecycle = wait === null ? 'Terminating' : 'Terminating:Wait';
  changeLifecycle(simulation, group, instance, lifecycle, { wait, returns });
  if (provider?.managedDraining && fleet.status[instance] === InstanceStatus.ACTIVE)
    drain(simulation, instance);
  if (drains) timers.push(now + MOST_DRAINING_MS, Phase.END, TimerKind.DRAINED_AT_LAST, instance, 0);
}

/** Nothing is waited for any more: the instance is gone, or back in the warm pool if that has room for it (scaling: ). */
export function endInstance(simulation: Simulation, group: Group, instance: number, returns: boolean): void {
  const { members, warming } = group;
  if (!returns || members.warm + warming >= poolTarget(group)) {
    terminateInstance(simulation, instance);
    return;
  }
  settleInPool(simulation, group, instance);
  loseTasksOf(simulation, instance);
}

/** So many instances of the warm pool go. */
export function takeFromPool(simulation: Simulation, group: Group, count: number): void {
  for (const instance of firstOfPoolToGo(group, count)) {
    const wait = beginWait(simulation, group, instance, group.spec.terminationHooks);
    if (wait === null) terminateInstance(simulation, instance);
    else changeLifecycle(simulation, group, instance, 'Warmed:Terminating:Wait', { wait });
  }
}

/** Those that drained, have nothing left and wait for nobody are ended. */
export function endDrained(simulation: Simulation, group: Group): void {
  if (group.members.terminating === 0) return;
  for (const { instance, wait, returns } of group.members.snapshot())
    if (group.members.isTerminating(instance) && wait === null && !isInUse(simulation, instance))
      endInstance(simulation, group, instance, returns);
}

/** DRAINED_AT_LAST: an instance has drained for as long as ECS waits. */
export function drainedAtLast(simulation: Simulation, instance: number): void {
  if (groupOf(simulation, instance)?.members.isTerminating(instance)) terminateInstance(simulation, instance);
}
