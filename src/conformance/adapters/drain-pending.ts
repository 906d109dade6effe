import * as z from 'zod';
import { DEFAULT_PERCENTS } from '../../policies/deployment/bounds.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { drainFirst } from '../drained-run.ts';
import { reachedAt } from '../task-log.ts';

const AT_MS = 1000;

/** What becomes of a service's task that does not run yet when its instance drains (ecs: ). */
export const drainPending: Adapter = adapter(
  'drain-pending',
  form({ instanceStatus: z.literal('DRAINING'), serviceTaskStatus: z.literal('PENDING') }, () => {
    const log = drainFirst(
      {
        instances: [{}],
        tasks: [],
        services: [{ name: 'web', desiredCount: 1, ...DEFAULT_PERCENTS.REPLICA }],
        timings: { 'container.start': { kind: 'constant', value: 60 * AT_MS } },
      },
      AT_MS,
    );
    const stoppingAt = reachedAt(log.tasks.get('web-1')!, 'STOPPING');
    if (stoppingAt === null) return { action: 'leave running' };
    return { action: stoppingAt === AT_MS ? 'stop immediately' : 'replace' };
  }),
);
