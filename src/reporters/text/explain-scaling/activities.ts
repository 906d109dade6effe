import type {
  ActivityExplanation,
  CallFigures,
  HeldCall,
  ScalingExplanation,
} from '../../../experiment/explain/scaling/scaling-explanation.ts';
import { HELD_REASONS } from '../held-reasons.ts';
import { cleanText, labelled } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';
import { formatTime, formatValue, SCALED_WORDS } from './wording.ts';

const LABEL_WIDTH = 11;

/** The scaling activities before and after the moment. */
export function activityLines(explanation: ScalingExplanation, width: number): string[] {
  const { lastActivity, nextActivity } = explanation;
  const told = (activity: ActivityExplanation | null) =>
    activity === null ? null : describe(activity, explanation);
  return lastAndNext({ last: told(lastActivity), next: told(nextActivity) }, explanation, width);
}

/** Activities in words; `null`: there is none. */
export function lastAndNext(
  { last, next }: { readonly last: string | null; readonly next: string | null },
  { searchedUntil, searchedToEnd, at }: Pick<ScalingExplanation, 'searchedUntil' | 'searchedToEnd' | 'at'>,
  width: number,
): string[] {
  const until = formatTime(searchedUntil, at);
  const none = searchedToEnd
    ? `none up to the end of the run, ${until}`
    : `none within 24 hours, up to ${until}; it was not run further`;
  return [
    'Scaling activities',
    ...labelled('  Last', last ?? 'none so far', LABEL_WIDTH, width),
    ...labelled('  Next', next ?? none, LABEL_WIDTH, width),
  ];
}

function describe(activity: ActivityExplanation, explanation: ScalingExplanation): string {
  const { at, cause, description, from, to, figures } = activity;
  const what = from === to ? cleanText(description) : `${formatCount(from)} -> ${formatCount(to)}`;
  const sum = figures === null ? '' : figuresOf(figures, explanation, to < from);
  return `${formatTime(at, explanation.at)}  ${what}: ${cleanText(cause)}${sum}`;
}

/** Calls that are told of. */
const MOST_HELD = 8;

/** Calls in the hour before that left the desired count as it was. */
export function heldLines(explanation: ScalingExplanation, width: number): string[] {
  const { held } = explanation;
  if (held.length === 0) return [];
  const left = held.length - MOST_HELD;
  return [
    `Calls in the hour before that held the ${SCALED_WORDS[explanation.target.of].wanted}`,
    ...held.slice(-MOST_HELD).flatMap((call) => labelled('  -', heldSentence(call, explanation), 4, width)),
    ...(left > 0 ? [`  and ${formatCount(left)} earlier ones`] : []),
  ];
}

function heldSentence(call: HeldCall, explanation: ScalingExplanation): string {
  const { at: moment } = explanation;
  const { firstAt, lastAt, policyName, direction, reason } = call;
  const first = formatTime(firstAt, moment);
  const when = firstAt === lastAt ? first : `${first} to ${formatTime(lastAt, moment)}`;
  return `${when}, ${cleanText(policyName)}, scale-${direction}: ${HELD_REASONS[reason] ?? cleanText(reason)}${figuresOf(call, explanation, direction === 'in')}`;
}

/** Towards fewer tasks all target tracking policies count together, so that one's value does not say it (scaling: ). */
function figuresOf(figures: CallFigures, { policies, target }: ScalingExplanation, isIn: boolean): string {
  const { base, computed, value, threshold, policyName } = figures;
  if (base === null || computed === null) return '';
  const scaleIn = policies.filter((policy) => policy.kind === 'targetTracking' && !policy.disableScaleIn);
  const isTogether = isIn && scaleIn.length > 1 && scaleIn.some((policy) => policy.policyName === policyName);
  const from = isTogether ? 'the policies together' : `${formatValue(value)} at ${formatValue(threshold)}`;
  return ` (${from}: ${countOf(base, SCALED_WORDS[target.of].unit)} ${base === 1 ? 'makes' : 'make'} ${formatCount(computed)})`;
}
