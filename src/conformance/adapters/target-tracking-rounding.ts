import * as z from 'zod';
import { trackIn, trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { scalingView } from '../scaling-view.ts';

/** How a change that is not of whole tasks is rounded, of a service that a metric at its target leaves as it is (scaling: ). */
export const targetTrackingRounding: Adapter = adapter(
  'target-tracking-rounding',
  form(
    { computedDelta: z.number().positive().max(10), direction: z.literal('out') },
    ({ computedDelta }) => ({
      change: trackOut(scalingView(TASKS), TASKS, TASKS + computedDelta).capacity - TASKS,
    }),
  ),
  form(
    { computedDelta: z.number().negative().min(-10), direction: z.literal('in') },
    ({ computedDelta }) => ({
      change:
        trackIn(scalingView(TASKS), [
          { targetValue: TASKS, metric: TASKS + computedDelta, isLow: true, disableScaleIn: false },
        ]).capacity - TASKS,
    }),
  ),
);

/** As many tasks as the target is: then a metric off by one asks for one task more or fewer. */
const TASKS = 100;
