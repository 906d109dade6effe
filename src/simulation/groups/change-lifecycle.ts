import type { Simulation } from '../simulation.ts';
import { type Group, kindOf } from './group.ts';
import type { Lifecycle } from './members.ts';

/** An instance of a group comes to another lifecycle state; its first one puts it into the group. */
export function changeLifecycle(simulation: Simulation, group: Group, instance: number, to: Lifecycle): void {
  const { weight } = kindOf(simulation, instance)!.option;
  group.members.put({ instance, weight, lifecycle: to, since: simulation.now });
}
