import * as z from 'zod';
import { startedHoursMs } from '../../billing/meters/started-hours.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { GIB, meterCost } from '../metered-cost.ts';

const HOUR_MS = 3_600_000;

/** NAT gateways by the hour and by what they process (billing:N5). */
export const natGateway: Adapter = adapter(
  'nat-gateway',
  form({ gateways: z.int().optional(), hours: z.int(), gb: z.int() }, ({ gateways = 1, hours, gb }) => {
    const hourly = meterCost('nat.hour', gateways * startedHoursMs(0, hours * HOUR_MS));
    const data = meterCost('nat.gb', gb * GIB);
    return { hours: hourly, data, total: hourly + data };
  }),
);
