import * as z from 'zod';
import { instanceCharge } from '../../billing/ec2.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate, HOUR_MS } from '../given-money.ts';
import { meterCost } from '../metered-cost.ts';

const type = { type: z.string(), region: z.string() };

/** What so many instance-hours cost at the given On-Demand rate, and their public addresses (billing:E1, N6). */
export const ec2: Adapter = adapter(
  'ec2',
  form(
    { ...type, os: z.string().optional(), hours: z.number(), onDemand: z.number() },
    ({ hours, onDemand }) => ({
      total: cost(hours, onDemand),
    }),
  ),
  form(
    { ...type, instanceHours: z.number(), rate: z.number(), publicIpv4Hours: z.number() },
    ({ instanceHours, rate, publicIpv4Hours }) => ({
      compute: cost(instanceHours, rate),
      ipv4: meterCost('publicIpv4.hour', publicIpv4Hours * HOUR_MS),
    }),
  ),
);

function cost(hours: number, rate: number): number {
  return nanoUsdToNumber(instanceCharge(BigInt(Math.round(hours * HOUR_MS)), exactRate(rate)));
}
