import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { managedRun } from '../managed-run.ts';

/** Before the first scale-in. */
const UNTIL_MS = 10 * 60_000;

/** What a group without instances launches for tasks that one instance would hold (ecs: ). */
export const casFromZero: Adapter = adapter(
  'cas-from-zero',
  form({ N: z.literal(0), provisioningTasks: taskCount.min(1) }, ({ N, provisioningTasks: tasks }) => {
    const log = managedRun(UNTIL_MS, { instances: N, tasks, tasksPerInstance: tasks });
    return { instancesLaunched: log.reached('REGISTERING').length };
  }),
);
