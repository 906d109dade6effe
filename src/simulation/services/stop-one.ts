import { StopCode, type TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { chooseStop, type ServiceTask } from '../../policies/placement/choose-stop.ts';
import { stopRetired } from '../failures/retirement.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { isProtected } from './count-tasks.ts';
import { deploymentId, primaryOf, type Service } from './service.ts';

/** Stops the task that ECS's scale-in would (ecs) of those that pass the test, if one is not protected. */
export function stopOne(
  simulation: Simulation,
  service: Service,
  mayStop: (task: TaskIndex) => boolean,
  stopped: string[],
): void {
  const candidates: ServiceTask[] = [];
  for (const deployment of service.deployments)
    for (const task of deployment.tasks) if (mayStop(task)) candidates.push(serviceTaskOf(simulation, task));
  const workload = simulation.workloadStates[primaryOf(service).workload]!;
  const strategies = workload.rules.find((rules) => rules !== undefined)?.strategies ?? [];
  const task = chooseStop(simulation.fleet, candidates, strategies, service.stops);
  if (task !== NONE) stopByScheduler(simulation, task, stopped);
}

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

function serviceTaskOf(simulation: Simulation, task: TaskIndex): ServiceTask {
  const { tasks } = simulation;
  return {
    task,
    lastStatus: tasks.status[task] as TaskStatus,
    protectionEnabled: isProtected(simulation, task),
    zone: tasks.zone[task]!,
    instance: tasks.instance[task]!,
    cpu: tasks.cpu[task]!,
    memory: tasks.memory[task]!,
  };
}
