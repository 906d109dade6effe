import * as z from 'zod';
import { NO_COOLDOWNS } from '../../policies/scaling/decide-capacity.ts';
import { trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { afterScaleOut, scalingView } from '../scaling-view.ts';

/** Target tracking in the cooldown of a scale-out (scaling: ). */
export const targetTrackingCooldown: Adapter = adapter(
  'target-tracking-cooldown',
  form(
    {
      runningAtActivity: taskCount,
      desiredAfterActivity: taskCount,
      target: z.number().positive(),
      cooldownActive: z.literal(true),
      runningNow: taskCount,
      metric: z.number().min(0),
    },
    ({ runningAtActivity, desiredAfterActivity, target, runningNow, metric }) => {
      const view = scalingView(runningNow, {
        desired: desiredAfterActivity,
        cooldowns: afterScaleOut(runningAtActivity, desiredAfterActivity),
      });
      const { capacity } = trackOut(view, target, metric);
      return {
        desired: capacity,
        additional: capacity - desiredAfterActivity,
        wrongIfBaseIsRunningNow: trackOut({ ...view, cooldowns: NO_COOLDOWNS }, target, metric).capacity,
      };
    },
  ),
);
