import type { PolicyDecision } from '../../events/scaling-news.ts';
import { afterScaling, type ScalingDecision } from '../../policies/scaling/decide-capacity.ts';
import { takeStep } from '../../policies/scaling/step-scaling.ts';
import { type TrackingState, trackIn, trackOut } from '../../policies/scaling/target-tracking.ts';
import type { ScalingPolicySpec } from '../../scenario/scenario.ts';
import { callManagedScaling } from '../groups/managed-scaling.ts';
import { dataPointAt, newestSeen } from '../metrics/data-points.ts';
import type { Alarm, AlarmAction } from '../metrics/metrics.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { setCapacity } from './activities.ts';
import type { ScalableTarget } from './scalable-target.ts';
import { viewOf } from './targets.ts';

/** While an alarm stays in a state it calls its policies again and again (scaling: ). */
const CALLED_EVERY_MS = 60_000;

type Tracking = Extract<ScalingPolicySpec, { kind: 'targetTracking' }>;
type Step = Extract<ScalingPolicySpec, { kind: 'step' }>;

/** An alarm has come to another state: it calls whom it has for that, and what others wait for may have changed. */
export function alarmActs(simulation: Simulation, alarm: Alarm): void {
  alarm.callAt = Number.POSITIVE_INFINITY;
  alarm.rests = 'no';
  const delayMs = simulation.scenario.timings['scaling.actionDelay'];
  const manages = alarm.manages !== null && alarm.state === 'ALARM';
  if (manages || alarm.actions.some(({ state }) => state === alarm.state))
    setCall(simulation, alarm, simulation.now + delayMs);
  for (const { target } of alarm.actions) noteNews(simulation, simulation.scalableTargets[target]!);
}

/** POLICY_CALLED: alarms call their policies; those of one instant in their own order, whichever was set first. */
export function policyCalled(simulation: Simulation, index: number): void {
  const { now, metrics } = simulation;
  if (metrics.alarms[index]!.callAt !== now) return;
  const due = metrics.calls.get(now) ?? [];
  metrics.calls.delete(now);
  for (const each of due.sort((a, b) => a - b)) {
    const alarm = metrics.alarms[each]!;
    if (alarm.callAt !== now) continue;
    Object.assign(metrics.called, { at: now, upTo: each });
    callPolicies(simulation, alarm);
  }
}

/** The policies of an alarm decide, and when they are called next. */
function callPolicies(simulation: Simulation, alarm: Alarm): void {
  alarm.callAt = Number.POSITIVE_INFINITY;
  alarm.rests = 'no';
  let next = Number.POSITIVE_INFINITY;
  let rests: Alarm['rests'] = 'untilNews';
  if (alarm.manages !== null) ({ until: next, rests } = manage(simulation, alarm));
  for (const action of alarm.actions) {
    if (action.state !== alarm.state) continue;
    const decision = callPolicy(simulation, alarm, action);
    const pause = pauseAfter(simulation, alarm, action, decision);
    next = Math.min(next, pause.until);
    if (pause.rests !== 'untilNews') rests = pause.rests;
  }
  alarm.rests = rests;
  if (next < Number.POSITIVE_INFINITY) setCall(simulation, alarm, callAfter(simulation, alarm, next));
}

/** Managed scaling is called; until when another call would change nothing (ecs: ). */
function manage(simulation: Simulation, alarm: Alarm): Pause {
  const { reason, until } = callManagedScaling(simulation, alarm, evaluationOf(simulation, simulation.now));
  if (reason === 'scaled') return { until: simulation.now + 1, rests: 'no' };
  return reason === 'warmUp' ? { until, rests: 'untilNewsOrData' } : restUntilData(simulation, alarm);
}

/** What its policies wait for may have come: they are called again. */
export function noteNews(simulation: Simulation, target: ScalableTarget): void {
  for (const index of target.alarms) {
    const alarm = simulation.metrics.alarms[index]!;
    if (alarm.rests !== 'no') resume(simulation, alarm);
  }
}

