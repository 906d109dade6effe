import type { MetricQuery } from '../../../../cloudwatch/metric.ts';
import type { LoadContext } from '../../../context.ts';
import type { Findings } from '../../../findings.ts';
import { Names } from '../../../names.ts';
import { describeValue, type Path } from '../../../reading/problem.ts';
import type { ScalingPolicySpec } from '../../../scaling-spec.ts';
import { type MetricParts, resolveMetricSource } from '../../cloudwatch/metric-source.ts';
import { checkOneMetric, customizedQuery } from '../../scaling/customized-metric.ts';
import type { ResolvedPolicies, ResolvedPolicy } from '../../scaling/scaling-policies.ts';
import { checkMagnitude, stepRule } from '../../scaling/step-scaling.ts';
import type { StatedGroup } from '../auto-scaling-group-schema.ts';
import { cooldownMs, warmUpMs } from './group-pace.ts';
import type { GroupPolicyType, StatedGroupPolicy, StatedTracking } from './group-policy-schema.ts';

/** The group whose policies they are. */
interface Owner {
  readonly stated: StatedGroup;
  /** Index among the scenario's groups, and how often its instances have metrics. */
  readonly index: number;
  readonly everyMs: 60_000 | 300_000;
}

/** What each type of policy has of the keys that not every type has. */
const KEYS: Readonly<Record<GroupPolicyType, readonly (keyof StatedGroupPolicy)[]>> = {
  SimpleScaling: ['adjustmentType', 'minAdjustmentMagnitude', 'scalingAdjustment', 'cooldown'],
  StepScaling: [
    'adjustmentType',
    'minAdjustmentMagnitude',
    'stepAdjustments',
    'metricAggregationType',
    'estimatedInstanceWarmup',
  ],
  TargetTrackingScaling: ['estimatedInstanceWarmup', 'targetTrackingConfiguration'],
};
const ALL_KEYS = [...new Set(Object.values(KEYS).flat())];
/** Those that must be there. */
const NEEDED: readonly (keyof StatedGroupPolicy)[] = [
  'adjustmentType',
  'scalingAdjustment',
  'stepAdjustments',
  'targetTrackingConfiguration',
];

/** The policies of a group; those that are wrong are left out, and those that are disabled do nothing. */
export function resolveGroupPolicies(
  owner: Owner,
  path: Path,
  parts: MetricParts,
  { findings }: LoadContext,
): ResolvedPolicies {
  const { autoScalingGroupName: group, scalingPolicies = [] } = owner.stated;
  const specs: ScalingPolicySpec[] = [];
  const names = new Names<ResolvedPolicy>(`a scaling policy of group ${group}`);
  if (findings.isBroken(path)) names.addBroken(null);
  const predefined = new Set<string>();
  for (const [i, stated] of scalingPolicies.entries()) {
    const at: Path = [...path, i];
    checkOwner(stated, group, at, findings);
    checkPredefined(stated, predefined, at, findings);
    const spec = checkKeys(stated, at, findings) ? resolvePolicy(stated, owner, at, parts, findings) : null;
    if (spec === null) {
      names.addBroken(stated.policyName);
      continue;
    }
    const index = stated.enabled ? specs.push(spec) - 1 : null;
    names.add(stated.policyName, { index, kind: spec.kind }, [...at, 'policyName'], findings);
  }
  return { specs, names };
}

/** AWS's answers repeat the group's name inside of it. */
export function checkOwner(
  { autoScalingGroupName: stated }: { readonly autoScalingGroupName?: string | undefined },
  group: string,
  path: Path,
  findings: Findings,
): void {
  if (stated !== undefined && stated !== group)
    findings.add([...path, 'autoScalingGroupName'], `that of the group, ${group}`, describeValue(stated));
}

/** What PutScalingPolicy asks for and refuses by the type of the policy; AWS's answers have empty lists of what others have. */
function checkKeys(stated: StatedGroupPolicy, path: Path, findings: Findings): boolean {
  const { policyType: type } = stated;
  const isGiven = (key: keyof StatedGroupPolicy) =>
    stated[key] !== undefined && !(key === 'stepAdjustments' && stated.stepAdjustments?.length === 0);
  if (findings.isBroken([...path, 'policyType'])) return false;
  let isRight = true;
  for (const key of ALL_KEYS) {
    const at: Path = [...path, key];
    if (findings.isBroken(at)) isRight = false;
    else if (isGiven(key) && !KEYS[type].includes(key)) {
      const types = (Object.keys(KEYS) as GroupPolicyType[]).filter((other) => KEYS[other].includes(key));
      findings.add(at, `\`${key}\` only with ${types.join(' or ')}`, `one with ${type}`);
      isRight = false;
    } else if (!isGiven(key) && KEYS[type].includes(key) && NEEDED.includes(key)) {
      findings.add(at, `\`${key}\` with ${type}`, 'none');
      isRight = false;
    }
  }
  return isRight;
}

