import { assert } from '../kernel/assert.ts';
import { InstanceStatus } from '../model/instance-status.ts';
import { TaskStatus } from '../model/task-status.ts';
import { Holding, NONE, type TaskIndex } from '../model/task-table.ts';
import { overlaps } from '../policies/placement/has-room.ts';
import type { PortNeed } from '../policies/placement/placement.ts';
import { isOfDaemon } from './services/service.ts';
import type { Simulation } from './simulation.ts';
import { noteRoom } from './waiting.ts';
import { rulesOf } from './workload.ts';

/** The control plane counts the task on its instance (ecs: a). */
export function takeControl(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet, now } = simulation;
  const instance = tasks.instance[task]!;
  tasks.holding[task]! |= Holding.CONTROL;
  if (instance !== NONE) {
    fleet.cpuFree[instance]! -= tasks.cpu[task]!;
    fleet.memoryFree[instance]! -= tasks.memory[task]!;
    fleet.gpuFree[instance]! -= tasks.gpu[task]!;
    const { enis, ports } = rulesOf(simulation, task).requirements;
    fleet.enisFree[instance]! -= enis;
    if (ports !== null) {
      fleet.portsLeft[instance]! -= ports.count;
      takePorts(fleet.portBits, instance, ports);
    }
    assert(
      fleet.cpuFree[instance]! >= 0 &&
        fleet.memoryFree[instance]! >= 0 &&
        fleet.gpuFree[instance]! >= 0 &&
        fleet.enisFree[instance]! >= 0 &&
        fleet.portsLeft[instance]! >= 0,
      'a container instance was given more than it has',
    );
    const cluster = simulation.clusterStates[fleet.cluster[instance]!]!;
    cluster.view.lastPlaced = instance;
    cluster.placementIndex.update(instance);
    link(simulation, task, instance);
    if (cluster.usesGroups) cluster.view.groups.placed(tasks.group[task]!, instance);
    if (cluster.asksAboutTasks) noteRoom(simulation, instance);
  }
  const { taskAccepted, taskPlaced } = simulation.listeners;
  if (tasks.status[task] === TaskStatus.NONE)
    for (let i = 0; i < taskAccepted.length; i++) taskAccepted[i]!.taskAccepted(now, task);
  for (let i = 0; i < taskPlaced.length; i++) taskPlaced[i]!.taskPlaced(now, task);
}

/** desiredStatus becomes STOPPED: to the control plane the room is free at once (ecs: a). */
export function releaseControl(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet, now } = simulation;
  tasks.holding[task]! &= ~Holding.WANTED;
  if ((tasks.holding[task]! & Holding.CONTROL) === 0) return;
  tasks.holding[task]! &= ~Holding.CONTROL;
  const listeners = simulation.listeners.taskReleased;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.taskReleased(now, task);
  const instance = tasks.instance[task]!;
  if (instance === NONE) return;
  fleet.cpuFree[instance]! += tasks.cpu[task]!;
  fleet.memoryFree[instance]! += tasks.memory[task]!;
  fleet.gpuFree[instance]! += tasks.gpu[task]!;
  const { ports } = rulesOf(simulation, task).requirements;
  if (ports !== null) {
    fleet.portsLeft[instance]! += ports.count;
    releasePorts(fleet.portBits, instance, ports);
  }
  const cluster = simulation.clusterStates[fleet.cluster[instance]!]!;
  cluster.placementIndex.update(instance);
  if (cluster.usesGroups) cluster.view.groups.released(tasks.group[task]!, instance);
  noteRoom(simulation, instance);
}

/** The agent takes the task in if the host has room for it; equality fits (ecs: b). */
export function takeHost(simulation: Simulation, task: TaskIndex): boolean {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task]!;
  const cpu = fleet.hostCpuFree[instance]! - tasks.cpu[task]!;
  const memory = fleet.hostMemoryFree[instance]! - tasks.memory[task]!;
  const gpu = fleet.hostGpuFree[instance]! - tasks.gpu[task]!;
  const { ports } = rulesOf(simulation, task).requirements;
  if (cpu < 0 || memory < 0 || gpu < 0) return false;
  if (ports !== null && overlaps(fleet.hostPortBits, instance, ports.bits)) return false;
  fleet.hostCpuFree[instance] = cpu;
  fleet.hostMemoryFree[instance] = memory;
  fleet.hostGpuFree[instance] = gpu;
  if (ports !== null) takePorts(fleet.hostPortBits, instance, ports);
  tasks.holding[task]! |= Holding.HOST;
  return true;
}

