import type {
  ActivityExplanation,
  CallFigures,
  HeldCall,
  ScalingExplanation,
} from '../../../experiment/explain/scaling/scaling-explanation.ts';
import { cleanText, labelled } from '../layout.ts';
import { formatCount } from '../numbers.ts';
import { formatTime, formatValue } from './wording.ts';

const LABEL_WIDTH = 11;

/** The scaling activities before and after the moment. */
export function activityLines(explanation: ScalingExplanation, width: number): string[] {
  const { lastActivity, nextActivity, searchedUntil, searchedToEnd, at } = explanation;
  const until = formatTime(searchedUntil, at);
  const none = searchedToEnd
    ? `none up to the end of the run, ${until}`
    : `none within 24 hours, up to ${until}; it was not run further`;
  return [
    'Scaling activities',
    ...labelled(
      '  Last',
      lastActivity === null ? 'none so far' : describe(lastActivity, at),
      LABEL_WIDTH,
      width,
    ),
    ...labelled('  Next', nextActivity === null ? none : describe(nextActivity, at), LABEL_WIDTH, width),
  ];
}

function describe(
  { at, cause, description, from, to, figures }: ActivityExplanation,
  moment: string,
): string {
  const what = from === to ? cleanText(description) : `${formatCount(from)} -> ${formatCount(to)}`;
  const sum = figures === null ? '' : figuresOf(figures);
  return `${formatTime(at, moment)}  ${what}: ${cleanText(cause)}${sum}`;
}

/** Calls that are told of. */
const MOST_HELD = 8;

/** Calls in the hour before that left the desired count as it was. */
export function heldLines({ held, at }: ScalingExplanation, width: number): string[] {
  if (held.length === 0) return [];
  const left = held.length - MOST_HELD;
  return [
    'Calls in the hour before that held the desired count',
    ...held.slice(-MOST_HELD).flatMap((call) => labelled('  -', heldSentence(call, at), 4, width)),
    ...(left > 0 ? [`  and ${formatCount(left)} earlier ones`] : []),
  ];
}

function heldSentence(call: HeldCall, moment: string): string {
  const { firstAt, lastAt, policyName, direction, reason } = call;
  const first = formatTime(firstAt, moment);
  const when = firstAt === lastAt ? first : `${first} to ${formatTime(lastAt, moment)}`;
  return `${when}, ${cleanText(policyName)}, scale-${direction}: ${HELD_REASONS[reason] ?? cleanText(reason)}${figuresOf(call)}`;
}

function figuresOf({ base, computed, value, threshold }: CallFigures): string {
  if (base === null || computed === null) return '';
  return ` (${formatValue(value)} at ${formatValue(threshold)}: ${formatCount(base)} tasks make ${formatCount(computed)})`;
}

/** Why a call held, in few words. */
export const HELD_REASONS: Readonly<Record<string, string>> = {
  suspended: 'suspended',
  deployment: 'a deployment was in progress',
  cooldown: 'its cooldown lasted',
  alreadyAtMaximum: 'at its maximum',
  alreadyAtMinimum: 'at its minimum',
  alreadyAtDesired: 'it had as many already',
  belowMinimum: 'below its minimum already',
  aboveMaximum: 'above its maximum already',
  noStep: 'no step for the value',
  notAllReady: 'another policy was not low',
  noData: 'no data points',
};
