import * as z from 'zod';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { instanceCount, taskCount } from '../given.ts';
import { firstDecision } from '../managed-run.ts';

const targetCapacity = z.int().min(1).max(100);
const tasksPerInstance = taskCount.min(1);

/** M and the reservation that follows from it, and the desired capacity that it calls for (ecs: ). */
export const cpr: Adapter = adapter(
  'cpr',
  form(
    { N: instanceCount, tasks: taskCount, tasksPerInstance, provisioning: taskCount, targetCapacity },
    ({ N: instances, tasks, tasksPerInstance, provisioning, targetCapacity }) =>
      tasks - provisioning === instances * tasksPerInstance
        ? firstDecision({ instances, tasks, tasksPerInstance, managedScaling: { targetCapacity } })
        : NOT_COVERED,
  ),
  form(
    {
      N: instanceCount,
      tasks: taskCount,
      emptyInstances: instanceCount,
      managedTerminationProtection: z.boolean(),
      targetCapacity,
    },
    ({ N: instances, tasks, emptyInstances, managedTerminationProtection, targetCapacity }) =>
      emptyInstances < instances
        ? firstDecision({
            instances,
            tasks,
            tasksPerInstance: Math.ceil(tasks / (instances - emptyInstances)),
            managedTerminationProtection,
            managedScaling: { targetCapacity },
          })
        : NOT_COVERED,
  ),
  // As many tasks as instances are needed, each as large as an instance.
  form({ M: taskCount, N: instanceCount, targetCapacity }, ({ M, N, targetCapacity }) =>
    firstDecision({ instances: N, tasks: M, tasksPerInstance: 1, managedScaling: { targetCapacity } }),
  ),
  form(
    { spotN: instanceCount, tasks: taskCount, spotTasks: taskCount, tasksPerInstance, targetCapacity },
    ({ spotN: instances, spotTasks: tasks, tasksPerInstance, targetCapacity }) =>
      firstDecision({ instances, tasks, tasksPerInstance, managedScaling: { targetCapacity } }),
  ),
  form(
    { odN: instanceCount, odTasks: taskCount, tasksPerInstance, targetCapacity },
    ({ odN: instances, odTasks: tasks, tasksPerInstance, targetCapacity }) =>
      firstDecision({ instances, tasks, tasksPerInstance, managedScaling: { targetCapacity } }),
  ),
);
