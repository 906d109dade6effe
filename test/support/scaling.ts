import { evaluationRange } from '../../src/cloudwatch/alarm.ts';
import type { MetricQuery } from '../../src/cloudwatch/metric.ts';
import type { ScalingExplanation } from '../../src/experiment/explain/scaling/scaling-explanation.ts';
import { ScalingRun } from '../../src/experiment/explain/scaling/scaling-run.ts';
import type { AlarmSpec, ScalableTargetSpec, ScalingPolicySpec } from '../../src/scenario/scaling-spec.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { instances, scenarioWith } from './scenario.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;

const NEVER_MS = 1e12;

type Tracking = Extract<ScalingPolicySpec, { kind: 'targetTracking' }>;
type Step = Extract<ScalingPolicySpec, { kind: 'step' }>;

/**
 * A service `main/web` whose metrics a person can check by hand: each is given minute by minute, held at the last one; one
 * without values never has any. `room` for so many tasks.
 */
export function scaledScenario(parts: {
  readonly metrics: readonly (readonly number[])[];
  readonly policies: readonly ScalingPolicySpec[];
  readonly alarms?: readonly AlarmSpec[];
  readonly target?: Partial<ScalableTargetSpec>;
  readonly desiredCount?: number;
  readonly room?: number;
  readonly simulation?: Partial<Scenario['simulation']>;
  readonly timings?: Scenario['timings'];
  readonly services?: Parameters<typeof scenarioWith>[0]['services'];
}): Scenario {
  const { metrics, policies, alarms = [], target, desiredCount = 4, room = 100 } = parts;
  return scenarioWith({
    simulation: { durationMs: 4 * HOUR, ...parts.simulation },
    cluster: { containerInstances: [instances(1, 1024 * room, 1024 * room)] },
    workloads: [],
    services: [{ desiredCount }, ...(parts.services ?? [])],
    scalableTargets: [
      {
        resourceId: 'service/main/web',
        scales: { of: 'service', index: 0 },
        minCapacity: 1,
        maxCapacity: 10,
        suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
        policies,
        scheduledActions: [],
        ...target,
      },
    ],
    alarms,
    customMetrics: metrics.map((values, i) => ({
      namespace: 'Shop',
      metricName: `metric-${i}`,
      dimensions: {},
      values: {
        atMs: values.length === 0 ? [NEVER_MS] : values.map((_, minute) => minute * MINUTE),
        perSecond: values.length === 0 ? [0] : [...values],
        endMs: null,
        repeat: false,
      },
    })),
    ...(parts.timings === undefined ? {} : { timings: parts.timings }),
  });
}

/** The mean of one of the scenario's metrics, minute by minute. */
export function metric(custom: number): MetricQuery {
  return {
    periodMs: MINUTE,
    terms: [
      {
        id: 'm1',
        label: `Shop metric-${custom}`,
        source: { of: 'custom', custom },
        statistic: { kind: 'Average' },
      },
    ],
    expression: null,
  };
}

export function tracking(custom: number, targetValue: number, parts: Partial<Tracking> = {}): Tracking {
  return {
    kind: 'targetTracking',
    policyName: `track-${custom}`,
    targetValue,
    query: metric(custom),
    scaleOutCooldownMs: 5 * MINUTE,
    scaleInCooldownMs: 5 * MINUTE,
    disableScaleIn: false,
    warmUpMs: 0,
    ...parts,
  };
}

export function step(steps: Step['rule']['steps'], parts: Partial<Step> = {}): Step {
  return {
    kind: 'step',
    policyName: 'steps',
    rule: { adjustmentType: 'ChangeInCapacity', minAdjustmentMagnitude: 0, steps },
    isSimple: false,
    cooldownMs: 5 * MINUTE,
    warmUpMs: 0,
    metricAggregation: 'Average',
    ...parts,
  };
}

/** Two data points of three at or above a threshold call the first policy of the target. */
export function ownAlarm(custom: number, threshold: number, parts: Partial<AlarmSpec> = {}): AlarmSpec {
  return {
    alarmName: 'busy',
    query: metric(custom),
    rule: {
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      evaluationRange: evaluationRange(3, 'third'),
      treatMissingData: 'missing',
    },
    evaluateLowSampleCountPercentile: 'evaluate',
    warmUpMs: 0,
    waitsForWarmUpEnd: false,
    actions: [{ state: 'ALARM', target: 0, policy: 0 }],
    ...parts,
  };
}

/** Explains the scaling of the service at a moment. */
export function explainAt(scenario: Scenario, momentMs: number): ScalingExplanation {
  const run = new ScalingRun(scenario, 0, momentMs);
  while (run.advance(Number.POSITIVE_INFINITY, 1000) !== 'ended');
  return run.explanation;
}

/** Milliseconds from the run's start to an instant of it. */
export function msOf(scenario: Scenario, instant: string | null): number {
  return instant === null ? Number.NaN : Date.parse(instant) - scenario.simulation.startMs;
}
