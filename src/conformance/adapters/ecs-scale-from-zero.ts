import * as z from 'zod';
import { trackOut } from '../../policies/scaling/target-tracking.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { scalingView } from '../scaling-view.ts';

/** How a service without tasks gets its first ones (scaling: ). */
export const ecsScaleFromZero: Adapter = adapter(
  'ecs-scale-from-zero',
  form(
    {
      runningCount: z.literal(0),
      min: z.literal(0),
      metric: z.literal('demand > target, one datapoint'),
    },
    () => {
      const first = trackOut(scalingView(0), TARGET, DEMAND).capacity;
      const next = trackOut(scalingView(first), TARGET, DEMAND);
      const isMinimum = first === 1;
      const isNormal = next.base === first && next.capacity === (first * DEMAND) / TARGET;
      return {
        change: `+${first}${isMinimum ? ' (minimum possible)' : ''}${isNormal ? ' then normal from running count' : ''}`,
      };
    },
  ),
);

const TARGET = 50;
const DEMAND = 200;
