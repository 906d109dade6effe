import * as z from 'zod';
import {
  breakevenParts,
  MONTH_HOURS,
  normalisedMonth,
  savingsPlanPayment as paymentOf,
  termCost,
} from '../../billing/commitments/payment.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate } from '../given-money.ts';

const MILLION = 1_000_000n;

/** What a Savings Plan asks for over its term, paid by the hour or half upfront (billing:S8). */
export const savingsPlanPayment: Adapter = adapter(
  'savings-plan-payment',
  form(
    {
      type: z.string(),
      os: z.string(),
      region: z.string(),
      hours: z.literal(730),
      onDemand: z.number(),
      spRate: z.number(),
    },
    ({ onDemand, spRate }) => {
      const [rate, full] = [exactRate(spRate), exactRate(onDemand)];
      const none = paymentOf(rate, 1, 'none');
      const partial = paymentOf(rate, 1, 'partial');
      return {
        totalCommitment: nanoUsdToNumber(none.total),
        monthly: nanoUsdToNumber(normalisedMonth(none)),
        breakevenShare: Number(breakevenParts(rate, full, MILLION)) / 1e6,
        breakevenHours: Number(breakevenParts(rate, full, MONTH_HOURS * MILLION)) / 1e6,
        upfront: nanoUsdToNumber(partial.upfront),
        hourly: Number(partial.hourlyRate) / 1e10,
        normalizedMonthly: nanoUsdToNumber(normalisedMonth(partial)),
      };
    },
  ),
  form(
    {
      region: z.string(),
      plan: z.literal('Compute SP 3y no upfront'),
      tasksCommitted: z.int(),
      vcpu: z.int(),
      gb: z.int(),
      hours: z.int(),
      rates: z.tuple([z.number(), z.number()]),
    },
    ({ tasksCommitted, vcpu, gb, hours, rates }) => {
      const task = BigInt(vcpu) * exactRate(rates[0]) + BigInt(gb) * exactRate(rates[1]);
      return {
        hourlyPerTask: Number(task) / 1e10,
        total: nanoUsdToNumber(termCost(0n, task * BigInt(tasksCommitted), BigInt(hours))),
      };
    },
  ),
);
