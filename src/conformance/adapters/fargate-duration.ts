import * as z from 'zod';
import { billedEphemeralGib, fargateBilledSeconds } from '../../billing/fargate.ts';
import { parseInstant } from '../../units/calendar.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { chargeOf, listRates, WINDOWS_US_EAST_1, windowsChargeOf } from '../fargate-bill.ts';

/** What one task is billed for: from the pull to the end, whole seconds, at least a minute, on Windows five (billing:F1, F2). */
export const fargateDuration: Adapter = adapter(
  'fargate-duration',
  form(
    {
      linuxSeconds: z.number(),
      windowsSeconds: z.number(),
      vcpu: z.number(),
      gb: z.number(),
      region: z.literal('us-east-1'),
    },
    async ({ linuxSeconds, windowsSeconds, vcpu, gb, region }) => {
      const rates = await listRates(region);
      if (rates === null) return NOT_COVERED;
      const linux = fargateBilledSeconds(linuxSeconds * 1000, 'LINUX');
      const windows = fargateBilledSeconds(windowsSeconds * 1000, 'WINDOWS');
      return {
        linuxBilledSeconds: linux,
        windowsBilledSeconds: windows,
        linux: chargeOf({ seconds: linux, vcpu, gb, storageGib: 0 }, rates).total,
        windows: windowsChargeOf({ seconds: windows, vcpu, gb, storageGib: 0 }, WINDOWS_US_EAST_1).total,
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
