import type {
  ManagedAlarm,
  ManagedExplanation,
} from '../../../experiment/explain/managed/managed-explanation.ts';
import { foreseen, stateSentence } from '../explain-scaling/alarm.ts';
import { pointLines } from '../explain-scaling/points.ts';
import { formatTime } from '../explain-scaling/wording.ts';
import { wrapText } from '../layout.ts';
import { formatAmount, formatCount } from '../numbers.ts';

/** One alarm of managed scaling: its state and why, what it saw, and what a call comes to. */
export function managedAlarmLines(
  alarm: ManagedAlarm,
  explanation: ManagedExplanation,
  width: number,
): string[] {
  const { at: moment } = explanation;
  return [
    ...wrapText(stateSentence(alarm, moment), width),
    ...pointLines(alarm, moment, width),
    ...wrapText(managedCallSentence(alarm, explanation), width),
  ];
}

/** Whether it calls managed scaling, and what comes of it. */
export function managedCallSentence(alarm: ManagedAlarm, explanation: ManagedExplanation): string {
  const { at: moment } = explanation;
  const { state, callsIn, nextCallAt, decision } = alarm;
  const called = decisionSentence(decision, explanation);
  const next = nextCallAt === null ? '' : `, next at ${formatTime(nextCallAt, moment)}`;
  return state === callsIn
    ? `It calls managed scaling every minute${next}. Called now, it ${called}.`
    : `So it does not call managed scaling; called now, it ${called}. ${foreseen(alarm, moment)}`;
}

function decisionSentence(decision: ManagedAlarm['decision'], explanation: ManagedExplanation): string {
  const { reason, to, from, wanted, warmUpUntil, direction } = decision;
  const sum = sumOf(decision, explanation.managedScaling.targetCapacity);
  const { at: moment } = explanation;
  const { minSize, maxSize } = explanation.group;
  const stays = `would leave the desired capacity at ${formatCount(from)}`;
  switch (reason) {
    case 'scaled': {
      const bound = wanted === to ? '' : clamp(direction, to, direction === 'out' ? maxSize : minSize);
      return `would set the desired capacity to ${formatCount(to)}: ${sum}${bound}`;
    }
    case 'warmUp':
      return `${stays}: nothing scales out while instances warm up, until ${formatTime(warmUpUntil ?? moment, moment)}${explanation.group.launching > 0 ? ' or later' : ''} (${sum})`;
    case 'alreadyAtMaximum':
      return `${stays}: ${sum}, but its maximum is ${formatCount(maxSize)}`;
    case 'alreadyAtMinimum':
      return `${stays}: ${sum}, but its minimum is ${formatCount(minSize)}`;
    case 'alreadyAtDesired':
      return `${stays}: ${sum}, ${direction === 'out' ? 'no more' : 'no fewer'} than that`;
    case 'suspended':
      return `${stays}: the group's process AlarmNotification is suspended`;
    case 'noData':
      return `${stays}: there is no data point to work it out from`;
    default:
      return reason satisfies never;
  }
}

function clamp(direction: 'out' | 'in', to: number, bound: number): string {
  return direction === 'out'
    ? `, of which its maximum of ${formatCount(bound)} allows ${formatCount(to)}`
    : `, which its minimum of ${formatCount(bound)} makes ${formatCount(to)}`;
}

/** How the capacity was worked out (ecs: ): `N 2 x 150 / 100 = 3`. */
function sumOf(
  { reservation, instances, computed, wanted }: ManagedAlarm['decision'],
  targetCapacity: number,
): string {
  if (reservation === null || computed === null || wanted === null) return '';
  if (instances === 0)
    return computed === 0
      ? 'with no instance and no need of one it wants none'
      : `from no instance at all it goes to ${formatCount(computed)}`;
  const shown = formatAmount((instances * reservation) / targetCapacity);
  const rounded = shown === formatCount(computed) ? '' : `, rounded up ${formatCount(computed)}`;
  const half =
    wanted === computed ? '' : `; a step takes half of N at most, which leaves ${formatCount(wanted)}`;
  return `N ${formatCount(instances)} x ${formatAmount(reservation)} / ${formatAmount(targetCapacity)} = ${shown}${rounded}${half}`;
}
