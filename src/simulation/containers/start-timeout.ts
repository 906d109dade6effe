import { StopCode } from '../../model/task-status.ts';
import { delayUntil, NONE, type TaskIndex } from '../../model/task-table.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { timing } from '../timing.ts';

/**
 * After how long the agent of a task's instance gives up the start of its containers, ms; -1: they start in time. On Fargate
 * nobody gives up, and `startTimeout` is only about those that wait for the container (ecs: ).
 */
export function startGivenUpMs(simulation: Simulation, task: TaskIndex): number {
  const { tasks } = simulation;
  if (tasks.instance[task] === NONE) return NONE;
  const limitMs = startLimitMs(simulation, task);
  return delayUntil(tasks.startedAt[task]!) > limitMs ? limitMs : NONE;
}

/** START_TIMED_OUT: the task stops before any of its containers has started (ecs: ). */
export function startTimedOut(simulation: Simulation, task: TaskIndex): void {
  const waited = goDuration(startLimitMs(simulation, task));
  const reason = `DockerTimeoutError: Could not transition to started; timed out after waiting ${waited}`;
  stopAccepted(simulation, task, StopCode.TaskFailedToStart, simulation.reason(reason));
}

/** Agents on Windows wait longer (ecs: ). */
function startLimitMs(simulation: Simulation, task: TaskIndex): number {
  const { fleet, tasks } = simulation;
  const isLinux = fleet.osFamily[tasks.instance[task]!] === simulation.osFamily('LINUX');
  return timing(simulation, isLinux ? 'ec2.containerStartTimeout' : 'ec2.containerStartTimeout.windows');
}

/** As the agent writes it: `3m0s`, `1h0m0s`, `45s`. */
function goDuration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (minutes === 0) return seconds;
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}
