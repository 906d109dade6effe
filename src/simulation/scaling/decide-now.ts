import type { PolicyDecision } from '../../events/scaling-news.ts';
import type { ScalingDecision, ScalingView } from '../../policies/scaling/decide-capacity.ts';
import { takeSimple } from '../../policies/scaling/simple-scaling.ts';
import { takeStep } from '../../policies/scaling/step-scaling.ts';
import { type TrackingState, trackIn, trackOut } from '../../policies/scaling/target-tracking.ts';
import type { ScalingPolicySpec } from '../../scenario/scaling-spec.ts';
import { closesAt, dataPointAt, newestSeen } from '../metrics/data-points.ts';
import type { Alarm } from '../metrics/metrics.ts';
import type { Simulation } from '../simulation.ts';
import type { ScalableTarget } from './scalable-target.ts';
import { viewOf } from './targets.ts';

/** A policy that alarms call. */
export type CalledPolicy = Exclude<ScalingPolicySpec, { readonly kind: 'predictive' }>;

/** The evaluation after which a call comes. */
export function evaluationOf({ scenario }: Simulation, calledAt: number): number {
  return calledAt - scenario.timings['scaling.actionDelay'];
}

/** What a policy would decide if its alarm called it now, after an evaluation at `evaluatedAt`, and how it is told of. */
export function decideNow(
  simulation: Simulation,
  alarm: Alarm,
  target: ScalableTarget,
  place: number,
  evaluatedAt: number = evaluationOf(simulation, simulation.now),
): { readonly decision: ScalingDecision; told(): PolicyDecision } {
  const policy = target.spec.policies[place] as CalledPolicy;
  const view = viewOf(simulation, target, policy.warmUpMs, warmAtOf(simulation, alarm, policy, evaluatedAt));
  const points = pointsOf(simulation, alarm, evaluatedAt);
  const value =
    policy.kind === 'step' ? together(points, policy.metricAggregation) : chosen(simulation, points);
  const decision = decide(simulation, alarm, target, policy, view, value, evaluatedAt);
  return {
    decision,
    told: () => ({
      policyName: policy.policyName,
      alarmName: alarm.name,
      alarmState: alarm.state,
      metric: metricName(simulation, alarm),
      points: points.map((point) => (Number.isNaN(point) ? null : point)),
      value,
      threshold: policy.kind === 'step' ? alarm.rule.threshold : policy.targetValue,
      direction: decision.direction,
      base: decision.base,
      computed: decision.computed,
      desired: view.desired,
      capacity: decision.capacity,
      minimum: view.minimum,
      maximum: view.maximum,
      reason: decision.reason,
      ...cooldownsOf(target, view.now),
    }),
  };
}

function decide(
  simulation: Simulation,
  alarm: Alarm,
  target: ScalableTarget,
  policy: CalledPolicy,
  view: ScalingView,
  value: number | null,
  evaluatedAt: number,
): ScalingDecision {
  if (policy.kind === 'step') {
    const { threshold, comparison } = alarm.rule;
    const isAbove = comparison.startsWith('Greater');
    if (policy.isSimple) return takeSimple(view, policy.rule, target.restsUntil);
    return takeStep(view, policy.rule, value, { threshold, isAbove });
  }
  if (alarm.tracking?.side === 'high') return trackOut(view, policy.targetValue, value);
  return trackIn(view, trackingStates(simulation, target, evaluatedAt));
}

/**
 * At which instant instances of a group must have had their warm-up to be counted: as the newest data point began that is seen.
 * So what a policy starts from are the instances that its metric is of; AWS does not publish how it keeps them together. Simple
 * scaling looks at no metric.
 */
export function warmAtOf(
  { metrics, now }: Simulation,
  { stream: index }: Alarm,
  policy: CalledPolicy,
  evaluatedAt: number,
): number {
  if (policy.kind === 'step' && policy.isSimple) return now;
  const stream = metrics.streams[index]!;
  const group = metrics.groups[stream.group]!;
  const newest = newestSeen(group, stream, evaluatedAt);
  return newest < 0 ? now : Math.min(now, closesAt(group, newest) - stream.width * group.stepMs);
}

/** All target tracking policies of a target as a scale-in looks at them (scaling: ). */
export function trackingStates(
  simulation: Simulation,
  target: ScalableTarget,
  evaluatedAt: number,
): TrackingState[] {
  const { metrics } = simulation;
  return target.spec.policies.flatMap((policy, place) => {
    if (policy.kind !== 'targetTracking') return [];
    const own = target.alarms
      .map((index) => metrics.alarms[index]!)
      .filter(({ tracking }) => tracking?.policy === place);
    const low = own.find(({ tracking }) => tracking?.side === 'low');
    return [
      {
        targetValue: policy.targetValue,
        disableScaleIn: policy.disableScaleIn,
        isLow: low?.state === 'ALARM',
        metric: low === undefined ? null : chosen(simulation, pointsOf(simulation, low, evaluatedAt)),
      },
    ];
  });
}

/** The data points that the alarm's evaluation at an instant has looked at, newest first; NaN: missing. */
function pointsOf({ metrics }: Simulation, { stream: index, rule }: Alarm, evaluatedAt: number): number[] {
  const stream = metrics.streams[index]!;
  const group = metrics.groups[stream.group]!;
  const newest = newestSeen(group, stream, evaluatedAt);
  return Array.from({ length: rule.evaluationPeriods }, (_, age) =>
    dataPointAt(group, stream, newest - age * stream.width),
  );
}

/** What target tracking works with (scaling: ). */
function chosen({ scenario }: Simulation, points: readonly number[]): number | null {
  switch (scenario.timings['targetTracking.datapoint']) {
    case 'latest':
      return points.find((point) => !Number.isNaN(point)) ?? null;
    case 'maximum':
      return together(points, 'Maximum');
    case 'minimum':
      return together(points, 'Minimum');
    case 'average':
      return together(points, 'Average');
  }
}

function together(points: readonly number[], how: 'Average' | 'Minimum' | 'Maximum'): number | null {
  const real = points.filter((point) => !Number.isNaN(point));
  if (real.length === 0) return null;
  if (how === 'Average') return real.reduce((sum, point) => sum + point, 0) / real.length;
  return how === 'Minimum' ? Math.min(...real) : Math.max(...real);
}

/** The metric of an alarm as people know it. */
export function metricName({ metrics }: Simulation, { stream }: Alarm): string {
  const { terms, expression } = metrics.streams[stream]!.query;
  const labels = terms.map(({ label }) => label);
  return expression === null ? labels[0]! : `metric math over ${labels.join(', ')}`;
}

/** Until when cooldowns last; 0: there is none, or its end is not known yet. */
function cooldownsOf(
  { cooldowns, restsUntil }: ScalableTarget,
  now: number,
): Pick<PolicyDecision, 'outUntil' | 'inUntil'> {
  const lasting = (until: number) => (until > now && Number.isFinite(until) ? until : 0);
  return {
    outUntil: lasting(Math.max(cooldowns.outUntil, restsUntil)),
    inUntil: lasting(Math.max(cooldowns.inUntil, restsUntil)),
  };
}