export function releaseHost(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet } = simulation;
  if ((tasks.holding[task]! & Holding.HOST) === 0) return;
  tasks.holding[task]! &= ~Holding.HOST;
  const instance = tasks.instance[task]!;
  fleet.hostCpuFree[instance]! += tasks.cpu[task]!;
  fleet.hostMemoryFree[instance]! += tasks.memory[task]!;
  fleet.hostGpuFree[instance]! += tasks.gpu[task]!;
  const { ports } = rulesOf(simulation, task).requirements;
  if (ports !== null) releasePorts(fleet.hostPortBits, instance, ports);
}

function takePorts(taken: readonly Int32Array[], instance: number, { bits }: PortNeed): void {
  for (const [word, mask] of bits.entries()) taken[word]![instance]! |= mask;
}

function releasePorts(taken: readonly Int32Array[], instance: number, { bits }: PortNeed): void {
  for (const [word, mask] of bits.entries()) taken[word]![instance]! &= ~mask;
}

function link(simulation: Simulation, task: TaskIndex, instance: number): void {
  const { tasks, fleet } = simulation;
  const first = fleet.firstTask[instance]!;
  tasks.previous[task] = NONE;
  tasks.next[task] = first;
  if (first !== NONE) tasks.previous[first] = task;
  fleet.firstTask[instance] = task;
  fleet.taskCount[instance]!++;
  if (!isOfDaemon(simulation, task)) changeWork(simulation, instance, 1);
}

function changeWork({ fleet, launchKinds }: Simulation, instance: number, by: 1 | -1): void {
  const before = fleet.workCount[instance]!;
  fleet.workCount[instance] = before + by;
  const group = launchKinds[fleet.entry[instance]!]?.group;
  if (group === undefined || fleet.status[instance] !== InstanceStatus.ACTIVE) return;
  group.inUse += Number(before + by > 0) - Number(before > 0);
}

/** Takes a STOPPED task off its instance. */
export function unlink(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task]!;
  const next = tasks.next[task]!;
  const previous = tasks.previous[task]!;
  if (previous === NONE) fleet.firstTask[instance] = next;
  else tasks.next[previous] = next;
  if (next !== NONE) tasks.previous[next] = previous;
  fleet.taskCount[instance]!--;
  if (!isOfDaemon(simulation, task)) changeWork(simulation, instance, -1);
  const { enis } = rulesOf(simulation, task).requirements;
  const cluster = simulation.clusterStates[fleet.cluster[instance]!]!;
  if (enis > 0) {
    fleet.enisFree[instance]! += enis;
    cluster.placementIndex.update(instance);
  }
  if (cluster.usesGroups) cluster.view.groups.gone(tasks.group[task]!, instance);
  if (enis > 0 || cluster.usesGroups || cluster.asksAboutTasks) noteRoom(simulation, instance);
}

/** The last to join the host's queue waits longest; its head blocks the rest (ecs: b). */
export function joinHostQueue(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task]!;
  tasks.holding[task]! |= Holding.QUEUED;
  tasks.queueNext[task] = NONE;
  if (fleet.queueHead[instance] === NONE) fleet.queueHead[instance] = task;
  else tasks.queueNext[fleet.queueTail[instance]!] = task;
  fleet.queueTail[instance] = task;
}

export function leaveHostQueue(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet } = simulation;
  if ((tasks.holding[task]! & Holding.QUEUED) === 0) return;
  tasks.holding[task]! &= ~Holding.QUEUED;
  const instance = tasks.instance[task]!;
  let before = NONE;
  for (let row = fleet.queueHead[instance]!; row !== task; row = tasks.queueNext[row]!) before = row;
  const next = tasks.queueNext[task]!;
  if (before === NONE) fleet.queueHead[instance] = next;
  else tasks.queueNext[before] = next;
  if (next === NONE) fleet.queueTail[instance] = before;
}

/** Whether the ideal fleet's instance has nothing left on it and is to be closed. */
export function isEmptyAndOpen(simulation: Simulation, instance: number): boolean {
  return (
    simulation.fleet.taskCount[instance] === 0 && simulation.fleet.status[instance] === InstanceStatus.ACTIVE
  );
}
