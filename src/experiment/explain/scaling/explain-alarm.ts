import { breaches } from '../../../cloudwatch/alarm.ts';
import type { AlarmState } from '../../../model/alarm-state.ts';
import { evaluatedPoints, foreseenAt, lastEvaluated, ruleNow } from '../../../simulation/metrics/alarms.ts';
import { newestSeen } from '../../../simulation/metrics/data-points.ts';
import type { Alarm } from '../../../simulation/metrics/metrics.ts';
import { callAfter } from '../../../simulation/scaling/call-policies.ts';
import { metricName } from '../../../simulation/scaling/decide-now.ts';
import type { ScalableTarget } from '../../../simulation/scaling/scalable-target.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { formatInstant } from '../../../units/calendar.ts';
import type { AlarmExplanation, AlarmFacts, PointExplanation } from './alarm-explanation.ts';
import { explainDecisionNow } from './explain-decision-now.ts';

/** An alarm that calls a policy of a target, at the instant where the run stands. */
export function explainAlarm(
  simulation: Simulation,
  target: ScalableTarget,
  alarm: Alarm,
  place: number,
): AlarmExplanation {
  const { state: callsIn } = alarm.actions.find(
    (action) => action.target === target.index && action.policy === place,
  )!;
  const last = lastEvaluated(alarm, simulation.now);
  return {
    ...alarmFacts(simulation, alarm, callsIn),
    decision: explainDecisionNow(simulation, target, alarm, place, last < 0 ? simulation.now : last),
  };
}

/** An alarm that calls somebody in a state, at the instant where the run stands. */
export function alarmFacts(simulation: Simulation, alarm: Alarm, callsIn: AlarmState): AlarmFacts {
  const { now, startMs } = simulation;
  const instant = (ms: number | null) => (ms === null ? null : formatInstant(startMs + ms));
  const rule = ruleNow(simulation, alarm);
  const last = lastEvaluated(alarm, now);
  const evaluatedAt = last < 0 ? null : last;
  const points = evaluatedAt === null ? [] : explainPoints(simulation, alarm, evaluatedAt);
  const counted = points.filter(({ counts, value }) => counts && value !== null);
  const calls = alarm.state === callsIn;
  const breaching = rule.comparison.startsWith('Greater') ? Number.MAX_VALUE : -Number.MAX_VALUE;
  return {
    alarmName: alarm.name,
    side: alarm.tracking?.side ?? alarm.manages?.side ?? null,
    metric: metricName(simulation, alarm),
    state: alarm.state,
    since: formatInstant(startMs + alarm.since),
    callsIn,
    comparison: rule.comparison,
    threshold: rule.threshold,
    datapointsToAlarm: rule.datapointsToAlarm,
    evaluationPeriods: rule.evaluationPeriods,
    treatMissingData: rule.treatMissingData,
    warmUpUntil: now < alarm.warmUpMs ? instant(alarm.warmUpMs) : null,
    evaluatedAt: instant(evaluatedAt),
    points,
    seen: counted.length,
    breaching: counted.filter(({ isBreaching }) => isBreaching).length,
    nextCallAt: calls ? instant(callAfter(simulation, alarm, now + 1)) : null,
    foreseenAt: calls ? null : instant(foreseenAt(simulation, alarm, callsIn, null)),
    earliestAt:
      calls || callsIn !== 'ALARM' ? null : instant(foreseenAt(simulation, alarm, callsIn, breaching)),
  };
}

/** Those that an evaluation saw; the newest N that are not missing count, of the others as many as lack (scaling: ). */
function explainPoints(
  simulation: Simulation,
  alarm: Alarm,
  evaluatedAt: number,
): readonly PointExplanation[] {
  const { metrics, startMs } = simulation;
  const stream = metrics.streams[alarm.stream]!;
  const group = metrics.groups[stream.group]!;
  const rule = ruleNow(simulation, alarm);
  const values = evaluatedPoints(group, stream, alarm, evaluatedAt);
  const periodMs = stream.width * group.stepMs;
  const newestEndMs = group.originMs + (newestSeen(group, stream, evaluatedAt) + 1) * group.stepMs;
  let real = 0;
  return values.flatMap((value, age) => {
    const untilMs = newestEndMs - age * periodMs;
    // Before the run there is nothing to be missed.
    if (untilMs <= 0) return [];
    const isMissing = Number.isNaN(value);
    const counts = !isMissing && real < rule.evaluationPeriods;
    if (counts) real++;
    return [
      {
        from: formatInstant(startMs + untilMs - periodMs),
        until: formatInstant(startMs + untilMs),
        value: isMissing ? null : value,
        isBreaching: !isMissing && breaches(value, rule),
        counts,
      },
    ];
  });
}
