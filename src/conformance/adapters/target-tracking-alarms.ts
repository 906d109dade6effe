import * as z from 'zod';
import { SCALING_DEFAULTS } from '../../catalog/scaling-defaults.ts';
import type { AlarmRule } from '../../cloudwatch/alarm.ts';
import { PREDEFINED_METRICS, type PredefinedMetric } from '../../policies/scaling/predefined-metrics.ts';
import { trackingAlarms } from '../../policies/scaling/target-tracking-alarms.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

/** The two alarms that a target tracking policy makes (scaling: ). */
export const targetTrackingAlarms: Adapter = adapter(
  'target-tracking-alarms',
  form(
    {
      target: z.number().positive(),
      metric: z.string(),
      predefined: z.enum(Object.keys(PREDEFINED_METRICS) as (keyof typeof PREDEFINED_METRICS)[]),
    },
    ({ target, metric, predefined }) => {
      const known: PredefinedMetric = PREDEFINED_METRICS[predefined];
      if (metric !== `ECS ${known.metric}`) return NOT_COVERED;
      const { high, low } = trackingAlarms(target, known.periodMs, {
        highDatapoints: SCALING_DEFAULTS['targetTracking.highDatapoints'],
        lowForMs: SCALING_DEFAULTS['targetTracking.lowFor'],
        lowFraction: SCALING_DEFAULTS['targetTracking.lowFraction'],
        extraPeriods: SCALING_DEFAULTS['cloudwatch.extraPeriods'],
      });
      return { alarmHigh: described(high, known), alarmLow: described(low, known) };
    },
  ),
);

function described(rule: AlarmRule, { periodMs, statistic }: PredefinedMetric): object {
  const { comparison, threshold, evaluationPeriods, treatMissingData } = rule;
  return {
    comparison,
    threshold,
    periodSec: periodMs / 1000,
    evaluationPeriods,
    statistic,
    treatMissingData,
  };
}
