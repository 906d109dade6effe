import * as z from 'zod';
import { selectStep } from '../../policies/scaling/step-scaling.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { bounds } from '../given-steps.ts';

/** Which bound of a step belongs to it (scaling: ). */
export const stepBounds: Adapter = adapter(
  'step-bounds',
  form(
    {
      threshold: z.number(),
      step: z.strictObject(bounds),
      metric: z.number(),
      side: z.enum(['above threshold', 'below threshold']),
    },
    ({ threshold, step, metric, side }) => ({
      selected:
        selectStep([{ ...step, adjustment: 1 }], metric - threshold, side === 'above threshold') !== null,
    }),
  ),
);
