import type { InstanceStatus } from '../model/instance-status.ts';
import { assertLegalTransition, type TaskStatus } from '../model/task-status.ts';
import type { TaskIndex } from '../model/task-table.ts';
import type { Simulation } from './simulation.ts';
import { updateOrders } from './update-orders.ts';

/** The one place where a task's lastStatus changes. */
export function changeTaskStatus(simulation: Simulation, task: TaskIndex, to: TaskStatus): void {
  const { tasks, now } = simulation;
  const from = tasks.status[task] as TaskStatus;
  assertLegalTransition(from, to);
  tasks.status[task] = to;
  simulation.countEvent();
  simulation.digest.add(now, to, tasks.ordinal[task]!, tasks.instance[task]!);
  const listeners = simulation.listeners.taskStatusChanged;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.taskStatusChanged(now, task, from, to);
}

/** The one place where a container instance's status changes. */
export function changeInstanceStatus(simulation: Simulation, instance: number, to: InstanceStatus): void {
  const { fleet, now } = simulation;
  const from = fleet.status[instance] as InstanceStatus;
  fleet.status[instance] = to;
  updateOrders(simulation, instance);
  simulation.countEvent();
  simulation.digest.add(now, 16 + to, instance, from);
  const listeners = simulation.listeners.instanceStatusChanged;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.instanceStatusChanged(now, instance, from, to);
}
