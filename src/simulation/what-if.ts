import { NONE, notYet, type TaskIndex } from '../model/task-table.ts';
import { placeTask } from '../policies/placement/place-task.ts';
import { placementFailureReason } from '../policies/placement/unmet.ts';
import { NO_ADDRESS, releaseAddress, takeAddress } from './addresses.ts';
import { terminateInstance } from './api/terminate-instances.ts';
import { releaseControl, takeControl, unlink } from './ledger.ts';
import { noAddressReason } from './life.ts';
import { isOfDaemon } from './services/service.ts';
import type { Simulation } from './simulation.ts';
import { fillRequest } from './waiting.ts';
import { rulesOf } from './workload.ts';

/** A task that is yet to be placed on container instances: its workload's rules, and its own size. */
export interface UnplacedTask {
  readonly workload: number;
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
  /** Number of its task group. */
  readonly group: number;
  /** The capacity provider that was chosen for it, or -1. */
  readonly provider: number;
}

/** Where a task would be placed: its row and its instance, or ECS's reason why nowhere. */
export type Placed =
  | { readonly task: TaskIndex; readonly instance: number; readonly reason: null }
  | { readonly task: -1; readonly instance: -1; readonly reason: string };

/** A task that was lost, and another one like it. */
export interface LostTask {
  readonly id: string;
  readonly again: UnplacedTask;
}

/**
 * The instances of a copy of a run are gone at once. Gives the tasks on them that were to run on, in order of their start;
 * those that had not started come last, in order of their request. Daemons end with their instance.
 */
export function loseInstances(copy: Simulation, lost: readonly number[]): LostTask[] {
  const { tasks } = copy;
  const running: TaskIndex[] = [];
  for (const instance of lost)
    for (let task = copy.fleet.firstTask[instance]!; task !== NONE; task = tasks.next[task]!)
      if (tasks.isWanted(task) && !isOfDaemon(copy, task)) running.push(task);
  const startOf = (task: TaskIndex) =>
    tasks.startedAt[task]! < 0 ? Number.MAX_SAFE_INTEGER : tasks.startedAt[task]!;
  running.sort((a, b) => startOf(a) - startOf(b) || tasks.ordinal[a]! - tasks.ordinal[b]!);
  const found = running.map((task) => ({ id: copy.taskId(task), again: anotherLike(copy, task) }));
  // A timer of a task that was gone has moved the queue on without being an event of the run.
  copy.beginInstant(Math.max(copy.now, copy.timers.at));
  for (const instance of lost) terminateInstance(copy, instance);
  return found;
}

/**
 * Places one more task in a copy of a run by the rules of its workload; it counts on its instance from then on. An ideal
 * fleet opens nothing for it.
 */
export function placeInCopy(copy: Simulation, wanted: UnplacedTask): Placed {
  const { tasks, fleet } = copy;
  const workload = copy.workloadStates[wanted.workload]!;
  const { view } = copy.clusterStates[workload.cluster]!;
  const task = addTask(copy, wanted);
  const rules = rulesOf(copy, task);
  fillRequest(copy, task);
  const before = view.lastPlaced;
  const instance = placeTask(view, copy.request, rules, copy.candidates, workload.placement);
  if (instance === NONE) {
    const reason = placementFailureReason(view, copy.request, rules);
    tasks.remove(task);
    return { task: NONE, instance: NONE, reason };
  }
  tasks.instance[task] = instance;
  tasks.zone[task] = fleet.zone[instance]!;
  takeControl(copy, task);
  if (workload.awsvpc) takeAddress(copy, task, workload);
  if (tasks.subnet[task] !== NO_ADDRESS) return { task, instance, reason: null };
  const reason = noAddressReason(copy, task);
  takeBack(copy, task);
  view.lastPlaced = before;
  return { task: NONE, instance: NONE, reason };
}

/** Undoes a placement in a copy. */
export function takeBack(copy: Simulation, task: TaskIndex): void {
  releaseControl(copy, task);
  releaseAddress(copy, task);
  unlink(copy, task);
  copy.tasks.remove(task);
}

/** Its task group's name is held, so that the number stays when the task is gone. */
function anotherLike({ tasks, groupNames }: Simulation, task: TaskIndex): UnplacedTask {
  return {
    workload: tasks.workload[task]!,
    cpu: tasks.cpu[task]!,
    memory: tasks.memory[task]!,
    gpu: tasks.gpu[task]!,
    group: groupNames.hold(groupNames.name(tasks.group[task]!)),
    provider: tasks.provider[task]!,
  };
}

/** A row for a task that has not been accepted; only its placement is asked for, so it has no durations. */
function addTask({ tasks, now }: Simulation, wanted: UnplacedTask): TaskIndex {
  const task = tasks.add();
  tasks.workload[task] = wanted.workload;
  tasks.cpu[task] = wanted.cpu;
  tasks.memory[task] = wanted.memory;
  tasks.gpu[task] = wanted.gpu;
  tasks.group[task] = wanted.group;
  tasks.provider[task] = wanted.provider;
  tasks.requestedAt[task] = now;
  tasks.startedAt[task] = notYet(0);
  tasks.next[task] = NONE;
  return task;
}
