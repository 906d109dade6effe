import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { given, meterCost } from '../metered-cost.ts';

/** External instances by the hour, beyond what is free (billing spec section 3). */
export const ecsAnywhere: Adapter = adapter(
  'ecs-anywhere',
  form(
    { instanceHours: z.int(), freeHours: z.int(), rate: z.number() },
    ({ instanceHours, freeHours, rate }) => ({
      total: meterCost('ecs.anywhere.hour', instanceHours * 3_600_000, {
        tiers: given(rate),
        free: freeHours,
      }),
    }),
  ),
);
