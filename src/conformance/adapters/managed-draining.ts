import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { GroupLog } from '../group-log.ts';
import { runTo } from '../small-run.ts';

const HOUR_MS = 3_600_000;
const SCALES_IN_AT_MS = HOUR_MS;
const LONG_MS = 30 * 24 * HOUR_MS;

/** When an instance that its group takes is gone though its task never stops (ecs: ). */
export const managedDraining: Adapter = adapter(
  'managed-draining',
  form(
    {
      capacityProvider: z.literal('ASG'),
      managedDraining: z.enum(['ENABLED', 'DISABLED']),
      tasksNeverStop: z.literal(true),
    },
    ({ managedDraining }) => {
      const log = new GroupLog();
      runTo(
        LONG_MS,
        {
          instances: [],
          autoScalingGroup: { desiredCapacity: 1, managedDraining: managedDraining === 'ENABLED' },
          tasks: [{ name: 'task', onGroup: true }],
          actions: [
            {
              kind: 'updateAutoScalingGroup',
              atMs: SCALES_IN_AT_MS,
              group: 0,
              minSize: null,
              maxSize: null,
              desiredCapacity: 0,
              configuration: null,
            },
          ],
        },
        log,
      );
      const goneAt = log.reached('INACTIVE')[0];
      return { terminatedAfterHours: goneAt === undefined ? null : (goneAt - SCALES_IN_AT_MS) / HOUR_MS };
    },
  ),
);
