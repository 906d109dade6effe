import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { costByTier, GIB, meterCost } from '../metered-cost.ts';

/** Prices in steps over the month, each slice at its own (billing spec section 8); what is free is not taken off. */
export const tiers: Adapter = adapter(
  'tiers',
  form({ region: z.literal('us-east-1'), gb: z.int() }, ({ gb }) =>
    costByTier('transfer.internetOut.gb', gb * GIB),
  ),
  form({ gb: z.int(), hours: z.int() }, ({ gb, hours }) => ({
    ...costByTier('endpoint.interface.gb', gb * GIB),
    hours: meterCost('endpoint.interface.hour', hours * 3_600_000),
  })),
  form({ millionQueries: z.int() }, ({ millionQueries }) =>
    costByTier('route53.query', millionQueries * 1e6),
  ),
);
