import * as z from 'zod';
import { capacityForTarget, trackIn, trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingView } from '../scaling-view.ts';

/** The proportional capacity (scaling: ). */
export const targetTrackingCapacity: Adapter = adapter(
  'target-tracking-capacity',
  form(
    {
      actualCapacity: taskCount.max(100),
      metric: z.number().min(0).max(100),
      target: z.number().positive(),
      min: taskCount,
      max: taskCount,
    },
    ({ actualCapacity, metric, target, min, max }) => {
      const view = scalingView(actualCapacity, { minimum: min, maximum: max });
      const low = { targetValue: target, metric, isLow: true, disableScaleIn: false };
      const { capacity } = metric > target ? trackOut(view, target, metric) : trackIn(view, [low]);
      return {
        newCapacity: capacity,
        // In millionths of a task, before it is rounded to whole ones.
        raw: capacityForTarget(actualCapacity * 1_000_000, metric, target) / 1_000_000,
      };
    },
  ),
);
