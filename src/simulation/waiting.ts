import { TaskStatus } from '../model/task-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';
import { instanceFits } from '../policies/placement/place-task.ts';
import { placementFailureReason } from '../policies/placement/unmet.ts';
import { managedGroup } from './groups/group.ts';
import { acceptMore } from './groups/provisioning.ts';
import { unmetByIdeal } from './ideal-fleet.ts';
import { findInstance, placeOnFargate, placeOnInstance } from './place.ts';
import { fargateRefusal } from './rates/fargate-launches.ts';
import { callRunTask, mayCallRunTask, RATE_EXCEEDED } from './rates/run-task-calls.ts';
import type { Cluster, Simulation } from './simulation.ts';
import { Phase, TimerKind } from './timer-kind.ts';
import { rulesOf, type Workload } from './workload.ts';

/**
 * Tasks that were refused and wait, all alike: if the first does not fit, none does. So what a change costs depends on
 * how many kinds of task wait and never on how many tasks do. With `waitOrder: strict` a workload has one queue, whatever
 * its tasks' sizes; its first blocks the rest.
 */
export interface WaitQueue {
  readonly key: string;
  readonly cluster: number;
  readonly workload: number;
  readonly number: number;
  /** `onFailure: retry`: only a poll can place a task. */
  readonly everyMs: number | null;
  /** `waitOrder: strict`: nobody is placed before the first in line. */
  readonly strict: boolean;
  /** Its tasks are given up after a time. */
  readonly givesUp: boolean;
  head: number;
  tail: number;
  /** Of its tasks those that are in PROVISIONING. */
  accepted: number;
  /** Retrying tasks in order of their place on the grid, then of request. */
  polls: number[];
  /** The poll that is set; older POLL timers are stale. */
  generation: number;
  armed: boolean;
  /** Why its tasks were refused. */
  reason: number;
}

/** Puts a refused task into the queue of its like, and gives that. */
export function joinQueue(
  simulation: Simulation,
  task: TaskIndex,
  workload: Workload,
  reason: number,
): WaitQueue {
  const { tasks } = simulation;
  const cluster = simulation.clusterStates[workload.cluster]!;
  const queue =
    findQueue(simulation, task, workload) ?? openQueue(simulation, cluster, task, workload, reason);
  tasks.queue[task] = queue.number;
  cluster.waiting++;
  workload.waiting++;
  if (queue.everyMs !== null) {
    queue.polls.splice(pollPosition(simulation, queue, task), 0, task);
    return queue;
  }
  tasks.next[task] = NONE;
  tasks.previous[task] = queue.tail;
  if (queue.tail === NONE) queue.head = task;
  else tasks.next[queue.tail] = task;
  queue.tail = task;
  return queue;
}

/** Takes a task out of its queue: it was placed, or nobody waits for it any more. */
export function leaveQueue(simulation: Simulation, task: TaskIndex): void {
  const { tasks } = simulation;
  const number = tasks.queue[task]!;
  const workload = simulation.workloadStates[tasks.workload[task]!]!;
  const cluster = simulation.clusterStates[workload.cluster]!;
  const position = cluster.queues.findIndex((candidate) => candidate.number === number);
  const queue = cluster.queues[position]!;
  tasks.queue[task] = NONE;
  cluster.waiting--;
  workload.waiting--;
  if (tasks.status[task] === TaskStatus.PROVISIONING) {
    cluster.provisioning--;
    queue.accepted--;
  }
  if (queue.everyMs !== null) queue.polls.splice(pollPosition(simulation, queue, task), 1);
  else {
    const next = tasks.next[task]!;
    const previous = tasks.previous[task]!;
    if (previous === NONE) queue.head = next;
    else tasks.next[previous] = next;
    if (next === NONE) queue.tail = previous;
    else tasks.previous[next] = previous;
  }
  if (queue.head === NONE && queue.polls.length === 0) {
    cluster.queues[position] = cluster.queues[cluster.queues.length - 1]!;
    cluster.queues.pop();
  }
}

/** The queue of tasks like this one, if any waits. */
export function findQueue(
  simulation: Simulation,
  task: TaskIndex,
  workload: Workload,
): WaitQueue | undefined {
  if (workload.waiting === 0) return undefined;
  const key = keyOf(simulation, task, workload);
  return simulation.clusterStates[workload.cluster]!.queues.find((queue) => queue.key === key);
}

/** Something was released on an instance: those who wait are looked at once all else of the instant has ended. */
export function noteRoom(simulation: Simulation, instance: number): void {
  const { fleet } = simulation;
  const cluster = simulation.clusterStates[fleet.cluster[instance]!]!;
  if (cluster.waiting === 0) return;
  if (fleet.changed[instance] === 0) {
    fleet.changed[instance] = 1;
    cluster.changed.push(instance);
  }
  setWaitingPass(simulation, cluster);
}

