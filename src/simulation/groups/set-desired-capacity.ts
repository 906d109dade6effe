import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';
import { setGroupPass } from './set-group-pass.ts';

/** A group is to have so many instances from now on: a scaling activity. */
export function setDesiredCapacity(simulation: Simulation, group: Group, to: number, cause: string): void {
  const { now, listeners, digest } = simulation;
  const from = group.desired;
  group.desired = to;
  simulation.countEvent();
  digest.add(now, 73, group.index, to);
  for (const observer of listeners.groupScaled) observer.groupScaled(now, group.index, from, to, cause);
  setGroupPass(simulation, group);
}
