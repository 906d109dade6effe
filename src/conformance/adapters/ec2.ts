import * as z from 'zod';
import { instanceCharge } from '../../billing/ec2.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate, HOUR_MS } from '../given-money.ts';

const type = { type: z.string(), region: z.string() };

/** What so many instance-hours cost at the given On-Demand rate (billing:E1). */
export const ec2: Adapter = adapter(
  'ec2',
  form(
    { ...type, os: z.string().optional(), hours: z.number(), onDemand: z.number() },
    ({ hours, onDemand }) => ({
      total: cost(hours, onDemand),
    }),
  ),
  form({ ...type, instanceHours: z.number(), rate: z.number() }, ({ instanceHours, rate }) => ({
    compute: cost(instanceHours, rate),
  })),
);

function cost(hours: number, rate: number): number {
  return nanoUsdToNumber(instanceCharge(BigInt(Math.round(hours * HOUR_MS)), exactRate(rate)));
}
