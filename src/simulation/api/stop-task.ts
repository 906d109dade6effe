import { StopCode, TaskStatus } from '../../model/task-status.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';

/** StopTask: SIGTERM at once (ecs: ). Gives AWS's sentence when it would refuse, or null. */
export function stopTask(simulation: Simulation, cluster: string, id: string, reason: string): string | null {
  const { tasks, workloadStates, clusters } = simulation;
  for (const task of tasks.liveTasks()) {
    if (tasks.status[task] === TaskStatus.NONE) continue;
    if (
      clusters[workloadStates[tasks.workload[task]!]!.cluster] !== cluster ||
      simulation.taskId(task) !== id
    )
      continue;
    if (tasks.isWanted(task))
      stopAccepted(simulation, task, StopCode.UserInitiated, simulation.reason(reason));
    return null;
  }
  return `StopTask ${id}: InvalidParameterException: The referenced task was not found.`;
}
