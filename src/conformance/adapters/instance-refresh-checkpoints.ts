import * as z from 'zod';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { instanceCount } from '../given.ts';
import { GroupLog } from '../group-log.ts';
import { runTo } from '../small-run.ts';

const HOUR_MS = 3_600_000;

/** Which checkpoint a refresh comes to with its first replacement, and which it passes by (scaling: ). */
export const instanceRefreshCheckpoints: Adapter = adapter(
  'instance-refresh-checkpoints',
  form(
    { instances: instanceCount, checkpoints: z.array(z.int().min(1).max(100)), replaced: z.int() },
    ({ instances, checkpoints, replaced }) => {
      const simulation = runTo(
        2 * HOUR_MS,
        {
          instances: [],
          autoScalingGroup: { desiredCapacity: instances, managedScaling: null },
          tasks: [],
          actions: [
            {
              kind: 'startInstanceRefresh',
              atMs: HOUR_MS,
              group: 0,
              configuration: null,
              preferences: {
                healthy: { minimum: 100, maximum: 100 },
                warmUpMs: 60_000,
                checkpoints,
                checkpointDelayMs: 12 * HOUR_MS,
                skipMatching: false,
                scaleInProtectedInstances: 'Refresh',
              },
            },
          ],
        },
        new GroupLog(),
      );
      const [refresh] = simulation.groups[0]!.refreshes;
      const [reached] = refresh!.reached;
      if (reached === undefined || refresh!.replaced !== replaced) return NOT_COVERED;
      return {
        pct: refresh!.percentageComplete,
        notifiedCheckpoint: reached.percentage,
        skipped: reached.skipped,
      };
    },
  ),
);
