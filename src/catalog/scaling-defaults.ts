/** What AWS does not publish of CloudWatch and Application Auto Scaling, by name; a scenario sets any of them in `timings`. */
export interface ScalingDefaults {
  /** From the end of a period until alarms see its data point, ms: metrics of ECS and of load balancers of a minute and more. */
  readonly 'cloudwatch.delay': number;
  /** The same of metrics with a higher resolution than a minute. */
  readonly 'cloudwatch.delay.highResolution': number;
  /** The same of the scenario's own metrics, and of queues. */
  readonly 'cloudwatch.delay.custom': number;
  /** When in its minute an alarm is evaluated: drawn for each alarm, or with the run's start. */
  readonly 'cloudwatch.alarmPhase': 'random' | 'start';
  /** Periods that an alarm looks at beyond those that it evaluates; `third`: a third of them, at least 2 (scaling: ). */
  readonly 'cloudwatch.extraPeriods': number | 'third';
  /** What ALBRequestCountPerTarget is while nothing comes (scaling: ). */
  readonly 'elb.idleRequestCount': 'zero' | 'missing';
  /** From an alarm's evaluation to the new desired count, ms. */
  readonly 'scaling.actionDelay': number;
  /** Which of the data points that its alarm has evaluated a target tracking policy works with (scaling: ). */
  readonly 'targetTracking.datapoint': 'latest' | 'maximum' | 'minimum' | 'average';
  /** Data points above the target with which AlarmHigh goes to ALARM (scaling: ). */
  readonly 'targetTracking.highDatapoints': number;
  /** For how long the metric must be low for AlarmLow, ms. */
  readonly 'targetTracking.lowFor': number;
  /** Part of the target below which it is low. */
  readonly 'targetTracking.lowFraction': number;
  /** Data points that show demand with which a service without tasks gets its first one (scaling: ). */
  readonly 'scaling.fromZeroDatapoints': number;
}

export const SCALING_DEFAULTS: ScalingDefaults = {
  // Calibrated: with these AWS's own load step takes what AWS measured, 363 s and 86 s (scaling: ).
  'cloudwatch.delay': 160_000,
  'cloudwatch.delay.highResolution': 22_000,
  // Assumed to be as quick as metrics of high resolution: who publishes them does so at once.
  'cloudwatch.delay.custom': 22_000,
  'cloudwatch.alarmPhase': 'random',
  'cloudwatch.extraPeriods': 'third',
  // The guide lets a target scale in to 0 on it, so it must be there (scaling: ).
  'elb.idleRequestCount': 'zero',
  // "About 5 s to act" goes with the calibration (scaling: ).
  'scaling.actionDelay': 5_000,
  'targetTracking.datapoint': 'latest',
  // 3 and 15 minutes and 0.9 were seen in alarms that AWS had made; not published (scaling: ).
  'targetTracking.highDatapoints': 3,
  'targetTracking.lowFor': 900_000,
  'targetTracking.lowFraction': 0.9,
  'scaling.fromZeroDatapoints': 1,
};
