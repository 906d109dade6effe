import { StopCode } from '../../model/task-status.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import { stopRetired } from '../failures/retirement.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { deploymentId } from './service.ts';

/** The service's own stop, whose id joins the list. */
export function stopByScheduler(simulation: Simulation, task: TaskIndex, stopped: string[]): void {
  const { deployment } = simulation.deployments[simulation.tasks.deployment[task]! - 1]!;
  stopped.push(simulation.taskId(task));
  if (simulation.retired.has(task)) {
    stopRetired(simulation, task);
    return;
  }
  const reason = `Scaling activity initiated by (deployment ${deploymentId(deployment)})`;
  stopAccepted(simulation, task, StopCode.ServiceSchedulerInitiated, simulation.reason(reason));
}
