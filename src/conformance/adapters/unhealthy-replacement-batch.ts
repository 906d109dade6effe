import * as z from 'zod';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { instanceCount } from '../given.ts';
import { GroupLog } from '../group-log.ts';
import { runTo } from '../small-run.ts';

const HOUR_MS = 3_600_000;

/** How many of a group's impaired instances are replaced at a time (scaling: ). */
export const unhealthyReplacementBatch: Adapter = adapter(
  'unhealthy-replacement-batch',
  form({ desired: instanceCount, unhealthy: z.int().min(1) }, ({ desired, unhealthy }) => {
    if (unhealthy > desired) return NOT_COVERED;
    const log = new GroupLog();
    runTo(
      2 * HOUR_MS,
      {
        instances: [],
        autoScalingGroup: {
          desiredCapacity: desired,
          managedScaling: null,
          maintenance: { defaultInstanceWarmupMs: 60_000 },
        },
        tasks: [],
        actions: [
          {
            kind: 'instanceImpairment',
            atMs: HOUR_MS,
            cluster: 'main',
            instanceIds: Array.from({ length: unhealthy }, (_, i) => `instance0-${i + 1}`),
            forMs: HOUR_MS,
          },
        ],
      },
      log,
    );
    const gone = log.reached('INACTIVE');
    return { atATime: gone.filter((at) => at === gone[0]).length };
  }),
);
