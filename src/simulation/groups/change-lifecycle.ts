import type { Simulation } from '../simulation.ts';
import { type Group, kindOf } from './group.ts';
import { LIFECYCLES, type Lifecycle, type Member } from './members.ts';

const LIFECYCLE_NEWS = 74;

/**
 * An instance of a group comes to another lifecycle state; its first one puts it into the group. `more`: what hooks keep it waiting for
 * there, and whether it returns to the warm pool.
 */
export function changeLifecycle(
  simulation: Simulation,
  group: Group,
  instance: number,
  to: Lifecycle,
  { wait = null, returns = false }: Partial<Pick<Member, 'wait' | 'returns'>> = {},
): void {
  const { now } = simulation;
  const { weight } = kindOf(simulation, instance)!.option;
  const number = LIFECYCLES.indexOf(to);
  // Of the others the status of the container instance says it.
  if (number >= LIFECYCLES.indexOf('Pending:Wait'))
    simulation.digest.add(now, LIFECYCLE_NEWS, instance, number);
  const before = group.members.get(instance);
  const joins = before === undefined || to === 'Pending';
  const joinedAt = joins ? now : before.joinedAt;
  const isWarmStart = joins ? before !== undefined : before.isWarmStart;
  group.members.put({ instance, weight, lifecycle: to, since: now, joinedAt, isWarmStart, wait, returns });
}
