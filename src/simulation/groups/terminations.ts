import { InstanceStatus } from '../../model/instance-status.ts';
import { terminateInstance } from '../api/terminate-instances.ts';
import { drain } from '../api/update-container-instances-state.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { changeLifecycle } from './change-lifecycle.ts';
import { type Group, groupOf, isInUse } from './group.ts';
import { firstToGo } from './scale-in.ts';

/** Managed draining gives up on tasks that do not stop after so long (ecs: ). */
const MOST_DRAINING_MS = 48 * 3_600_000;

/** So much of its capacity goes, as far as there are instances that may. */
export function takeSurplus(simulation: Simulation, group: Group, capacity: number): void {
  for (const chosen of firstToGo(simulation, group, capacity, () => group.choices.next()))
    takeInstance(simulation, group, chosen);
}

/** A group ends an instance: with managed draining its tasks go before. */
function takeInstance(simulation: Simulation, group: Group, instance: number): void {
  if (group.spec.provider?.managedDraining && isInUse(simulation, instance))
    drainFirst(simulation, group, instance);
  else terminateInstance(simulation, instance);
}

function drainFirst(simulation: Simulation, group: Group, instance: number): void {
  const { timers, now, fleet } = simulation;
  changeLifecycle(simulation, group, instance, 'Terminating');
  if (fleet.status[instance] === InstanceStatus.ACTIVE) drain(simulation, instance);
  timers.push(now + MOST_DRAINING_MS, Phase.END, TimerKind.DRAINED_AT_LAST, instance, 0);
}

/** Those that drained and have nothing left are ended. */
export function endDrained(simulation: Simulation, { members }: Group): void {
  if (members.terminating === 0) return;
  for (const { instance, lifecycle } of members.snapshot())
    if (lifecycle === 'Terminating' && !isInUse(simulation, instance))
      terminateInstance(simulation, instance);
}

/** DRAINED_AT_LAST: an instance has drained for as long as ECS waits. */
export function drainedAtLast(simulation: Simulation, instance: number): void {
  if (groupOf(simulation, instance)?.members.isTerminating(instance)) terminateInstance(simulation, instance);
}
