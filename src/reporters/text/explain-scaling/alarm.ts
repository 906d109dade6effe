import type { AlarmExplanation } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import { cleanText, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';
import { decisionSentence } from './decision.ts';
import { pointLines } from './points.ts';
import type { PolicyRule } from './sum.ts';
import { formatTime, formatValue, SIDES } from './wording.ts';

/** One alarm of a policy: its state and why, what it saw, and what the policy makes of it. */
export function alarmLines(
  alarm: AlarmExplanation,
  rule: PolicyRule,
  desired: number,
  moment: string,
  width: number,
): string[] {
  const { state, callsIn } = alarm;
  return [
    ...wrapText(stateSentence(alarm, moment), width),
    ...pointLines(alarm, moment, width),
    ...wrapText(
      state === callsIn
        ? calledSentence(alarm, rule, desired, moment)
        : uncalledSentence(alarm, rule, desired, moment),
      width,
    ),
  ];
}

/** `AlarmHigh`, or the name that the scenario gave it. */
export function alarmTitle({ side, alarmName }: AlarmExplanation): string {
  if (side === null) return `alarm ${cleanText(alarmName)}`;
  return side === 'high' ? 'AlarmHigh' : 'AlarmLow';
}

function stateSentence(alarm: AlarmExplanation, moment: string): string {
  const { state, since, warmUpUntil } = alarm;
  const warmUp = warmUpUntil === null ? '' : ` It warms up until ${formatTime(warmUpUntil, moment)}.`;
  const title = alarmTitle(alarm);
  return `${title[0]!.toUpperCase()}${title.slice(1)} is ${state === 'ALARM' ? 'in ALARM' : state} since ${formatTime(since, moment)}: ${pointsSentence(alarm)}.${warmUp}`;
}

function pointsSentence(alarm: AlarmExplanation): string {
  const { seen, breaching, comparison, threshold, treatMissingData } = alarm;
  const { datapointsToAlarm: m, evaluationPeriods: n } = alarm;
  const side = `${SIDES[comparison]} ${formatValue(threshold)}`;
  const takes = m === n ? `it takes ${formatCount(n)}` : `it takes ${formatCount(m)} of ${formatCount(n)}`;
  if (seen === 0)
    return `there are no data points, and ${takes} ${side}; missing ones ${MISSING[treatMissingData]}`;
  const missing = seen < n ? `; missing ones ${MISSING[treatMissingData]}` : '';
  const are = seen === 1 ? 'is' : 'are';
  return `${breaching === seen ? (seen === 1 ? 'its one' : `all ${formatCount(seen)}`) : `${formatCount(breaching)} of ${formatCount(seen)}`} data point${seen === 1 ? '' : 's'} ${are} ${side}, and ${takes}${missing}`;
}

const MISSING = {
  missing: 'are left out',
  ignore: 'leave the state as it is',
  breaching: 'count as breaching',
  notBreaching: 'count as not breaching',
} as const;

function calledSentence(alarm: AlarmExplanation, rule: PolicyRule, desired: number, moment: string): string {
  const next = alarm.nextCallAt === null ? '' : `, next at ${formatTime(alarm.nextCallAt, moment)}`;
  return `It calls the policy every minute${next}. Called now, it ${decisionSentence(alarm.decision, rule, desired, moment)}.`;
}

function uncalledSentence(
  alarm: AlarmExplanation,
  rule: PolicyRule,
  desired: number,
  moment: string,
): string {
  const { callsIn, decision } = alarm;
  const calls = `So nobody calls the policy${callsIn === 'ALARM' ? '' : `: it does so in ${callsIn}`}.`;
  const ownPolicyIsNotLow = decision.reason === 'notAllReady';
  const would = ownPolicyIsNotLow
    ? proposal(alarm)
    : ` If somebody did, it ${decisionSentence(decision, rule, desired, moment)}.`;
  return `${calls} ${foreseen(alarm, moment)}${would}`;
}

/** When that can change. */
function foreseen(
  { foreseenAt, earliestAt, callsIn, comparison, threshold }: AlarmExplanation,
  moment: string,
): string {
  const comesTo = `comes to ${callsIn}`;
  if (foreseenAt !== null)
    return `If all that come are like the newest, it ${comesTo} at ${formatTime(foreseenAt, moment)}.`;
  const stays = `If all that come are like the newest, it stays as it is`;
  if (earliestAt === null) return `${stays}.`;
  return `${stays}; if all of them are ${SIDES[comparison]} ${formatValue(threshold)}, it ${comesTo} at ${formatTime(earliestAt, moment)}.`;
}

/** What it would ask for if all were low. */
function proposal({ decision: { proposals } }: AlarmExplanation): string {
  const asked = Math.max(...proposals.map(({ computed }) => computed ?? -1));
  return asked < 0 ? '' : ` What runs would then be brought to ${countOf(asked, 'task')}, within the bounds.`;
}
