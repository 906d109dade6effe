import * as z from 'zod';
import { deregistrationDelayMs } from '../../scenario/sections/load-balancing/target-group-attributes.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How long a target group without a word of it lets targets drain (autoscaling: ). */
export const deregistration: Adapter = adapter(
  'deregistration',
  form({ default: z.literal(true) }, () => ({ delaySec: deregistrationDelayMs({}) / 1000 })),
);
