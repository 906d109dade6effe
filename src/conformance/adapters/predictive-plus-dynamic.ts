import { predictiveCapacity } from '../../policies/scaling/predictive-scaling.ts';
import { trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingView } from '../scaling-view.ts';

/** What comes of target tracking and a forecast together (scaling: ). */
export const predictivePlusDynamic: Adapter = adapter(
  'predictive-plus-dynamic',
  form(
    { targetTrackingWants: taskCount.min(1), predictiveWants: taskCount.min(1) },
    ({ targetTrackingWants, predictiveWants }) => {
      // One task at its target times what is wanted; the forecast comes after it.
      const tracked = trackOut(scalingView(1), 1, targetTrackingWants).capacity;
      return {
        newCapacity: predictiveCapacity(scalingView(tracked), predictiveWants, {
          behavior: 'HonorMaxCapacity',
        }),
      };
    },
  ),
);
