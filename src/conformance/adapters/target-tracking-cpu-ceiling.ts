import * as z from 'zod';
import { capacityForTarget, trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingView } from '../scaling-view.ts';

/** How far one scale-out goes at most on a metric that has a ceiling (scaling: ). */
export const targetTrackingCpuCeiling: Adapter = adapter(
  'target-tracking-cpu-ceiling',
  form(
    { actualCapacity: taskCount, metricMax: z.number().positive(), target: z.number().positive() },
    ({ actualCapacity, metricMax, target }) => {
      // Of so many tasks that rounding them up is a thousandth of a percent at most.
      const growthPercent = capacityForTarget(100_000, metricMax, target) / 1000 - 100;
      return {
        maxNewCapacity: trackOut(scalingView(actualCapacity), target, metricMax).capacity,
        maxGrowthPct: Math.round(growthPercent * 10) / 10,
      };
    },
  ),
);
