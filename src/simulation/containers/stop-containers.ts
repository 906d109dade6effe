import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { stoppingMs } from '../../policies/containers/container-order.ts';
import type { Simulation } from '../simulation.ts';
import { isRunning } from './container-run.ts';
import { planOf } from './task-containers.ts';

/** Whether SIGTERM would reach a container of the task; false for a task whose containers are not followed. */
export function hasRunningContainers({ containers }: Simulation, task: TaskIndex): boolean {
  return containers.size > 0 && containers.get(task)?.runs.some(isRunning) === true;
}

/**
 * The task stops: how long until its last container has ended, ms, each after those that depend on it (ecs: ); -1 for a
 * task whose containers are not followed. The first essential one's exit code is noted, 143 or after SIGKILL 137 (ecs: ).
 */
export function stopContainers(simulation: Simulation, task: TaskIndex): number {
  const inside = simulation.containers.get(task);
  if (inside === undefined) return NONE;
  const { tasks } = simulation;
  const { containers, dependencies, main } = planOf(simulation, task);
  const { runs } = inside;
  inside.nextAt = Number.POSITIVE_INFINITY;
  const sigtermMs = tasks.sigtermMs[task]!;
  if (runs[main] !== undefined && isRunning(runs[main]))
    tasks.exitCode[task] = sigtermMs < containers[main]!.stopTimeoutMs ? 143 : 137;
  return stoppingMs(
    dependencies,
    containers.map(({ stopTimeoutMs }, i) =>
      runs[i] !== undefined && isRunning(runs[i]) ? Math.min(sigtermMs, stopTimeoutMs) : null,
    ),
  );
}
