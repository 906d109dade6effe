import type { TaskIndex } from '../model/task-table.ts';
import { mainExited } from './life.ts';
import type { Simulation } from './simulation.ts';

/** The exit code of a container that got SIGKILL. */
const KILLED = 137;

/** CONTAINER_KILLED: the kernel kills the first essential container of a RUNNING task for its memory use (ecs: ). */
export function killContainer(simulation: Simulation, task: TaskIndex): void {
  const { now, killed } = simulation;
  killed.tasks++;
  if (killed.firstAt < 0) killed.firstAt = now;
  mainExited(simulation, task, KILLED);
}
