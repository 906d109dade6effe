import type { AlarmRule } from '../cloudwatch/alarm.ts';
import type { MetricQuery } from '../cloudwatch/metric.ts';
import type { Series } from '../environment/arrivals/arrivals-spec.ts';
import type { Suspension } from '../policies/scaling/decide-capacity.ts';
import type { MaxCapacityBreach } from '../policies/scaling/predictive-scaling.ts';
import type { BoundsChange } from '../policies/scaling/scheduled-scaling.ts';
import type { StepRule } from '../policies/scaling/step-scaling.ts';
import type { Schedule } from '../units/schedule.ts';

/**
 * What policies and scheduled actions scale: `ecs:service:DesiredCount` of a service (scaling section 2), or an Auto Scaling group
 * that has some of its own (scaling section 3).
 */
export interface ScalableTargetSpec {
  /** `service/CLUSTER/NAME`, or `autoScalingGroup/NAME`. */
  readonly resourceId: string;
  /** Index into `services` or `autoScalingGroups`. */
  readonly scales: { readonly of: 'service' | 'group'; readonly index: number };
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly suspended: Suspension;
  readonly policies: readonly ScalingPolicySpec[];
  readonly scheduledActions: readonly ScheduledActionSpec[];
}

export type ScalingPolicySpec =
  | {
      readonly kind: 'targetTracking';
      readonly policyName: string;
      readonly targetValue: number;
      /** Its alarms look at it, and the capacity is worked out from it. */
      readonly query: MetricQuery;
      readonly scaleOutCooldownMs: number;
      readonly scaleInCooldownMs: number;
      readonly disableScaleIn: boolean;
      /** Of a group: an instance counts so long after it is in service (scaling: ). */
      readonly warmUpMs: number;
    }
  | {
      /** Alarms of the scenario name it. */
      readonly kind: 'step';
      readonly policyName: string;
      readonly rule: StepRule;
      /** Simple scaling of a group: one adjustment, and a cooldown after it (scaling: ). */
      readonly isSimple: boolean;
      readonly cooldownMs: number;
      readonly warmUpMs: number;
      /** Over the data points that its alarm has evaluated (scaling: ). */
      readonly metricAggregation: 'Average' | 'Minimum' | 'Maximum';
    }
  | {
      readonly kind: 'predictive';
      readonly policyName: string;
      readonly mode: 'ForecastOnly' | 'ForecastAndScale';
      /** So long before the hour it has the capacity that it forecasts for it. */
      readonly schedulingBufferMs: number;
      readonly maxCapacityBreach: MaxCapacityBreach;
      /** One, or two of which the greater capacity counts (scaling: ). */
      readonly forecasts: readonly ForecastSpec[];
    };

/** What a predictive scaling policy forecasts, and how much of it one task takes. */
export interface ForecastSpec {
  /** Of the service, minute by minute, all its tasks together. */
  readonly load: 'cpu' | 'memory' | 'requests';
  /** Percent of one task's CPU or memory, or its requests a minute. */
  readonly targetValue: number;
  /** The load before the run, ending at its start; `null`: the run has to make it. */
  readonly history: HistorySpec | null;
}

/** Means of a load hour by hour, the last of which ends at the run's start; the unit is that of the target, all tasks together. */
export interface HistorySpec {
  readonly hourly: readonly number[];
}

/** Sets bounds at its times, local to a time zone (scaling: ). */
export interface ScheduledActionSpec {
  readonly scheduledActionName: string;
  readonly schedule: Schedule;
  /** Milliseconds from the run's start, before it below 0; `null`: none. It runs at its start, and not after its end. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly bounds: BoundsChange;
  /** Of a group; `null`: what the bounds make of the one that it has. */
  readonly desiredCapacity: number | null;
}

/** An alarm of CloudWatch as PutMetricAlarm makes it (scaling section 1). */
export interface AlarmSpec {
  readonly alarmName: string;
  readonly query: MetricQuery;
  readonly rule: AlarmRule;
  /** Of a percentile: whether few samples count (scaling: ). */
  readonly evaluateLowSampleCountPercentile: 'evaluate' | 'ignore';
  /** After its creation at the run's start it is INSUFFICIENT_DATA and does nothing for so long; 0: none. */
  readonly warmUpMs: number;
  /** Whether all of the warm-up passes, or only until it has enough data. */
  readonly waitsForWarmUpEnd: boolean;
  /** Step scaling policies that it calls while it is in a state (scaling: ). */
  readonly actions: readonly AlarmActionSpec[];
}

export interface AlarmActionSpec {
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Index into `scalableTargets`, and into its policies. */
  readonly target: number;
  readonly policy: number;
}

/** A metric whose values the scenario gives. */
export interface CustomMetricSpec {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Its value over time: `perSecond` of the series as it stands; before its first step and after its end there is none. */
  readonly values: Series;
}
