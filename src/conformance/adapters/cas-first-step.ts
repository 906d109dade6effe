import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { managedRun } from '../managed-run.ts';

/** Before the warm-up of the first instances has passed (ecs: ). */
const UNTIL_MS = 4 * 60_000;

/** What a group without instances launches first, however many it needs (ecs: ). */
export const casFirstStep: Adapter = adapter(
  'cas-first-step',
  form(
    {
      N: z.literal(0),
      provisioningTasks: taskCount.min(1),
      tasksPerInstance: taskCount.min(1),
      targetCapacity: z.int().min(1).max(100),
    },
    ({ N, provisioningTasks: tasks, tasksPerInstance, targetCapacity }) => {
      const run = { instances: N, tasks, tasksPerInstance, managedScaling: { targetCapacity } };
      const log = managedRun(UNTIL_MS, run);
      return { launchedFirst: log.reached('REGISTERING').length, M: log.measured[0]!.needed };
    },
  ),
);
