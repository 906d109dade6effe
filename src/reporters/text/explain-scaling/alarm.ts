import type { AlarmExplanation, AlarmFacts } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import { cleanText, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';
import { decisionSentence } from './decision.ts';
import { pointLines } from './points.ts';
import type { PolicyRule } from './sum.ts';
import { formatTime, formatValue, type Scaled, SIDES } from './wording.ts';

/** One alarm of a policy: its state and why, what it saw, and what the policy makes of it. */
export function alarmLines(
  alarm: AlarmExplanation,
  rule: PolicyRule,
  scaled: Scaled,
  moment: string,
  width: number,
): string[] {
  return [
    ...wrapText(stateSentence(alarm, moment), width),
    ...pointLines(alarm, moment, width),
    ...wrapText(callSentence(alarm, rule, scaled, moment), width),
  ];
}

/** Whether it calls its policy, and what comes of it. */
export function callSentence(
  alarm: AlarmExplanation,
  rule: PolicyRule,
  scaled: Scaled,
  moment: string,
): string {
  return alarm.state === alarm.callsIn
    ? calledSentence(alarm, rule, scaled, moment)
    : uncalledSentence(alarm, rule, scaled, moment);
}

/** `AlarmHigh`, or the name that the scenario gave it, as what begins a sentence. */
export function alarmTitle({ side, alarmName }: AlarmFacts): string {
  if (side === null) return `Alarm ${cleanText(alarmName)}`;
  return side === 'high' ? 'AlarmHigh' : 'AlarmLow';
}

export function stateSentence(alarm: AlarmFacts, moment: string): string {
  const { state, since, warmUpUntil } = alarm;
  const warmUp = warmUpUntil === null ? '' : ` It warms up until ${formatTime(warmUpUntil, moment)}.`;
  return `${alarmTitle(alarm)} is ${state === 'ALARM' ? 'in ALARM' : state} since ${formatTime(since, moment)}: ${pointsSentence(alarm)}.${warmUp}`;
}

function pointsSentence(alarm: AlarmFacts): string {
  const { seen, comparison, threshold, treatMissingData } = alarm;
  const { datapointsToAlarm: m, evaluationPeriods: n } = alarm;
  const side = `${SIDES[comparison]} ${formatValue(threshold)}`;
  const takes = `it takes ${formatCount(m)}${m === n ? '' : ` of ${formatCount(n)}`}`;
  const missing = seen < n ? `; missing ones ${MISSING[treatMissingData]}` : '';
  if (seen === 0) return `there are no data points, and ${takes} ${side}${missing}`;
  return `${breachingOf(alarm)} ${side}, and ${takes}${missing}`;
}

/** `2 of 3 data points are`. */
function breachingOf({ seen, breaching }: AlarmFacts): string {
  if (seen === 1) return `its one data point is${breaching === 1 ? '' : ' not'}`;
  if (breaching === seen) return `all ${formatCount(seen)} data points are`;
  const count = breaching === 0 ? 'none' : formatCount(breaching);
  return `${count} of ${formatCount(seen)} data points ${breaching === 1 ? 'is' : 'are'}`;
}

const MISSING = {
  missing: 'are left out',
  ignore: 'leave the state as it is',
  breaching: 'count as breaching',
  notBreaching: 'count as not breaching',
} as const;

function calledSentence(alarm: AlarmExplanation, rule: PolicyRule, scaled: Scaled, moment: string): string {
  const next = alarm.nextCallAt === null ? '' : `, next at ${formatTime(alarm.nextCallAt, moment)}`;
  return `It calls the policy every minute${next}. Called now, it ${decisionSentence(alarm.decision, rule, scaled, moment)}.`;
}

function uncalledSentence(alarm: AlarmExplanation, rule: PolicyRule, scaled: Scaled, moment: string): string {
  const { callsIn, decision, side } = alarm;
  const only = callsIn === 'ALARM' ? '' : `, which it does in ${callsIn} only`;
  const would =
    side === 'low'
      ? `.${proposal(alarm, scaled)}`
      : `; called now, it ${decisionSentence(decision, rule, scaled, moment)}.`;
  return `So nobody calls the policy${only}${would} ${foreseen(alarm, moment)}`;
}

/** When that can change. */
export function foreseen(alarm: AlarmFacts, moment: string): string {
  const { foreseenAt, earliestAt, callsIn, comparison, threshold } = alarm;
  const like = 'If all data points that come are like the newest, the alarm';
  if (foreseenAt !== null) return `${like} comes to ${callsIn} at ${formatTime(foreseenAt, moment)}.`;
  if (earliestAt === null) return `${like} stays as it is.`;
  return `${like} stays as it is; if all are ${SIDES[comparison]} ${formatValue(threshold)}, it comes to ${callsIn} at ${formatTime(earliestAt, moment)}.`;
}

/** What would be asked for if all policies were low, where that is less. */
function proposal({ decision: { proposals } }: AlarmExplanation, { desired, unit }: Scaled): string {
  if (proposals.some(({ computed }) => computed === null)) return '';
  const asked = Math.max(...proposals.map(({ computed }) => computed!));
  return asked < desired ? ` If all policies were low now, they would ask for ${countOf(asked, unit)}.` : '';
}
