import * as z from 'zod';
import { finestPeriodMs } from '../../cloudwatch/retention.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** The finest period in which data points of an age are still kept (scaling: ). */
export const cloudwatchRetention: Adapter = adapter(
  'cloudwatch-retention',
  form(
    { ageDays: z.array(z.number().min(0)), publishedPeriodSec: z.number().positive() },
    ({ ageDays, publishedPeriodSec }) => ({
      finestPeriodSec: ageDays.map((days) => {
        const periodMs = finestPeriodMs(days * 86_400_000, publishedPeriodSec * 1000);
        return periodMs === null ? null : periodMs / 1000;
      }),
    }),
  ),
);
