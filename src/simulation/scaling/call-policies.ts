import { afterScaling, type ScalingDecision } from '../../policies/scaling/decide-capacity.ts';
import { callManagedScaling } from '../groups/managed-scaling.ts';
import type { Alarm, AlarmAction } from '../metrics/metrics.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { setCapacity } from './activities.ts';
import { type CalledPolicy, decideNow, evaluationOf } from './decide-now.ts';
import { lookedAtWith, type Pause, pauseAfter, restUntilData } from './pauses.ts';
import type { ScalableTarget } from './scalable-target.ts';

/** While an alarm stays in a state it calls its policies again and again (scaling: ). */
const CALLED_EVERY_MS = 60_000;

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
  const policy = target.spec.policies[place] as CalledPolicy;
  beginCooldown(simulation, target, policy, made);
  const cause = `monitor alarm ${alarm.name} in state ${alarm.state} triggered policy ${policy.policyName}`;
  setCapacity(simulation, target, made.capacity, cause, told());
  return made;
}

/** A policy of a service has cooldowns of each direction; a simple one of a group has one, which begins when its activity ends. */
function beginCooldown(
  { now }: Simulation,
  target: ScalableTarget,
  policy: CalledPolicy,
  made: ScalingDecision,
): void {
  if (target.spec.scales.of === 'service') {
    target.cooldowns = afterScaling(target.cooldowns, made, now, cooldownOf(policy, made.direction));
  } else if (policy.kind === 'step' && policy.isSimple) {
    target.restsUntil = Number.POSITIVE_INFINITY;
    target.restsForMs = policy.cooldownMs;
  }
}

function cooldownOf(policy: CalledPolicy, direction: 'out' | 'in'): number {
  if (policy.kind === 'step') return policy.cooldownMs;
  return direction === 'out' ? policy.scaleOutCooldownMs : policy.scaleInCooldownMs;
}
