import * as z from 'zod';
import { ec2BilledMs, instanceCharge } from '../../billing/ec2.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate } from '../given-money.ts';

/** What runs of so many seconds are billed for, each from a start of its own (billing:E1). */
export const ec2Duration: Adapter = adapter(
  'ec2-duration',
  form(
    { type: z.string(), region: z.string(), runSeconds: z.array(z.number().min(0)), rate: z.number() },
    ({ runSeconds, rate }) => {
      const billedMs = runSeconds.map((seconds) => ec2BilledMs(seconds * 1000));
      return {
        billedSeconds: billedMs.map((ms) => ms / 1000),
        cost: billedMs.map((ms) => nanoUsdToNumber(instanceCharge(BigInt(ms), exactRate(rate)))),
      };
    },
  ),
);
