import { type AlarmRule, evaluationRange } from '../../cloudwatch/alarm.ts';

const MINUTE_MS = 60_000;

/** What AWS does not publish of the alarms of a target tracking policy. */
export interface TrackingAlarmSettings {
  /** Data points above the target with which AlarmHigh goes to ALARM. */
  readonly highDatapoints: number;
  /** For how long the metric must be low for AlarmLow, ms. */
  readonly lowForMs: number;
  /** Part of the target below which it is low. */
  readonly lowFraction: number;
  readonly extraPeriods: number | 'third';
}

/** The two alarms that a target tracking policy makes for itself (scaling: ). A metric at either threshold is fine. */
export function trackingAlarms(
  targetValue: number,
  periodMs: number,
  { highDatapoints, lowForMs, lowFraction, extraPeriods }: TrackingAlarmSettings,
): { high: AlarmRule; low: AlarmRule } {
  const ofPeriods = (periods: number) => ({
    evaluationPeriods: periods,
    datapointsToAlarm: periods,
    evaluationRange: evaluationRange(periods, extraPeriods),
    treatMissingData: 'missing' as const,
  });
  return {
    high: {
      comparison: 'GreaterThanThreshold',
      threshold: targetValue,
      ...ofPeriods(highDatapoints),
    },
    low: {
      comparison: 'LessThanThreshold',
      // In millionths: nine tenths of 70 are 63, not the double next to it.
      threshold: Math.round(targetValue * lowFraction * 1e6) / 1e6,
      // As many data points as there are minutes, also of a metric that comes less often (scaling: ).
      ...ofPeriods(Math.max(1, Math.ceil(lowForMs / Math.min(periodMs, MINUTE_MS)))),
    },
  };
}
