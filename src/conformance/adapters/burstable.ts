import * as z from 'zod';
import { instanceCharge } from '../../billing/ec2.ts';
import { advanceSurplus, breakevenSurplus, NO_SURPLUS } from '../../billing/meters/burstable.ts';
import { nanoUsdToNumber } from '../../units/money.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { exactRate } from '../given-money.ts';
import { given, meterCost } from '../metered-cost.ts';

const HOUR_MS = 3_600_000;
const HOUR_VCPU = 1000 * HOUR_MS;
const LONG_MS = 1000 * 24 * HOUR_MS;

/** What T instances cost that use more than their baseline (billing:E6). */
export const burstable: Adapter = adapter(
  'burstable',
  form(
    {
      type: z.string(),
      rate: z.number(),
      vcpu: z.int(),
      baseline: z.number(),
      surplusVcpuHour: z.number(),
      utilisation: z.number(),
    },
    ({ rate, vcpu, baseline, surplusVcpuHour, utilisation }) => {
      const rules = { baseline: Math.round(vcpu * baseline * 1000) };
      const used = Math.round(vcpu * utilisation * 1000);
      // An hour long after the instance has begun to owe more than a day's earnings.
      const before = advanceSurplus(NO_SURPLUS, used, LONG_MS, rules);
      const after = advanceSurplus(before, used, HOUR_MS, rules);
      const surplus = meterCost('ec2.cpuCredits.vcpuHour', after.charged - before.charged, {
        tiers: given(surplusVcpuHour),
      });
      return { hourly: nanoUsdToNumber(instanceCharge(BigInt(HOUR_MS), exactRate(rate))) + surplus };
    },
  ),
  form({ surplusVcpuHours: z.number(), rate: z.number() }, ({ surplusVcpuHours, rate }) => ({
    total: meterCost('ec2.cpuCredits.vcpuHour', surplusVcpuHours * HOUR_VCPU, { tiers: given(rate) }),
  })),
  form(
    {
      't3.large': z.number(),
      'm5.large': z.number(),
      vcpu: z.int(),
      baselinePct: z.number(),
      surplusVcpuHour: z.number(),
    },
    (example) => {
      const difference = exactRate(example['m5.large']) - exactRate(example['t3.large']);
      const extraVcpu = breakevenSurplus(difference, exactRate(example.surplusVcpuHour)) / 1000;
      const extraPct = (extraVcpu / example.vcpu) * 100;
      return {
        priceDifference: nanoUsdToNumber(instanceCharge(BigInt(HOUR_MS), difference)),
        minutesPerVcpu: extraVcpu * 60,
        extraPct,
        breakevenPct: example.baselinePct + extraPct,
      };
    },
  ),
);