/** Each predefined metric has one target tracking policy. */
function checkPredefined(
  { targetTrackingConfiguration: tracking }: StatedGroupPolicy,
  known: Set<string>,
  path: Path,
  findings: Findings,
): void {
  const type = tracking?.predefinedMetricSpecification?.predefinedMetricType;
  if (type === undefined) return;
  if (known.has(type))
    findings.add(
      [...path, 'targetTrackingConfiguration', 'predefinedMetricSpecification', 'predefinedMetricType'],
      'a metric that no other target tracking policy of the group has',
      `${describeValue(type)} once more`,
    );
  known.add(type);
}

function resolvePolicy(
  stated: StatedGroupPolicy,
  owner: Owner,
  path: Path,
  parts: MetricParts,
  findings: Findings,
): ScalingPolicySpec | null {
  const { policyName, policyType, minAdjustmentMagnitude, metricAggregationType = 'Average' } = stated;
  if (policyType === 'TargetTrackingScaling') {
    const tracking = stated.targetTrackingConfiguration!;
    const query = trackingQuery(tracking, owner, [...path, 'targetTrackingConfiguration'], parts, findings);
    if (query === null) return null;
    const { targetValue, disableScaleIn } = tracking;
    const cooldowns = { scaleOutCooldownMs: 0, scaleInCooldownMs: 0 };
    const warmUp = { warmUpMs: warmUpMs(stated, owner.stated) };
    return {
      kind: 'targetTracking',
      policyName,
      targetValue,
      query,
      ...cooldowns,
      disableScaleIn,
      ...warmUp,
    };
  }
  const adjustmentType = stated.adjustmentType!;
  const facts = { kind: 'step', policyName, metricAggregation: metricAggregationType } as const;
  if (policyType === 'StepScaling') {
    const { stepAdjustments = [] } = stated;
    const rule = stepRule({ adjustmentType, stepAdjustments, minAdjustmentMagnitude }, path, findings);
    return { ...facts, rule, isSimple: false, cooldownMs: 0, warmUpMs: warmUpMs(stated, owner.stated) };
  }
  const adjustment = stated.scalingAdjustment!;
  checkMagnitude({ adjustmentType, minAdjustmentMagnitude }, path, findings);
  if (adjustmentType === 'ExactCapacity' && adjustment < 0)
    findings.add([...path, 'scalingAdjustment'], 'an integer from 0 up with ExactCapacity', `${adjustment}`);
  return {
    ...facts,
    rule: {
      adjustmentType,
      steps: [{ lower: null, upper: null, adjustment }],
      minAdjustmentMagnitude: minAdjustmentMagnitude ?? 0,
    },
    isSimple: true,
    cooldownMs: cooldownMs(stated, owner.stated),
    warmUpMs: 0,
  };
}

function trackingQuery(
  stated: StatedTracking,
  owner: Owner,
  path: Path,
  parts: MetricParts,
  findings: Findings,
): MetricQuery | null {
  if (!checkOneMetric(stated, path, findings)) return null;
  const { predefinedMetricSpecification: predefined, customizedMetricSpecification: customized } = stated;
  if (customized !== undefined)
    return customizedQuery(customized, [...path, 'customizedMetricSpecification'], parts, findings);
  return predefined!.predefinedMetricType === 'ASGAverageCPUUtilization'
    ? cpuQuery(predefined!, owner, [...path, 'predefinedMetricSpecification'], findings)
    : requestsQuery(predefined!, [...path, 'predefinedMetricSpecification'], parts, findings);
}

type Predefined = NonNullable<StatedTracking['predefinedMetricSpecification']>;

/** With basic monitoring its periods are five minutes, and so it takes five times as long (scaling: ). */
function cpuQuery(
  { predefinedMetricType: type, resourceLabel }: Predefined,
  { index, everyMs }: Owner,
  path: Path,
  findings: Findings,
): MetricQuery {
  if (resourceLabel !== undefined && resourceLabel !== '')
    findings.add(
      [...path, 'resourceLabel'],
      `no \`resourceLabel\` with ${type}`,
      describeValue(resourceLabel),
    );
  const source = { of: 'group', group: index, metric: 'CPUUtilization', everyMs } as const;
  const term = { id: 'm1', label: 'AWS/EC2 CPUUtilization', source, statistic: { kind: 'Average' } } as const;
  return { periodMs: everyMs, terms: [term], expression: null };
}

/** Requests a minute per target of the service whose target group it is. */
function requestsQuery(
  { predefinedMetricType: type, resourceLabel }: Predefined,
  path: Path,
  parts: MetricParts,
  findings: Findings,
): MetricQuery | null {
  const at: Path = [...path, 'resourceLabel'];
  if (resourceLabel === undefined) {
    findings.add(at, `the target group of ${type}`, 'nothing');
    return null;
  }
  const periodMs = 60_000;
  const statistic = { kind: 'Sum' } as const;
  const named = { namespace: 'AWS/ApplicationELB', metricName: 'RequestCountPerTarget', periodMs, statistic };
  const dimensions = new Map([['TargetGroup', { value: resourceLabel, path: at }]]);
  const places = { namespace: at, metricName: at, dimensions: at, statistic: at, period: at };
  const source = resolveMetricSource({ ...named, dimensions, at: places }, parts, findings);
  if (source === null) return null;
  const term = { id: 'm1', label: 'AWS/ApplicationELB RequestCountPerTarget', source, statistic };
  return { periodMs, terms: [term], expression: null };
}
