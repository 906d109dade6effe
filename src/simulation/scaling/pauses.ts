import type { ScalingDecision } from '../../policies/scaling/decide-capacity.ts';
import { newestSeen } from '../metrics/data-points.ts';
import type { Alarm, AlarmAction } from '../metrics/metrics.ts';
import type { Simulation } from '../simulation.ts';
import { type CalledPolicy, evaluationOf, warmAtOf } from './decide-now.ts';
import { nextWarmAt } from './targets.ts';

/** What a decision means for the next call. */
export function pauseAfter(
  simulation: Simulation,
  alarm: Alarm,
  { target: index, policy: place }: AlarmAction,
  { reason, direction }: ScalingDecision,
): Pause {
  const { now } = simulation;
  const target = simulation.scalableTargets[index]!;
  const { cooldowns, restsUntil } = target;
  const policy = target.spec.policies[place] as CalledPolicy;
  // What has had its warm-up counts from then on, once it is measured.
  const warmAt = nextWarmAt(
    simulation,
    target,
    policy.warmUpMs,
    warmAtOf(simulation, alarm, policy, evaluationOf(simulation, now)),
  );
  const untilNews = (until: number): Pause =>
    canTurn(policy) ? untilData(until) : { until: Math.min(until, warmAt), rests: 'untilNews' };
  const untilData = (until: number) => restUntilData(simulation, alarm, Math.min(until, warmAt));
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
    case 'warmUp':
      return untilNews(Number.POSITIVE_INFINITY);
    case 'cooldown':
      if (policy.kind === 'step' && policy.isSimple) return { until: restsUntil, rests: 'untilNews' };
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
function canTurn(policy: CalledPolicy): boolean {
  if (policy.kind !== 'step') return false;
  const { adjustmentType, steps } = policy.rule;
  if (adjustmentType === 'ExactCapacity') return steps.length > 1;
  return steps.some(({ adjustment }) => adjustment > 0) && steps.some(({ adjustment }) => adjustment < 0);
}

/** Until when another call would change nothing, if nothing else comes, and what else that could be. */
export interface Pause {
  readonly until: number;
  readonly rests: Alarm['rests'];
}

export function restUntilData(simulation: Simulation, alarm: Alarm, until = Number.POSITIVE_INFINITY): Pause {
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

/** Alarms whose data points a call of this one looks at: a scale-in at those of all policies (scaling: ). */
export function lookedAtWith({ metrics, scalableTargets }: Simulation, alarm: Alarm): readonly Alarm[] {
  if (alarm.tracking?.side !== 'low') return [alarm];
  return scalableTargets[alarm.tracking.target]!.alarms.map((index) => metrics.alarms[index]!).filter(
    ({ tracking }) => tracking?.side === 'low',
  );
}
