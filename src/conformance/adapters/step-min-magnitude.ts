import * as z from 'zod';
import { adjustCapacity } from '../../policies/scaling/step-scaling.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { rawPercentChange } from '../given-steps.ts';

/** A percentage that changes capacity by a number of tasks at least (scaling: ). */
export const stepMinMagnitude: Adapter = adapter(
  'step-min-magnitude',
  form(
    {
      currentCapacity: taskCount,
      adjustmentType: z.literal('PercentChangeInCapacity'),
      adjustment: z.int(),
      minAdjustmentMagnitude: taskCount,
    },
    ({ currentCapacity, adjustment, ...rule }) => {
      const newCapacity = adjustCapacity(currentCapacity, adjustment, rule);
      return {
        rawChange: rawPercentChange(currentCapacity, adjustment),
        change: newCapacity - currentCapacity,
        newCapacity,
      };
    },
  ),
);
