import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { stoppingMs, stopTimes } from '../../policies/containers/container-order.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { endRun, isRunning } from './container-run.ts';
import { planOf, type TaskContainers } from './task-containers.ts';

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
  const { tasks, now } = simulation;
  const { containers, dependencies, main } = planOf(simulation, task);
  const { runs } = inside;
  const sigtermMs = tasks.sigtermMs[task]!;
  if (runs[main] !== undefined && isRunning(runs[main]))
    tasks.exitCode[task] = signalled(sigtermMs, containers[main]!.stopTimeoutMs);
  const takes = containers.map(({ stopTimeoutMs }, i) =>
    runs[i] !== undefined && isRunning(runs[i]) ? Math.min(sigtermMs, stopTimeoutMs) : null,
  );
  for (const [i, time] of stopTimes(dependencies, takes).entries())
    if (time !== null) runs[i]!.endsAt = now + time.endedMs;
  endDue(simulation, task, inside);
  return stoppingMs(dependencies, takes);
}

/** CONTAINERS_CHANGED of a task that is STOPPING: a container has ended, and others have not yet (ecs: ). */
export function stoppingContainerEnded(
  simulation: Simulation,
  task: TaskIndex,
  inside: TaskContainers,
): void {
  endDue(simulation, task, inside);
  const { now, listeners } = simulation;
  for (const observer of listeners.containersChanged) observer.containersChanged(now, task);
}

/** Ends those whose time has come and sets the timer of the next; the last ones' end is CONTAINERS_STOPPED. */
function endDue(simulation: Simulation, task: TaskIndex, inside: TaskContainers): void {
  const { tasks, now } = simulation;
  const { containers } = planOf(simulation, task);
  const last = inside.runs.reduce((at, run) => (isRunning(run) ? Math.max(at, run.endsAt) : at), 0);
  let next = NEVER;
  for (const [i, run] of inside.runs.entries()) {
    if (!isRunning(run) || run.endsAt === last) continue;
    if (run.endsAt <= now) endRun(run, signalled(tasks.sigtermMs[task]!, containers[i]!.stopTimeoutMs));
    else next = Math.min(next, run.endsAt);
  }
  inside.nextAt = next;
  if (next !== NEVER) simulation.setTaskTimer(next - now, Phase.END, TimerKind.CONTAINERS_CHANGED, task);
}

const NEVER: number = Number.POSITIVE_INFINITY;

/** SIGTERM obeyed, or SIGKILL at `stopTimeout` (ecs: ). */
function signalled(sigtermMs: number, stopTimeoutMs: number): number {
  return sigtermMs < stopTimeoutMs ? 143 : 137;
}
