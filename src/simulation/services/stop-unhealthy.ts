import { StopCode } from '../../model/task-status.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import { stopAccepted } from '../life.ts';
import type { Simulation } from '../simulation.ts';
import { failedGroup } from '../targets/task-targets.ts';
import { isOld, isUnhealthy } from './count-tasks.ts';
import type { Service } from './service.ts';
import { say } from './service-events.ts';

/** Stops so many of a service's unhealthy tasks, old or new ones, each equally likely; protection does not keep them (ecs: ). */
export function stopUnhealthy(
  simulation: Simulation,
  service: Service,
  old: boolean,
  count: number,
  stopped: string[],
): void {
  if (count === 0) return;
  const candidates: TaskIndex[] = [];
  for (const deployment of service.deployments)
    for (const task of deployment.tasks)
      if (isUnhealthy(simulation, task) && isOld(simulation, service, task) === old) candidates.push(task);
  for (let left = Math.min(count, candidates.length); left > 0; left--) {
    const position = Math.floor(service.stops.next() * candidates.length);
    const [task] = candidates.splice(position, 1);
    stopAsUnhealthy(simulation, task!, stopped);
  }
}

/** Stops a task because checks of its containers or of its targets have failed (ecs: ). */
export function stopAsUnhealthy(simulation: Simulation, task: TaskIndex, stopped: string[]): void {
  const { service } = simulation.deployments[simulation.tasks.deployment[task]! - 1]!;
  const id = simulation.taskId(task);
  stopped.push(id);
  const group = failedGroup(simulation, task);
  if (group === null) say(simulation, service, `(task ${id}) failed container health checks.`, true);
  const reason =
    group === null
      ? 'Task failed container health checks'
      : `Task failed ELB health checks in (target-group ${group})`;
  stopAccepted(simulation, task, StopCode.ServiceSchedulerInitiated, simulation.reason(reason));
}
