import * as z from 'zod';
import { instanceCharge } from '../../billing/ec2.ts';
import { managedInstancesFee } from '../../billing/meters/managed-instances.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate } from '../given-money.ts';

/** The instance and the fee on top (billing spec section 3). */
export const managedInstances: Adapter = adapter(
  'managed-instances',
  form(
    {
      type: z.string(),
      region: z.string(),
      hours: z.int(),
      rate: z.number(),
      feeRatio: z.number(),
    },
    ({ hours, rate, feeRatio }) => {
      const ms = BigInt(hours * 3_600_000);
      const ec2 = instanceCharge(ms, exactRate(rate));
      const fee = instanceCharge(ms, managedInstancesFee(exactRate(rate), Math.round(feeRatio * 1e6)));
      return { ec2: nanoUsdToNumber(ec2), fee: nanoUsdToNumber(fee), total: nanoUsdToNumber(ec2 + fee) };
    },
  ),
);
