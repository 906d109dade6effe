import * as z from 'zod';
import { effectiveHourlyRate, MONTH_HOURS, termCost, YEAR_HOURS } from '../../billing/commitments/payment.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate } from '../given-money.ts';

/** What Reserved Instances ask for by the hour and upfront (billing:S8). */
export const reservedInstancePayment: Adapter = adapter(
  'reserved-instance-payment',
  form(
    {
      type: z.string(),
      os: z.string(),
      region: z.string(),
      hours: z.literal(730),
      onDemand: z.number(),
      riHourly: z.number(),
      upfront: z.int().optional(),
    },
    ({ riHourly, upfront = 0 }) => {
      const hourly = exactRate(riHourly);
      return {
        monthly: nanoUsdToNumber(termCost(0n, hourly, MONTH_HOURS)),
        effectiveHourly: Number(effectiveHourlyRate(nanoUsd(upfront), hourly, YEAR_HOURS)) / 1e10,
      };
    },
  ),
  form({ upfront: z.number(), hourly: z.number(), hours: z.int() }, ({ upfront, hourly, hours }) => ({
    listValue: nanoUsdToNumber(termCost(nanoUsd(upfront), exactRate(hourly), BigInt(hours))),
  })),
);

function nanoUsd(usd: number): bigint {
  return exactRate(usd) / 10n;
}
