import * as z from 'zod';
import { statisticOf } from '../../cloudwatch/statistic.ts';
import { trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingView } from '../scaling-view.ts';

/** Target tracking on the requests that each target gets in a minute (scaling: ). */
export const targetTrackingAlb: Adapter = adapter(
  'target-tracking-alb',
  form(
    {
      targetRequestsPerTargetPerMin: z.number().positive(),
      tasks: taskCount.min(1),
      requestsPerSec: z.number().min(0),
    },
    ({ targetRequestsPerTargetPerMin, tasks, requestsPerSec }) => {
      const sum = requestsPerSec * 60;
      // One sample a target: what it got in the minute.
      const samples = { count: tasks, sum, minimum: sum / tasks, maximum: sum / tasks, distribution: null };
      const metric = statisticOf(samples, { kind: 'Average' });
      return {
        metric,
        newCapacity: trackOut(scalingView(tasks), targetRequestsPerTargetPerMin, metric).capacity,
      };
    },
  ),
);
