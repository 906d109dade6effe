import * as z from 'zod';
import { adjustCapacity } from '../../policies/scaling/step-scaling.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { adjustmentType } from '../given-steps.ts';

/** Capacity after an adjustment (scaling: ). */
export const stepAdjustment: Adapter = adapter(
  'step-adjustment',
  form(
    { currentCapacity: taskCount, adjustmentType, adjustment: z.int() },
    ({ currentCapacity, adjustment, ...rule }) => ({
      newCapacity: adjustCapacity(currentCapacity, adjustment, { ...rule, minAdjustmentMagnitude: 0 }),
    }),
  ),
);
