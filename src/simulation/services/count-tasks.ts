import { InstanceStatus } from '../../model/instance-status.ts';
import { Holding, NONE, type TaskIndex } from '../../model/task-table.ts';
import { NO_TASKS, type TaskCounts } from '../../policies/deployment/task-counts.ts';
import type { Simulation } from '../simulation.ts';
import { type Deployment, olderOf, primaryOf, type Service } from './service.ts';

/** A service's tasks as a pass looks at them: those on DRAINING instances are old, whatever their deployment (ecs: ). */
export interface CountedTasks {
  readonly newTasks: TaskCounts;
  readonly oldTasks: TaskCounts;
}

/** Counts the tasks of a service whose desiredStatus is RUNNING; one by one only while some are protected or drained. */
export function countTasks(simulation: Simulation, service: Service): CountedTasks {
  const { draining, protectedUntil, retired } = simulation;
  if (draining + protectedUntil.size + retired.size === 0)
    return { newTasks: totalsOf([primaryOf(service)]), oldTasks: totalsOf(olderOf(service)) };
  const newTasks = { ...NO_TASKS };
  const oldTasks = { ...NO_TASKS };
  for (const deployment of service.deployments)
    for (const task of deployment.tasks) {
      const counts = isOld(simulation, service, task) ? oldTasks : newTasks;
      if (isUnhealthy(simulation, task)) counts.unhealthy++;
      else if (isProtected(simulation, task))
        counts[isHealthy(simulation, task) ? 'protectedHealthy' : 'protectedSettling']++;
      else counts[isHealthy(simulation, task) ? 'healthy' : 'settling']++;
    }
  return { newTasks, oldTasks };
}

/** A task without a check is healthy or on its way there. */
function totalsOf(deployments: readonly Deployment[]): TaskCounts {
  let healthy = 0;
  let unhealthy = 0;
  let all = 0;
  for (const deployment of deployments) {
    healthy += deployment.healthy;
    unhealthy += deployment.unhealthy;
    all += deployment.tasks.size;
  }
  return { ...NO_TASKS, healthy, unhealthy, settling: all - healthy - unhealthy };
}

/** Whether the scheduler wants another task in its place. */
export function isOld(simulation: Simulation, service: Service, task: TaskIndex): boolean {
  if (simulation.tasks.deployment[task] !== primaryOf(service).number) return true;
  return isDrained(simulation, task) || simulation.retired.has(task);
}

/** Whether its container instance is DRAINING. */
export function isDrained({ tasks, fleet, draining }: Simulation, task: TaskIndex): boolean {
  if (draining === 0) return false;
  const instance = tasks.instance[task]!;
  return instance !== NONE && fleet.status[instance] === InstanceStatus.DRAINING;
}

/** Whether a task of the service is on an instance that is DRAINING: then it is not steady (ecs: ). */
export function hasDrained(simulation: Simulation, { deployments }: Service): boolean {
  if (simulation.draining === 0) return false;
  return deployments.some(({ tasks }) => [...tasks].some((task) => isDrained(simulation, task)));
}

/** Whether it counts for the minimum (ecs: ). */
export function isHealthy({ tasks }: Simulation, task: TaskIndex): boolean {
  return (tasks.holding[task]! & Holding.HEALTHY) !== 0;
}

/** Whether its checks have failed out of its grace period, so that it is to be replaced (ecs: ). */
export function isUnhealthy({ tasks }: Simulation, task: TaskIndex): boolean {
  return (tasks.holding[task]! & Holding.UNHEALTHY) !== 0;
}

/** Whether scale-in protection keeps it from the scheduler's stops; not from those of its host's retirement (ecs: ). */
export function isProtected({ protectedUntil, retired, now }: Simulation, task: TaskIndex): boolean {
  const until = protectedUntil.get(task);
  return until !== undefined && until > now && !retired.has(task);
}
