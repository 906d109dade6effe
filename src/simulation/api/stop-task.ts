import { StopCode, TaskStatus } from '../../model/task-status.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';

/**
 * StopTask: SIGTERM at once (ecs: ); on a task that is STOPPED already AWS changes nothing. Gives the sentence to tell
 * the user when nothing came of it, or null.
 */
export function stopTask(simulation: Simulation, cluster: string, id: string, reason: string): string | null {
  const { tasks, workloadStates, clusters } = simulation;
  let isAsked = false;
  for (const task of tasks.liveTasks()) {
    if (
      clusters[workloadStates[tasks.workload[task]!]!.cluster] !== cluster ||
      simulation.taskId(task) !== id
    )
      continue;
    isAsked = true;
    if (tasks.status[task] === TaskStatus.NONE) continue;
    if (tasks.isWanted(task))
      stopAccepted(simulation, task, StopCode.UserInitiated, simulation.reason(reason));
    return null;
  }
  if (!isAsked && hasBeen(simulation, id))
    return `StopTask ${id} changed nothing: the task had already stopped.`;
  return `AWS would have refused an action: StopTask ${id}: InvalidParameterException: The referenced task was not found.`;
}

/** Whether an id `STEM-n` was given to a task. */
function hasBeen({ stems }: Simulation, id: string): boolean {
  const dash = id.lastIndexOf('-');
  const number = Number(id.slice(dash + 1));
  return stems.some(({ name, count }) => name === id.slice(0, dash) && number >= 1 && number <= count);
}
