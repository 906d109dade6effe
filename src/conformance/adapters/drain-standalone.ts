import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { drainFirst } from '../drained-run.ts';
import { reachedAt } from '../task-log.ts';

/** What becomes of a task of no service, and of the instance that it keeps from being empty (ecs: ). */
export const drainStandalone: Adapter = adapter(
  'drain-standalone',
  form({ instanceStatus: z.literal('DRAINING'), standaloneTaskStatus: z.literal('RUNNING') }, () => {
    const log = drainFirst({ instances: [{}], tasks: [{ name: 'job' }] });
    const isStopped = reachedAt(log.tasks.get('job-1')!, 'STOPPING') !== null;
    return { action: isStopped ? 'stop' : 'leave running', instanceStays: log.statusOf(0) };
  }),
);
