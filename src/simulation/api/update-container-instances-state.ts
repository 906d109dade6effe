import { InstanceStatus } from '../../model/instance-status.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { ActionSpec } from '../../scenario/action-spec.ts';
import { changeInstanceStatus } from '../change-status.ts';
import { closeIdealInstance } from '../ideal-fleet.ts';
import { instanceById } from '../instance-by-id.ts';
import { isEmptyAndOpen } from '../ledger.ts';
import { isProtected } from '../services/count-tasks.ts';
import { say, taskList } from '../services/service-events.ts';
import { stopByScheduler } from '../services/stop-by-scheduler.ts';
import type { Simulation } from '../simulation.ts';
import { noteRoom } from '../waiting.ts';

const { ACTIVE, DRAINING } = InstanceStatus;

/**
 * UpdateContainerInstancesState: an instance drains, or takes tasks again (ecs: ). Gives the sentence of a
 * refusal, or null: an id that is not there or is neither ACTIVE nor DRAINING is refused by itself.
 */
export function updateContainerInstancesState(
  simulation: Simulation,
  {
    cluster,
    containerInstances,
    status,
  }: Extract<ActionSpec, { readonly kind: 'updateContainerInstancesState' }>,
): string | null {
  const { fleet } = simulation;
  if (status === 'ACTIVE') simulation.activationsDue--;
  const failures: string[] = [];
  for (const id of containerInstances) {
    const instance = instanceById(simulation, cluster, id);
    const before = instance === NONE ? NONE : fleet.status[instance];
    if (before !== ACTIVE && before !== DRAINING)
      failures.push(`${id} ${instance === NONE ? 'MISSING' : 'INACTIVE'}`);
    else if (status === 'DRAINING' && before === ACTIVE) drain(simulation, instance);
    else if (status === 'ACTIVE' && before === DRAINING) takeTasksAgain(simulation, instance);
  }
  return failures.length === 0
    ? null
    : `AWS would have refused an action: UpdateContainerInstancesState: ${failures.join(', ')}`;
}

/** It takes no task any more; what its services do about those that it has is for their next passes. */
export function drain(simulation: Simulation, instance: number): void {
  changeInstanceStatus(simulation, instance, DRAINING);
  stopPending(simulation, instance);
}

/** Tasks of services that do not run yet stop at once; daemons are the last to stop (ecs: ). */
function stopPending(simulation: Simulation, instance: number): void {
  const { deployments } = simulation;
  const byService = new Map<number, string[]>();
  for (const task of pendingTasks(simulation, instance)) {
    const service = deployments[simulation.tasks.deployment[task]! - 1]?.service;
    if (service?.spec.schedulingStrategy !== 'REPLICA' || isProtected(simulation, task)) continue;
    const stopped = byService.get(service.index) ?? [];
    byService.set(service.index, stopped);
    stopByScheduler(simulation, task, stopped);
  }
  for (const [index, stopped] of byService)
    say(
      simulation,
      simulation.serviceStates[index]!,
      `has stopped ${stopped.length} running tasks: ${taskList(stopped)}.`,
      true,
    );
}

function pendingTasks({ tasks, fleet }: Simulation, instance: number): TaskIndex[] {
  const found: TaskIndex[] = [];
  for (let task = fleet.firstTask[instance]!; task !== NONE; task = tasks.next[task]!)
    if (tasks.isWanted(task) && tasks.status[task]! < TaskStatus.RUNNING) found.push(task);
  return found;
}

function takeTasksAgain(simulation: Simulation, instance: number): void {
  const { fleet, entries } = simulation;
  changeInstanceStatus(simulation, instance, ACTIVE);
  if (entries[fleet.entry[instance]!]!.ideal && isEmptyAndOpen(simulation, instance))
    closeIdealInstance(simulation, instance);
  noteRoom(simulation, instance);
}
