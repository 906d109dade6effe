import * as z from 'zod';
import { leastSamples, takesPercentile } from '../../cloudwatch/statistic.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Whether an alarm on a percentile evaluates a data point of few samples (scaling: ). */
export const cloudwatchPercentile: Adapter = adapter(
  'cloudwatch-percentile',
  form(
    {
      percentile: z.number().gt(0).lt(1),
      samples: z.int().min(0),
      evaluateLowSampleCountPercentile: z.enum(['evaluate', 'ignore']),
    },
    ({ percentile, samples, evaluateLowSampleCountPercentile }) => ({
      evaluated: takesPercentile(samples, percentile, evaluateLowSampleCountPercentile),
      minSamples: leastSamples(percentile),
    }),
  ),
);
