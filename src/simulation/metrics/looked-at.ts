import { type AlarmRule, evaluationRange } from '../../cloudwatch/alarm.ts';
import type { MetricQuery, MetricTerm } from '../../cloudwatch/metric.ts';
import { trackingAlarms } from '../../policies/scaling/target-tracking-alarms.ts';
import type { AlarmSpec } from '../../scenario/scaling-spec.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Alarm } from './metrics.ts';

const MINUTE_MS = 60_000;

/** An alarm before it has a stream. */
export type AlarmDraft = Omit<
  Alarm,
  'index' | 'stream' | 'phaseMs' | 'everyMs' | 'state' | 'since' | 'pending' | 'callAt' | 'rests'
>;

/** What is looked at together: a query and the alarms on it. */
export interface Looked {
  readonly query: MetricQuery;
  readonly alarms: readonly AlarmDraft[];
}

/** With the index of its first alarm: alarms are numbered as they are stated, whatever is looked at together. */
export interface Numbered extends Looked {
  readonly firstAlarm: number;
}

/** All that is looked at: by target tracking, by managed scaling, and by the alarms of the user. */
export function lookedAt(scenario: Scenario): Numbered[] {
  return numbered([...trackedQueries(scenario), ...managedQueries(scenario), ...scenario.alarms.map(ofUser)]);
}

function numbered(looked: readonly Looked[]): Numbered[] {
  let alarms = 0;
  return looked.map((each) => {
    const firstAlarm = alarms;
    alarms += each.alarms.length;
    return { ...each, firstAlarm };
  });
}

/** Of each target tracking policy its metric and its two alarms (scaling: ). */
function trackedQueries({ scalableTargets, autoScalingGroups, timings }: Scenario): Looked[] {
  const settings = {
    highDatapoints: timings['targetTracking.highDatapoints'],
    lowForMs: timings['targetTracking.lowFor'],
    lowFraction: timings['targetTracking.lowFraction'],
    extraPeriods: timings['cloudwatch.extraPeriods'],
  };
  return scalableTargets.flatMap(({ policies, resourceId, scales }, target) => {
    const scaled = scales.of === 'service' ? resourceId : autoScalingGroups[scales.index]!.name;
    return policies.flatMap((policy, index) => {
      if (policy.kind !== 'targetTracking') return [];
      const rules = trackingAlarms(policy.targetValue, policy.query.periodMs, settings);
      const alarm = (side: 'high' | 'low', name: string, rule: AlarmRule): AlarmDraft => ({
        name: `TargetTracking-${scaled}-${name}-${policy.policyName}`,
        rule,
        warmUpMs: 0,
        waitsForWarmUpEnd: false,
        ignoresFewSamples: false,
        tracking: { target, policy: index, side },
        manages: null,
        actions: [{ state: 'ALARM', target, policy: index }],
      });
      const high = alarm('high', 'AlarmHigh', rules.high);
      const alarms = policy.disableScaleIn ? [high] : [high, alarm('low', 'AlarmLow', rules.low)];
      return [{ query: policy.query, alarms }];
    });
  });
}

/** Of each capacity provider with managed scaling its metric and its two alarms (ecs: ). */
function managedQueries({ autoScalingGroups, timings }: Scenario): Looked[] {
  return autoScalingGroups.flatMap(({ provider }, group) => {
    if (provider === null || provider.managedScaling === null) return [];
    const { targetCapacity: threshold } = provider.managedScaling;
    const alarm = (side: 'high' | 'low', name: string, periods: number): AlarmDraft => ({
      name: `TargetTracking-${provider.name}-${name}`,
      rule: {
        comparison: side === 'high' ? 'GreaterThanThreshold' : 'LessThanThreshold',
        threshold,
        evaluationPeriods: periods,
        datapointsToAlarm: periods,
        evaluationRange: evaluationRange(periods, timings['cloudwatch.extraPeriods']),
        treatMissingData: 'missing',
      },
      warmUpMs: 0,
      waitsForWarmUpEnd: false,
      ignoresFewSamples: false,
      tracking: null,
      manages: { group, side },
      actions: [],
    });
    const term: MetricTerm = {
      id: 'm1',
      label: 'AWS/ECS/ManagedScaling CapacityProviderReservation',
      source: { of: 'provider', group },
      statistic: { kind: 'Average' },
    };
    const query = { periodMs: MINUTE_MS, terms: [term], expression: null };
    return [
      {
        query,
        alarms: [
          alarm('high', 'AlarmHigh', MANAGED_HIGH_POINTS),
          alarm('low', 'AlarmLow', MANAGED_LOW_POINTS),
        ],
      },
    ];
  });
}

/** Minutes above and below the target with which managed scaling acts (ecs: ). */
const MANAGED_HIGH_POINTS = 1;
const MANAGED_LOW_POINTS = 15;

function ofUser(spec: AlarmSpec): Looked {
  const { alarmName: name, rule, warmUpMs, waitsForWarmUpEnd, actions, query } = spec;
  const ignoresFewSamples = spec.evaluateLowSampleCountPercentile === 'ignore' && hasPercentile(query);
  const alarm = {
    name,
    rule,
    warmUpMs,
    waitsForWarmUpEnd,
    ignoresFewSamples,
    tracking: null,
    manages: null,
    actions,
  };
  return { query, alarms: [alarm] };
}

/** Whether it needs more than sums of its samples. */
export function hasPercentile({ terms }: MetricQuery): boolean {
  return terms.some(({ statistic }) => statistic.kind === 'percentile');
}
