import { noteFulfilled } from '../scaling/activities.ts';
import { noteNews } from '../scaling/call-policies.ts';
import { isSettled } from '../scaling/targets.ts';
import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';

/** A group has instances launched or gone, other bounds, or has done what it was to do: what its own policies look at. */
export function noteGroup(simulation: Simulation, group: Group): void {
  const target = simulation.targetOfGroup.get(group.index);
  if (target === undefined) return;
  // A cooldown begins when the last instance has come or gone (scaling: ).
  if (target.restsUntil === Number.POSITIVE_INFINITY && isSettled(group))
    target.restsUntil = simulation.now + target.restsForMs;
  noteFulfilled(simulation, target);
  noteNews(simulation, target);
}
