import type { AlarmRule } from '../../cloudwatch/alarm.ts';
import type { MetricQuery } from '../../cloudwatch/metric.ts';
import type { AlarmState } from '../../model/alarm-state.ts';
import type { ClusterMeter } from './cluster-meter.ts';
import type { CustomMeter } from './custom-meter.ts';
import type { GroupMeter } from './group-meter.ts';
import type { ProviderMeter } from './provider-meter.ts';
import type { ServiceMeter } from './service-meter.ts';

/** All of CloudWatch that a run has: metrics that somebody looks at, and alarms. */
export interface Metrics {
  readonly groups: MetricGroup[];
  readonly streams: MetricStream[];
  readonly alarms: Alarm[];
  /** By instant, indexes of the alarms that call their policies then; it may have some that no longer do. */
  readonly calls: Map<number, number[]>;
  /** At this instant alarms up to this index have called. */
  readonly called: { at: number; upTo: number };
  /** By service and by cluster, the groups in which something of it is looked at. */
  readonly ofService: readonly number[][];
  readonly ofCluster: readonly number[][];
  /** By Auto Scaling group the same. */
  readonly ofGroup: readonly number[][];
}

/**
 * Metrics whose data points are made together, step by step. While nothing changes each is like the one before: then the group is
 * asleep, and what it would make is known. Instants are ms from the run's start.
 */
export interface MetricGroup {
  readonly index: number;
  /** From one data point to the next. */
  readonly stepMs: number;
  /** Where step 0 begins: the run's start or just before it, since steps are those of the calendar. */
  readonly originMs: number;
  readonly services: readonly ServiceMeter[];
  readonly clusters: readonly ClusterMeter[];
  readonly autoScalingGroups: readonly GroupMeter[];
  readonly customs: readonly CustomMeter[];
  readonly streams: number[];
  /** The last step that is over; of a group that is asleep, the last that was looked at. */
  last: number;
  /** Something about what it measures changed last. */
  changedAt: number;
  /** How many steps were alike up to the last one. */
  alike: number;
  /** Since when it sleeps, or -1. */
  asleepSince: number;
}

/** The data points of one query, a number a step. */
export interface MetricStream {
  readonly index: number;
  readonly group: number;
  readonly query: MetricQuery;
  /** Steps in a period: it slides over them (scaling: ). */
  readonly width: number;
  /** From the end of a step until its data point is seen. */
  readonly delayMs: number;
  readonly alarms: number[];
  readonly meters: readonly Meter[];
  readonly terms: readonly TermSteps[];
  /** Data points by step, as many as anybody looks back to; NaN: missing. A ring. */
  values: Float64Array;
  /** By step, samples of the term with the fewest. */
  samples: Float64Array;
  /** What FILL(..., REPEAT) has seen last. */
  readonly repeats: Float64Array;
}

/** Samples of one term over the last steps of a period: rings as long as the period has steps; empty where it has one. */
export interface TermSteps {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
}

export type Meter =
  | { readonly of: 'service'; readonly meter: ServiceMeter }
  | { readonly of: 'cluster'; readonly meter: ClusterMeter }
  | { readonly of: 'provider'; readonly meter: ProviderMeter }
  | { readonly of: 'group'; readonly meter: GroupMeter }
  | { readonly of: 'custom'; readonly meter: CustomMeter };

export interface Alarm {
  readonly index: number;
  readonly name: string;
  readonly stream: number;
  readonly rule: AlarmRule;
  /** It is evaluated at this instant, and at every so many ms from there. */
  readonly phaseMs: number;
  readonly everyMs: number;
  readonly warmUpMs: number;
  readonly waitsForWarmUpEnd: boolean;
  readonly ignoresFewSamples: boolean;
  /** By which policy of which scalable target it was made; `null`: by the user. */
  readonly tracking: {
    readonly target: number;
    readonly policy: number;
    readonly side: 'high' | 'low';
  } | null;
  /** Whose managed scaling it was made for: index among the groups; `null`: nobody's. */
  readonly manages: { readonly group: number; readonly side: 'high' | 'low' } | null;
  /** Whom it calls in which state. */
  readonly actions: readonly AlarmAction[];
  state: AlarmState;
  since: number;
  /** Changes that are certain but for what happens meanwhile, the next one first: by which step, and when they are seen. */
  readonly pending: { readonly step: number; readonly at: number; readonly state: AlarmState }[];
  /** When it calls its policies next, or Infinity; and by which evaluation. */
  callAt: number;
  /** Whether calls would change nothing as long as nothing else changes. */
  rests: 'no' | 'untilNews' | 'untilNewsOrData';
}

export interface AlarmAction {
  readonly state: AlarmState;
  readonly target: number;
  readonly policy: number;
}
