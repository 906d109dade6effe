import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { managedRun } from '../managed-run.ts';

/** Time for some scale-outs and scale-ins. */
const LONG_MS = 3 * 3_600_000;

/** How many instances a group comes to keep when so many are needed (ecs: ). */
export const cprHeadroom: Adapter = adapter(
  'cpr-headroom',
  form({ M: taskCount.min(1), targetCapacity: z.int().min(1).max(100) }, ({ M, targetCapacity }) => {
    const { measured } = managedRun(LONG_MS, {
      instances: M,
      tasks: M,
      tasksPerInstance: 1,
      managedScaling: { targetCapacity },
    });
    return { steadyN: measured.at(-1)!.instances };
  }),
);
