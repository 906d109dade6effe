import { toGrid } from '../../environment/distributions/sampler.ts';
import { Stream } from '../../kernel/streams.ts';
import { StopCode, TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { changeTaskStatus } from '../change-status.ts';
import { stopAccepted } from '../life.ts';
import type { Cluster, Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { joinQueue, refusalReason, type WaitQueue } from '../waiting.ts';
import type { Workload } from '../workload.ts';
import { managedGroup } from './group.ts';

/** Whether a task that finds no instance of its capacity provider waits for one in PROVISIONING (ecs: ). */
export function waitsInProvisioning(simulation: Simulation, task: TaskIndex, workload: Workload): boolean {
  return isManaged(simulation, task) && !isFull(simulation, workload);
}

/** Whether it would, were there not as many already as a cluster can have. */
export function isHeldFromProvisioning(simulation: Simulation, task: TaskIndex, workload: Workload): boolean {
  return isManaged(simulation, task) && isFull(simulation, workload);
}

function isManaged(simulation: Simulation, task: TaskIndex): boolean {
  return managedGroup(simulation, simulation.tasks.provider[task]!) !== null;
}

function isFull({ clusterStates, scenario }: Simulation, { cluster }: Workload): boolean {
  return clusterStates[cluster]!.provisioning >= scenario.timings['provisioning.mostTasks'];
}

/** The task is accepted without an instance: managed scaling sees it, and it is placed when there is room. */
export function acceptInProvisioning(
  simulation: Simulation,
  task: TaskIndex,
  workload: Workload,
  reason: number,
): void {
  accept(simulation, task, joinQueue(simulation, task, workload, reason));
}

/** Those who could not be accepted because too many were in PROVISIONING call again. */
export function acceptMore(simulation: Simulation, cluster: Cluster): void {
  const { tasks, scenario } = simulation;
  const most = scenario.timings['provisioning.mostTasks'];
  if (cluster.provisioning >= most || cluster.waiting === cluster.provisioning) return;
  for (const queue of cluster.queues) {
    for (let task = queue.head; task !== NONE; task = tasks.next[task]!) {
      if (cluster.provisioning >= most) return;
      if (tasks.status[task] !== TaskStatus.NONE) continue;
      if (managedGroup(simulation, tasks.provider[task]!) !== null) accept(simulation, task, queue);
    }
  }
}

/** PROVISIONING_TIMED_OUT: there was no capacity for too long (ecs: ). */
export function provisioningTimedOut(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now, listeners } = simulation;
  if (tasks.queue[task] === NONE) return;
  for (const observer of listeners.provisioningTimedOut) observer.provisioningTimedOut(now, task);
  const cluster = simulation.clusterStates[simulation.workloadStates[tasks.workload[task]!]!.cluster]!;
  const reason = simulation.reasons[refusalReason(simulation, task)]!;
  stopAccepted(
    simulation,
    task,
    StopCode.TaskFailedToStart,
    simulation.reason(`TaskFailedToStart: ${reason}`),
  );
  acceptMore(simulation, cluster);
}

function accept(simulation: Simulation, task: TaskIndex, queue: WaitQueue): void {
  const { tasks, now, scenario } = simulation;
  simulation.clusterStates[queue.cluster]!.provisioning++;
  queue.accepted++;
  tasks.createdAt[task] = now;
  changeTaskStatus(simulation, task, TaskStatus.PROVISIONING);
  for (const observer of simulation.listeners.taskAccepted) observer.taskAccepted(now, task);
  const { seed, resolutionMs } = scenario.simulation;
  const { 'provisioning.leastWait': least, 'provisioning.mostWait': most } = scenario.timings;
  // By the task alone, so that nobody else's wait moves it.
  const drawn = new Stream(`${seed}/provisioning/${simulation.taskId(task)}`).next();
  const waitMs = toGrid(least + drawn * (most - least), resolutionMs);
  simulation.setTaskTimer(waitMs, Phase.END, TimerKind.PROVISIONING_TIMED_OUT, task);
}
