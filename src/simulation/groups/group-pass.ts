import type { Simulation } from '../simulation.ts';
import { type Group, groupOf, isInUse, kindOf } from './group.ts';
import { rebalance } from './group-zones.ts';
import { orderLaunches, orderPoolLaunches } from './launches.ts';
import { aheadOf } from './maintenance/batch.ts';
import { maintenancePass } from './maintenance/maintenance-pass.ts';
import { activeRefresh } from './maintenance/refresh.ts';
import { isSuspended } from './maintenance/suspension.ts';
import { noteGroup } from './note-group.ts';
import { setGroupPass } from './set-group-pass.ts';
import { endDrained, takeFromPool, takeSurplus } from './terminations.ts';
import { poolSurplus } from './warm-pool.ts';

/** GROUP_PASS: instances come up to the desired capacity, or down to it (scaling: ). */
export function groupPass(simulation: Simulation, index: number): void {
  const group = simulation.groups[index]!;
  group.passAt = -1;
  endDrained(simulation, group);
  maintenancePass(simulation, group);
  const surplus = surplusOf(group);
  const missing = -surplus - group.launching;
  if (missing > 0 && !isSuspended(group, 'Launch')) orderLaunches(simulation, group, missing);
  const taken = surplus > 0 ? takeSurplus(simulation, group, surplus) : 0;
  const isAtRest = taken === 0 && isAsWanted(group, surplus) && group.launching === 0 && group.batch === null;
  if (isAtRest && !isSuspended(group, 'AZRebalance')) rebalance(simulation, group);
  const inPool = poolSurplus(group);
  if (inPool > 0 && !isSuspended(group, 'Terminate')) takeFromPool(simulation, group, inPool);
  if (inPool < 0 && !isSuspended(group, 'Launch')) orderPoolLaunches(simulation, group, -inPool);
  noteGroup(simulation, group);
}

/** Capacity above what the group is to have; negative: below. */
function surplusOf(group: Group): number {
  const { members, desired, extra } = group;
  return members.capacity - desired - extra - aheadOf(group);
}

/** Whether it has what it is to have, with an overage that no instance of its is as small as (scaling: ). */
function isAsWanted({ kinds, configuration }: Group, surplus: number): boolean {
  if (surplus < 0) return false;
  return kinds[configuration]!.every(({ option }) => option.weight > surplus);
}

/** An instance is gone, whoever ended it: another one comes in its place, if the group wants so many (scaling: ). */
export function groupInstanceGone(simulation: Simulation, instance: number): void {
  const group = groupOf(simulation, instance);
  if (group === null) return;
  group.members.remove(instance);
  setGroupPass(simulation, group);
}

/** A task has left an instance: if it was the last, it may be done with draining, or be what a scale-in has waited for. */
export function groupTaskGone(simulation: Simulation, instance: number): void {
  const group = groupOf(simulation, instance);
  if (group === null || isInUse(simulation, instance)) return;
  const { weight } = kindOf(simulation, instance)!.option;
  const isAwaited = surplusOf(group) >= weight || group.members.isTerminating(instance);
  // With managed termination protection it is not protected any more.
  if (isAwaited || activeRefresh(group) !== null) setGroupPass(simulation, group);
}
