import { StopCode } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { stopAccepted } from '../life.ts';
import { setPass } from '../services/pass.ts';
import type { Simulation } from '../simulation.ts';

const REASON = 'ECS is performing maintenance on the underlying infrastructure hosting the task.';

/** TASK_RETIRED: a standalone task stops; one of a service is replaced within the service's bounds (ecs: ). */
export function taskRetired(simulation: Simulation, task: TaskIndex): void {
  const { tasks, retired, now } = simulation;
  if (!tasks.isWanted(task)) return;
  const deployment = tasks.deployment[task]!;
  if (deployment === NONE) {
    stopRetired(simulation, task);
    return;
  }
  retired.add(task);
  simulation.countEvent();
  simulation.digest.add(now, 42, tasks.ordinal[task]!, deployment);
  setPass(simulation, simulation.deployments[deployment - 1]!.service, now);
}

/** The task's host goes back to AWS. */
export function stopRetired(simulation: Simulation, task: TaskIndex): void {
  stopAccepted(simulation, task, StopCode.TerminationNotice, simulation.reason(REASON));
}