/** An Availability Zone is back: whoever waits in the cluster is looked at once all else of the instant has ended. */
export function lookAtAllQueues(simulation: Simulation, cluster: Cluster): void {
  if (cluster.waiting === 0) return;
  cluster.looksAtAll = true;
  setWaitingPass(simulation, cluster);
}

function setWaitingPass({ timers, now }: Simulation, cluster: Cluster): void {
  if (cluster.passIsSet) return;
  cluster.passIsSet = true;
  timers.push(now, Phase.WAITING, TimerKind.WAITING_PASS, cluster.index, 0);
}

/** WAITING_PASS: first come first served over all who wait; one that does not fit never blocks a later one. */
export function waitingPass(simulation: Simulation, clusterIndex: number): void {
  const cluster = simulation.clusterStates[clusterIndex]!;
  const { tasks, fleet } = simulation;
  cluster.passIsSet = false;
  // What is placed in this pass can change an instance anew; that is for the next one.
  const { changed } = cluster;
  cluster.changed = [];
  for (const instance of changed) fleet.changed[instance] = 0;
  const hopeful: WaitQueue[] = [];
  for (const queue of cluster.queues) {
    if (!fitsOneOf(simulation, cluster, changed, headOf(simulation, queue))) continue;
    if (queue.everyMs === null) hopeful.push(queue);
    else if (!queue.armed) setPoll(simulation, queue, simulation.now);
  }
  cluster.looksAtAll = false;
  // The one that has waited longest stands last.
  hopeful.sort((one, other) => tasks.ordinal[other.head]! - tasks.ordinal[one.head]!);
  for (let queue = hopeful.pop(); queue !== undefined; queue = hopeful.pop())
    if (placeWaiting(simulation, queue.head, queue) && queue.head !== NONE)
      insert(simulation, hopeful, queue);
  if (simulation.groups.length > 0) acceptMore(simulation, cluster);
}

/** Puts a queue where its first task stands among those of the others, the longest waiting last. */
function insert({ tasks: { ordinal } }: Simulation, queues: WaitQueue[], queue: WaitQueue): void {
  let low = 0;
  let high = queues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordinal[queues[middle]!.head]! > ordinal[queue.head]!) low = middle + 1;
    else high = middle;
  }
  queues.splice(low, 0, queue);
}

/** POLL: the retrying client whose turn it is calls RunTask again. */
export function pollDue(simulation: Simulation, number: number, generation: number): void {
  const queue = simulation.clusterStates
    .flatMap((cluster) => cluster.queues)
    .find((other) => other.number === number);
  if (queue === undefined || !queue.armed || queue.generation !== generation) return;
  queue.armed = false;
  const task = nextInTurn(simulation, queue, simulation.now);
  if ((simulation.now - simulation.tasks.requestedAt[task]!) % queue.everyMs! !== 0) {
    // Whose turn this was has given up: the next one calls on its own grid.
    setPoll(simulation, queue, simulation.now);
    return;
  }
  if (placeWaiting(simulation, task, queue) && queue.polls.length > 0)
    setPoll(simulation, queue, simulation.now);
}

/** Places a task that waits in a queue, if it fits now. */
function placeWaiting(simulation: Simulation, task: TaskIndex, queue: WaitQueue): boolean {
  const workload = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  const { tasks } = simulation;
  const isAccepted = tasks.status[task] === TaskStatus.PROVISIONING;
  if (!isAccepted && !mayCallRunTask(simulation, workload, tasks.provider[task]!)) return false;
  if (workload.fargate) return placeWaitingOnFargate(simulation, task, workload);
  const instance = findInstance(simulation, task);
  if (instance === NONE) {
    noteRefusal(simulation, task, queue);
    return false;
  }
  if (!isAccepted) callRunTask(simulation, workload);
  leaveQueue(simulation, task);
  placeOnInstance(simulation, task, instance);
  return true;
}

/** Those who were throttled wait for room now: newcomers are told so, too. */
function noteRefusal(simulation: Simulation, task: TaskIndex, queue: WaitQueue): void {
  if (simulation.reasons[queue.reason] === RATE_EXCEEDED) queue.reason = refusalReason(simulation, task);
}

/** It waits because it was throttled, or for vCPUs under a quota, or every zone that it could go to is out. */
function placeWaitingOnFargate(simulation: Simulation, task: TaskIndex, workload: Workload): boolean {
  if (!isTakenByFargate(simulation, task, workload)) return false;
  callRunTask(simulation, workload);
  leaveQueue(simulation, task);
  placeOnFargate(simulation, task, workload);
  return true;
}

function isTakenByFargate(simulation: Simulation, task: TaskIndex, workload: Workload): boolean {
  const { provider, cpu } = simulation.tasks;
  return fargateRefusal(simulation, workload, provider[task]!, cpu[task]!) === null;
}

