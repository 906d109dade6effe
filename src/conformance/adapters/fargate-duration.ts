import * as z from 'zod';
import { billedEphemeralGib, fargateBilledSeconds } from '../../billing/fargate.ts';
import { parseInstant } from '../../units/calendar.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { chargeOf, listRates } from '../fargate-bill.ts';

/** What one task is billed for: from the pull to the end, whole seconds, at least a minute (billing:F1, F2). Linux only. */
export const fargateDuration: Adapter = adapter(
  'fargate-duration',
  form(
    { linuxSeconds: z.number(), vcpu: z.number(), gb: z.number(), region: z.string() },
    async ({ linuxSeconds, vcpu, gb, region }) => {
      const rates = await listRates(region);
      if (rates === null) return NOT_COVERED;
      const seconds = fargateBilledSeconds(linuxSeconds * 1000, 'LINUX');
      return {
        linuxBilledSeconds: seconds,
        linux: chargeOf({ seconds, vcpu, gb, storageGib: 0 }, rates).total,
      };
    },
  ),
  form(
    {
      pullStartedAt: z.string(),
      startedAt: z.string(),
      stoppedAt: z.string(),
      cpu: z.number(),
      memory: z.number(),
      ephemeralGb: z.number(),
      region: z.string(),
    },
    async ({ pullStartedAt, stoppedAt, cpu, memory, ephemeralGb, region }) => {
      const rates = await listRates(region);
      const [fromMs, toMs] = [parseInstant(pullStartedAt), parseInstant(stoppedAt)];
      if (rates === null || fromMs === null || toMs === null) return NOT_COVERED;
      const seconds = fargateBilledSeconds(toMs - fromMs, 'LINUX');
      const storageGib = billedEphemeralGib(ephemeralGb);
      return {
        elapsedSeconds: (toMs - fromMs) / 1000,
        billedSeconds: seconds,
        total: chargeOf({ seconds, vcpu: cpu / 1024, gb: memory / 1024, storageGib }, rates).total,
      };
    },
  ),
);
