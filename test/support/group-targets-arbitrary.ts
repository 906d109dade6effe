import fc from 'fast-check';
import type { MetricQuery, MetricSource } from '../../src/cloudwatch/metric.ts';
import type { AlarmSpec, ScalableTargetSpec, ScalingPolicySpec } from '../../src/scenario/scaling-spec.ts';
import { scalableTarget } from './scenario.ts';

/** What one group has of its own, and the alarm that calls its first policy. */
const scaling = fc.record({
  kind: fc.constantFrom<'none' | 'step' | 'simple' | 'tracking'>('none', 'step', 'simple', 'tracking'),
  metric: fc.constantFrom<'cpu' | 'size' | 'reserved'>('cpu', 'size', 'reserved'),
  threshold: fc.constantFrom(1, 3, 30, 80),
  isAbove: fc.boolean(),
  adjustmentType: fc.constantFrom<'ChangeInCapacity' | 'PercentChangeInCapacity' | 'ExactCapacity'>(
    'ChangeInCapacity',
    'PercentChangeInCapacity',
    'ExactCapacity',
  ),
  adjustments: fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -60, max: 60 })),
  warmUpMs: fc.constantFrom(0, 20_000, 120_000),
  cooldownMs: fc.constantFrom(0, 60_000),
  disableScaleIn: fc.boolean(),
  schedule: fc.option(
    fc.record({
      everyMs: fc.integer({ min: 20_000, max: 400_000 }),
      minSize: fc.option(fc.nat(3)),
      maxSize: fc.option(fc.nat(8)),
      desiredCapacity: fc.option(fc.nat(6)),
    }),
  ),
});
export const groupScalings: fc.Arbitrary<readonly GroupScaling[]> = fc.array(scaling, {
  minLength: 2,
  maxLength: 2,
});
type GroupScaling = typeof scaling extends fc.Arbitrary<infer T> ? T : never;

/** Policies, scheduled actions and alarms of so many groups. */
export function groupTargets(
  scalings: readonly GroupScaling[],
  groups: number,
): { readonly scalableTargets: ScalableTargetSpec[]; readonly alarms: AlarmSpec[] } {
  const scalableTargets: ScalableTargetSpec[] = [];
  const alarms: AlarmSpec[] = [];
  for (const [index, own] of scalings.slice(0, groups).entries()) {
    if (own.kind === 'none' && own.schedule === null) continue;
    const target = scalableTargets.length;
    scalableTargets.push(targetOf(own, index));
    if (own.kind === 'step' || own.kind === 'simple') alarms.push(alarmOf(own, index, target));
  }
  return { scalableTargets, alarms };
}

function targetOf(own: GroupScaling, index: number): ScalableTargetSpec {
  const { schedule } = own;
  return scalableTarget({
    resourceId: `autoScalingGroup/group${index}`,
    scales: { of: 'group', index },
    policies: own.kind === 'none' ? [] : [policyOf(own, index)],
    scheduledActions:
      schedule === null
        ? []
        : [
            {
              scheduledActionName: 'again',
              schedule: { kind: 'rate', everyMs: schedule.everyMs },
              startMs: null,
              endMs: null,
              bounds: { minCapacity: schedule.minSize, maxCapacity: schedule.maxSize },
              desiredCapacity: schedule.desiredCapacity,
            },
          ],
  });
}

function policyOf(own: GroupScaling, index: number): ScalingPolicySpec {
  const { warmUpMs, cooldownMs, adjustmentType } = own;
  if (own.kind === 'tracking')
    return {
      kind: 'targetTracking',
      policyName: 'track',
      targetValue: own.threshold,
      query: queryOf(own, index),
      scaleOutCooldownMs: 0,
      scaleInCooldownMs: 0,
      disableScaleIn: own.disableScaleIn,
      warmUpMs,
    };
  const [few, percent] = own.adjustments;
  const adjustment =
    adjustmentType === 'ExactCapacity'
      ? Math.abs(few)
      : adjustmentType === 'ChangeInCapacity'
        ? few
        : percent;
  return {
    kind: 'step',
    policyName: own.kind,
    rule: {
      adjustmentType,
      steps:
        own.kind === 'simple'
          ? [{ lower: null, upper: null, adjustment }]
          : own.isAbove
            ? [
                { lower: 0, upper: 10, adjustment },
                { lower: 10, upper: null, adjustment: 2 * adjustment },
              ]
            : [{ lower: null, upper: 0, adjustment }],
      minAdjustmentMagnitude: 0,
    },
    isSimple: own.kind === 'simple',
    cooldownMs: own.kind === 'simple' ? cooldownMs : 0,
    warmUpMs: own.kind === 'simple' ? 0 : warmUpMs,
    metricAggregation: 'Average',
  };
}

function alarmOf(own: GroupScaling, index: number, target: number): AlarmSpec {
  return {
    alarmName: `alarm${index}`,
    query: queryOf(own, index),
    rule: {
      comparison: own.isAbove ? 'GreaterThanThreshold' : 'LessThanThreshold',
      threshold: own.threshold,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      evaluationRange: 3,
      treatMissingData: 'missing',
    },
    evaluateLowSampleCountPercentile: 'evaluate',
    warmUpMs: 0,
    waitsForWarmUpEnd: false,
    actions: [{ state: 'ALARM', target, policy: 0 }],
  };
}

function queryOf({ metric }: GroupScaling, group: number): MetricQuery {
  const everyMs = 60_000 as const;
  const source: MetricSource =
    metric === 'reserved'
      ? { of: 'cluster', cluster: 0, metric: 'CPUReservation' }
      : {
          of: 'group',
          group,
          metric: metric === 'cpu' ? 'CPUUtilization' : 'GroupInServiceInstances',
          everyMs,
        };
  return {
    periodMs: everyMs,
    terms: [{ id: 'm1', label: metric, source, statistic: { kind: 'Average' } }],
    expression: null,
  };
}
