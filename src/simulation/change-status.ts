import { InstanceStatus } from '../model/instance-status.ts';
import { assertLegalTransition, TaskStatus } from '../model/task-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';
import { noteCluster, noteService } from './metrics/metric-groups.ts';
import { capacityAdded, clusterChanged } from './services/cluster-changed.ts';
import type { Simulation } from './simulation.ts';
import { noteRoom } from './waiting.ts';

/** The one place where a task's lastStatus changes. */
export function changeTaskStatus(simulation: Simulation, task: TaskIndex, to: TaskStatus): void {
  const { tasks, now } = simulation;
  const from = tasks.status[task] as TaskStatus;
  assertLegalTransition(from, to);
  tasks.status[task] = to;
  simulation.countEvent();
  simulation.digest.add(now, to, tasks.ordinal[task]!, tasks.instance[task]!);
  if (to === TaskStatus.RUNNING) noteRunning(simulation, task);
  const listeners = simulation.listeners.taskStatusChanged;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.taskStatusChanged(now, task, from, to);
  if (simulation.metrics.groups.length > 0) noteTask(simulation, task);
}

/** What metrics look at is another one: tasks that run, or that are to. */
function noteTask(simulation: Simulation, task: TaskIndex): void {
  const { service, cluster } = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  noteCluster(simulation, cluster);
  if (service !== NONE) noteService(simulation, service);
}

/** A constraint that asks about the tasks on an instance may hold there now. */
function noteRunning(simulation: Simulation, task: TaskIndex): void {
  const instance = simulation.tasks.instance[task]!;
  if (instance === NONE) return;
  const { asksAboutTasks } = simulation.clusterStates[simulation.fleet.cluster[instance]!]!;
  if (asksAboutTasks) noteRoom(simulation, instance);
}

const { ACTIVE, DRAINING } = InstanceStatus;

/** The one place where a container instance's status changes. */
export function changeInstanceStatus(simulation: Simulation, instance: number, to: InstanceStatus): void {
  const { fleet, now } = simulation;
  const from = fleet.status[instance] as InstanceStatus;
  fleet.status[instance] = to;
  simulation.draining += Number(to === DRAINING) - Number(from === DRAINING);
  countInGroup(simulation, instance, Number(to === ACTIVE) - Number(from === ACTIVE));
  simulation.clusterStates[fleet.cluster[instance]!]!.placementIndex.update(instance);
  simulation.countEvent();
  simulation.digest.add(now, 16 + to, instance, from);
  const listeners = simulation.listeners.instanceStatusChanged;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.instanceStatusChanged(now, instance, from, to);
  noteCluster(simulation, fleet.cluster[instance]!);
  if (simulation.serviceStates.length === 0) return;
  if (to === ACTIVE) capacityAdded(simulation, fleet.cluster[instance]!);
  clusterChanged(simulation, fleet.cluster[instance]!, from === DRAINING || to === DRAINING);
}

/** One more or one fewer of the ACTIVE instances of its group. */
function countInGroup({ fleet, launchKinds }: Simulation, instance: number, by: number): void {
  const group = launchKinds[fleet.entry[instance]!]?.group;
  if (group === undefined) return;
  group.active += by;
  if (fleet.workCount[instance]! > 0) group.inUse += by;
}