/** The bounds of a group are others from now on. */
export function noteGroupNews(simulation: Simulation, group: number): void {
  for (const alarm of simulation.metrics.alarms)
    if (alarm.manages?.group === group && alarm.rests !== 'no') resume(simulation, alarm);
}

/** The data points of an alarm may be others from now on. */
export function noteData(simulation: Simulation, alarm: Alarm): void {
  for (const one of lookedAtWith(simulation, alarm))
    if (one.rests === 'untilNewsOrData') resume(simulation, one);
}

/** Alarms whose data points a call of this one looks at: a scale-in at those of all policies (scaling: ). */
function lookedAtWith({ metrics, scalableTargets }: Simulation, alarm: Alarm): readonly Alarm[] {
  if (alarm.tracking?.side !== 'low') return [alarm];
  return scalableTargets[alarm.tracking.target]!.alarms.map((index) => metrics.alarms[index]!).filter(
    ({ tracking }) => tracking?.side === 'low',
  );
}

function resume(simulation: Simulation, alarm: Alarm): void {
  const { now, metrics } = simulation;
  const { at, upTo } = metrics.called;
  alarm.rests = 'no';
  // Had it gone on calling, it would have called before those that have called at this instant after it.
  setCall(simulation, alarm, callAfter(simulation, alarm, at === now && alarm.index <= upTo ? now + 1 : now));
}

/** The first call at or after an instant: they come minute by minute from the first one. */
export function callAfter(simulation: Simulation, { since }: Alarm, at: number): number {
  const first = since + simulation.scenario.timings['scaling.actionDelay'];
  return first + Math.max(0, Math.ceil((at - first) / CALLED_EVERY_MS)) * CALLED_EVERY_MS;
}

function setCall({ timers, metrics }: Simulation, alarm: Alarm, at: number): void {
  if (alarm.callAt <= at) return;
  alarm.callAt = at;
  const others = metrics.calls.get(at);
  if (others === undefined) metrics.calls.set(at, [alarm.index]);
  else others.push(alarm.index);
  timers.push(at, Phase.CALL, TimerKind.POLICY_CALLED, alarm.index, 0);
}

/** What a decision means for the next call. */
function pauseAfter(
  simulation: Simulation,
  alarm: Alarm,
  { target: index, policy: place }: AlarmAction,
  { reason, direction }: ScalingDecision,
): Pause {
  const { now } = simulation;
  const { spec, cooldowns } = simulation.scalableTargets[index]!;
  const untilNews = (until: number): Pause =>
    canTurn(spec.policies[place] as Tracking | Step) ? untilData(until) : { until, rests: 'untilNews' };
  const untilData = (until: number) => restUntilData(simulation, alarm, until);
  switch (reason) {
    case 'scaled':
      return { until: now + 1, rests: 'no' };
    // Whatever its metric says, it would go this way and no further.
    case 'alreadyAtMinimum':
    case 'suspended':
    case 'deployment':
    case 'belowMinimum':
    case 'aboveMaximum':
    case 'notAllReady':
      return untilNews(Number.POSITIVE_INFINITY);
    case 'cooldown':
      return direction === 'in' ? untilNews(cooldowns.inUntil) : untilData(cooldowns.outUntil);
    // At the maximum the metric says how much more it wants.
    case 'alreadyAtMaximum':
    case 'alreadyAtDesired':
    case 'noStep':
    case 'noData':
      return untilData(Number.POSITIVE_INFINITY);
  }
}

/** Whether it may want to scale the other way once its metric has come to another step. */
function canTurn(policy: Tracking | Step): boolean {
  if (policy.kind !== 'step') return false;
  const { adjustmentType, steps } = policy.rule;
  if (adjustmentType === 'ExactCapacity') return steps.length > 1;
  return steps.some(({ adjustment }) => adjustment > 0) && steps.some(({ adjustment }) => adjustment < 0);
}

