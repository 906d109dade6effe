import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import type { Group } from './group.ts';

/** A group is looked at at this instant: it launches what it lacks and takes what it has too many of. */
export function setGroupPass({ timers, now }: Simulation, group: Group): void {
  if (group.passAt === now) return;
  group.passAt = now;
  timers.push(now, Phase.START, TimerKind.GROUP_PASS, group.index, 0);
}