/** The reason of a refusal as an index. */
export function refusalReason(simulation: Simulation, task: TaskIndex): number {
  fillRequest(simulation, task);
  const rules = rulesOf(simulation, task);
  const { cluster } = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  return simulation.reason(
    unmetByIdeal(simulation, cluster, rules) ??
      placementFailureReason(simulation.clusterStates[cluster]!.view, simulation.request, rules),
  );
}

function headOf(simulation: Simulation, queue: WaitQueue): TaskIndex {
  return queue.everyMs === null ? queue.head : nextInTurn(simulation, queue, simulation.now);
}

/** Of retrying tasks the one that calls next: with `strict` the first in line, else whose place on the grid comes first. */
function nextInTurn(simulation: Simulation, queue: WaitQueue, fromMs: number): TaskIndex {
  if (!queue.strict) return queue.polls[nextPoll(simulation, queue, fromMs)]!;
  const { ordinal } = simulation.tasks;
  return queue.polls.reduce((first, task) => (ordinal[task]! < ordinal[first]! ? task : first));
}

function fitsOneOf(
  simulation: Simulation,
  cluster: Cluster,
  changed: readonly number[],
  task: TaskIndex,
): boolean {
  const workload = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  if (workload.fargate) return isTakenByFargate(simulation, task, workload);
  if (cluster.looksAtAll) return true;
  fillRequest(simulation, task);
  const rules = rulesOf(simulation, task);
  return changed.some((instance) => instanceFits(cluster.view, instance, simulation.request, rules));
}

/** What placing this task asks for. */
export function fillRequest(simulation: Simulation, task: TaskIndex): void {
  const { tasks, request } = simulation;
  request.cpu = tasks.cpu[task]!;
  request.memory = tasks.memory[task]!;
  request.gpu = tasks.gpu[task]!;
  request.group = tasks.group[task]!;
}

function keyOf(simulation: Simulation, task: TaskIndex, workload: Workload): string {
  if (workload.spec.waitOrder === 'strict') return `${workload.index}`;
  const { tasks } = simulation;
  const group = workload.distinctInstance ? tasks.group[task] : '';
  return `${workload.index}/${tasks.cpu[task]}/${tasks.memory[task]}/${tasks.gpu[task]}/${tasks.provider[task]}/${group}`;
}

function openQueue(
  simulation: Simulation,
  cluster: Cluster,
  task: TaskIndex,
  workload: Workload,
  reason: number,
): WaitQueue {
  const queue: WaitQueue = {
    key: keyOf(simulation, task, workload),
    cluster: cluster.index,
    workload: workload.index,
    number: simulation.queuesMade++,
    // Who waits in PROVISIONING does not call again.
    everyMs:
      managedGroup(simulation, simulation.tasks.provider[task]!) === null ? workload.retryEveryMs : null,
    strict: workload.spec.waitOrder === 'strict',
    givesUp: workload.lastRetryMs !== null,
    head: NONE,
    tail: NONE,
    accepted: 0,
    polls: [],
    generation: 0,
    armed: false,
    reason,
  };
  cluster.queues.push(queue);
  return queue;
}

function setPoll(simulation: Simulation, queue: WaitQueue, fromMs: number): void {
  const task = nextInTurn(simulation, queue, fromMs);
  const every = queue.everyMs!;
  const wait = (((simulation.tasks.requestedAt[task]! - fromMs) % every) + every) % every;
  queue.armed = true;
  queue.generation = (queue.generation + 1) & 0x7fffffff;
  simulation.timers.push(fromMs + wait, Phase.WAITING, TimerKind.POLL, queue.number, queue.generation);
}

/** Position of the first poll at or after a moment, going round the grid. */
function nextPoll(simulation: Simulation, queue: WaitQueue, fromMs: number): number {
  const every = queue.everyMs!;
  const offset = fromMs % every;
  const { requestedAt } = simulation.tasks;
  let low = 0;
  let high = queue.polls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (requestedAt[queue.polls[middle]!]! % every < offset) low = middle + 1;
    else high = middle;
  }
  return low === queue.polls.length ? 0 : low;
}

/** Where a task stands, or would stand, among the polls. */
function pollPosition(simulation: Simulation, queue: WaitQueue, task: TaskIndex): number {
  const every = queue.everyMs!;
  const { requestedAt, ordinal } = simulation.tasks;
  const offset = requestedAt[task]! % every;
  let low = 0;
  let high = queue.polls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = queue.polls[middle]!;
    const otherOffset = requestedAt[other]! % every;
    if (otherOffset < offset || (otherOffset === offset && ordinal[other]! < ordinal[task]!))
      low = middle + 1;
    else high = middle;
  }
  return low;
}
