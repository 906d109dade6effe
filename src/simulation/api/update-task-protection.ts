import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { protectionFailure } from '../../policies/deployment/task-protection.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import { isProtected } from '../services/count-tasks.ts';
import { setPass } from '../services/pass.ts';
import type { Service } from '../services/service.ts';
import { sayTooManyProtected } from '../services/stuck.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';

type Request = Extract<ActionSpec, { readonly kind: 'updateTaskProtection' }>;

/**
 * UpdateTaskProtection: from now on the tasks are protected for so many minutes, or no longer (ecs: ). Gives the
 * sentence of a refusal, or null; a task that is refused does not hold back the others.
 */
export function updateTaskProtection(simulation: Simulation, request: Request): string | null {
  const failures: string[] = [];
  for (const id of request.tasks) {
    const task = findTask(simulation, request.cluster, id);
    const reason = task === NONE ? 'MISSING' : protect(simulation, task, request);
    if (reason !== null) failures.push(`${id} ${reason}`);
  }
  return failures.length === 0
    ? null
    : `AWS would have refused an action: UpdateTaskProtection: ${failures.join(', ')}`;
}

/** Why the task is refused, or null. */
function protect(
  simulation: Simulation,
  task: TaskIndex,
  { service: name, protectionEnabled, expiresInMinutes }: Request,
): string | null {
  const { tasks, deployments, protectedUntil, now } = simulation;
  const service = deployments[tasks.deployment[task]! - 1]?.service;
  const isAsked = service !== undefined && (name === null || service.spec.serviceName === name);
  if (!isAsked) return protectionFailure({ desiredCount: null, protectedTasks: 0 });
  if (!protectionEnabled) {
    protectedUntil.delete(task);
    setPass(simulation, service, now);
    return null;
  }
  const others = protectedTasks(simulation, service).filter((other) => other !== task);
  const failure = protectionFailure({ desiredCount: service.desired, protectedTasks: others.length + 1 });
  if (failure === 'DEPLOYMENT_BLOCKED') sayTooManyProtected(simulation, service);
  if (failure !== null) return failure;
  const until = now + expiresInMinutes * 60_000;
  protectedUntil.set(task, until);
  simulation.timers.push(until, Phase.START, TimerKind.PROTECTION_ENDED, task, 0);
  setPass(simulation, service, now);
  return null;
}

/** PROTECTION_ENDED: unless a later call has set the clock anew, the service may stop the task again. */
export function protectionEnded(simulation: Simulation, task: TaskIndex): void {
  const { protectedUntil, deployments, tasks, now } = simulation;
  if (protectedUntil.get(task) !== now) return;
  protectedUntil.delete(task);
  setPass(simulation, deployments[tasks.deployment[task]! - 1]!.service, now);
}

function protectedTasks(simulation: Simulation, { deployments }: Service): TaskIndex[] {
  return deployments.flatMap((deployment) =>
    [...deployment.tasks].filter((task) => isProtected(simulation, task)),
  );
}

/** A task whose desiredStatus is RUNNING, by its id. */
function findTask(simulation: Simulation, cluster: string, id: string): TaskIndex {
  const { tasks, workloadStates, clusters } = simulation;
  const found = tasks
    .liveTasks()
    .find(
      (task) =>
        clusters[workloadStates[tasks.workload[task]!]!.cluster] === cluster &&
        simulation.taskId(task) === id &&
        tasks.status[task] !== TaskStatus.NONE &&
        tasks.isWanted(task),
    );
  return found ?? NONE;
}
