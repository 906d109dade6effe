import { TaskStatus } from '../../model/task-status.ts';
import { killContainer } from '../kill-container.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import type { ServiceLoad } from './service-load.ts';

/** One byte, in MiB: what a use may be above a limit by rounding alone. */
const ROUNDING_MIB = 2 ** -20;

/** Tasks that are alike pass a limit one after the other: ours, nothing is published. */
const BETWEEN_KILLS_MS = 1000;

/**
 * Requests in flight can take a task over its memory limit (ecs: ). The tasks of a station are alike; in life one passes
 * the limit before the others, so one is killed, and the others are looked at again with what then comes to them.
 */
export function killOverLimit(simulation: Simulation, load: ServiceLoad): void {
  const { workloadStates, tasks, now, timers } = simulation;
  for (const { workload, tasks: members, wantedMemory } of load.stations) {
    const { memory } = workloadStates[workload]!.definition.limits;
    if (memory === null || wantedMemory <= memory + ROUNDING_MIB) continue;
    const victim = members.find((task) => tasks.status[task] === TaskStatus.RUNNING);
    if (victim === undefined) continue;
    if (load.killedAt >= 0 && now < load.killedAt + BETWEEN_KILLS_MS) {
      load.dueAt = Math.min(load.dueAt, load.killedAt + BETWEEN_KILLS_MS);
      timers.push(load.dueAt, Phase.ARRIVAL, TimerKind.LOAD_DUE, load.index, 0);
    } else {
      load.killedAt = now;
      killContainer(simulation, victim);
    }
    return;
  }
}
