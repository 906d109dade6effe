import { type Counting, GB, GB_MONTHS, MONTHS, ONE_BY_ONE } from './meter.ts';

/** CloudWatch (billing spec section 6). Metrics and alarms count by the started hour of the clock in which they had data. */
export const CLOUDWATCH_METERS = {
  'cloudwatch.metricMonth': MONTHS,
  /** Container Insights with enhanced observability for ECS. */
  'cloudwatch.containerInsightsMetricMonth': MONTHS,
  'cloudwatch.containerInsightsObservation': ONE_BY_ONE,
  'cloudwatch.alarmMonth': MONTHS,
  'cloudwatch.highResolutionAlarmMonth': MONTHS,
  'cloudwatch.compositeAlarmMonth': MONTHS,
  'cloudwatch.anomalyAlarmMonth': MONTHS,
  'cloudwatch.highResolutionAnomalyAlarmMonth': MONTHS,
  'cloudwatch.metricsInsightsAlarmMetricMonth': MONTHS,
  'cloudwatch.dashboardMonth': MONTHS,
  'cloudwatch.request': ONE_BY_ONE,
  'cloudwatch.getMetricData': ONE_BY_ONE,
  'logs.ingestGb': GB,
  'logs.ingestInfrequentGb': GB,
  'logs.vendedGb': GB,
  'logs.vendedToS3Gb': GB,
  /** What is stored is compressed. */
  'logs.storageGbMonth': GB_MONTHS,
  'logs.insightsScanGb': GB,
  /** Milliseconds of minutes. */
  'logs.liveTailMinute': { perUnit: 60_000n, byMonth: false },
} satisfies Record<string, Counting>;

/** Metrics that detailed monitoring of an instance is billed as (billing:E9). */
export const DETAILED_MONITORING_METRICS = 7;

/** Bytes that are stored of those ingested: compressed to a fifth, as AWS's examples assume. */
export function storedBytes(ingested: bigint): bigint {
  return ingested / 5n;
}
