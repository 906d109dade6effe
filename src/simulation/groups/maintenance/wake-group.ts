import type { Simulation } from '../../simulation.ts';
import { Phase, TimerKind } from '../../timer-kind.ts';
import type { Group } from '../group.ts';

/** The group is looked at again at a later instant, beside what events ask for; once, however often it is asked for. */
export function wakeGroupAt({ timers, now }: Simulation, group: Group, at: number): void {
  if (at <= now || group.wakes.includes(at)) return;
  group.wakes = [...group.wakes.filter((other) => other > now), at];
  timers.push(at, Phase.START, TimerKind.GROUP_PASS, group.index, 0);
}
