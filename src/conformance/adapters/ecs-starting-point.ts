import * as z from 'zod';
import { trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingView } from '../scaling-view.ts';

/** What a policy of a service starts from (scaling: ). */
export const ecsStartingPoint: Adapter = adapter(
  'ecs-starting-point',
  form(
    {
      desiredCount: taskCount,
      runningCount: taskCount,
      metric: z.number().min(0),
      target: z.number().positive(),
    },
    ({ desiredCount, runningCount, metric, target }) => {
      const { base, capacity } = trackOut(
        scalingView(runningCount, { desired: desiredCount }),
        target,
        metric,
      );
      return { basis: base === runningCount ? 'runningCount' : 'desiredCount', newDesired: capacity };
    },
  ),
);