/** Until when another call would change nothing, if nothing else comes, and what else that could be. */
interface Pause {
  readonly until: number;
  readonly rests: Alarm['rests'];
}

function restUntilData(simulation: Simulation, alarm: Alarm, until = Number.POSITIVE_INFINITY): Pause {
  return lookedAtWith(simulation, alarm).every((one) => seesAll(simulation, one))
    ? { until, rests: 'untilNewsOrData' }
    : { until: simulation.now + 1, rests: 'no' };
}

/** Whether the data points that are seen now are like all that will be seen, as long as nothing changes. */
function seesAll(simulation: Simulation, alarm: Alarm): boolean {
  const { metrics, now } = simulation;
  const stream = metrics.streams[alarm.stream]!;
  const group = metrics.groups[stream.group]!;
  if (group.asleepSince < 0) return false;
  const looksBack = alarm.rule.evaluationPeriods * stream.width;
  return newestSeen(group, stream, evaluationOf(simulation, now)) - looksBack >= group.last - 1;
}

/** The evaluation after which a call comes. */
function evaluationOf({ scenario }: Simulation, calledAt: number): number {
  return calledAt - scenario.timings['scaling.actionDelay'];
}

/** One policy decides, and what it decides is done. */
function callPolicy(
  simulation: Simulation,
  alarm: Alarm,
  { target: index, policy: place }: AlarmAction,
): ScalingDecision {
  const target = simulation.scalableTargets[index]!;
  const decision = decideNow(simulation, alarm, target, place);
  const { decision: made, told } = decision;
  if (made.reason !== 'scaled') {
    for (const observer of simulation.listeners.scalingHeld)
      observer.scalingHeld(simulation.now, index, told());
    return made;
  }
  const policy = target.spec.policies[place] as Tracking | Step;
  target.cooldowns = afterScaling(target.cooldowns, made, simulation.now, cooldownOf(policy, made.direction));
  const cause = `monitor alarm ${alarm.name} in state ${alarm.state} triggered policy ${policy.policyName}`;
  setCapacity(simulation, target, made.capacity, cause, told());
  return made;
}

/** What a policy would decide if its alarm called it now, after an evaluation at `evaluatedAt`, and how it is told of. */
export function decideNow(
  simulation: Simulation,
  alarm: Alarm,
  target: ScalableTarget,
  place: number,
  evaluatedAt: number = evaluationOf(simulation, simulation.now),
): { readonly decision: ScalingDecision; told(): PolicyDecision } {
  const policy = target.spec.policies[place] as Tracking | Step;
  const view = viewOf(simulation, target);
  const points = pointsOf(simulation, alarm, evaluatedAt);
  const value =
    policy.kind === 'step' ? together(points, policy.metricAggregation) : chosen(simulation, points);
  const decision = decide(simulation, alarm, target, policy, value, evaluatedAt);
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
      outUntil: view.cooldowns.outUntil > view.now ? view.cooldowns.outUntil : 0,
      inUntil: view.cooldowns.inUntil > view.now ? view.cooldowns.inUntil : 0,
    }),
  };
}

function decide(
  simulation: Simulation,
  alarm: Alarm,
  target: ScalableTarget,
  policy: Tracking | Step,
  value: number | null,
  evaluatedAt: number,
): ScalingDecision {
  const view = viewOf(simulation, target);
  if (policy.kind === 'step') {
    const { threshold, comparison } = alarm.rule;
    return takeStep(view, policy.rule, value, { threshold, isAbove: comparison.startsWith('Greater') });
  }
  if (alarm.tracking?.side === 'high') return trackOut(view, policy.targetValue, value);
  return trackIn(view, trackingStates(simulation, target, evaluatedAt));
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

function cooldownOf(policy: Tracking | Step, direction: 'out' | 'in'): number {
  if (policy.kind === 'step') return policy.cooldownMs;
  return direction === 'out' ? policy.scaleOutCooldownMs : policy.scaleInCooldownMs;
}
