import * as z from 'zod';
import { queueResponseQuantile } from '../../requests/queue-response.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How long one worker's messages take from their arrival on, first come first served (autoscaling: ). */
export const mm1FcfsPercentile: Adapter = adapter(
  'mm1-fcfs-percentile',
  form(
    {
      rho: z.number().min(0).max(0.99),
      meanService: z.number().positive(),
      percentile: z.number().min(0).max(0.9999),
    },
    ({ rho, meanService, percentile }) => ({
      response: meanService * queueResponseQuantile(1, rho, percentile),
    }),
  ),
);
