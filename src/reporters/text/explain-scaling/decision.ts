import type { DecisionExplanation } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import { listNames } from '../explain/wording.ts';
import { cleanText } from '../layout.ts';
import { formatCount } from '../numbers.ts';
import { type PolicyRule, sumOf } from './sum.ts';
import { formatTime, formatValue, type Scaled } from './wording.ts';

/** What a policy would do, as what follows its name: `would set the ${wanted} to 9, for 6 running x 80 / 60 = 8 ...`. */
export function decisionSentence(
  decision: DecisionExplanation,
  rule: PolicyRule,
  scaled: Scaled,
  moment: string,
): string {
  const { reason, capacity } = decision;
  const { desired, wanted } = scaled;
  const why = REASONS[reason](
    decision,
    {
      sum: sumOf(decision, rule, scaled),
      desired: formatCount(desired),
      until: decision.cooldownUntil === null ? '' : formatTime(decision.cooldownUntil, moment),
    },
    rule,
  );
  return reason === 'scaled'
    ? `would set the desired count to ${formatCount(capacity)}: ${why}`
    : `would leave the ${wanted} at ${formatCount(desired)}: ${why}`;
}

interface Words {
  readonly sum: string;
  readonly desired: string;
  readonly until: string;
}

const REASONS: Readonly<
  Record<
    DecisionExplanation['reason'],
    (decision: DecisionExplanation, words: Words, rule: PolicyRule) => string
  >
> = {
  scaled: (decision, { sum }) => sum + clamped(decision),
  suspended: ({ direction }) => `dynamic scaling ${direction} is suspended`,
  deployment: () => 'a deployment is in progress, and during one nothing scales in',
  warmUp: () => 'not all instances were warm as the newest data point began, and before nothing scales in',
  cooldown: ({ direction, base }, { sum, desired, until }, rule) => {
    if (rule.kind === 'step' && rule.isSimple) return restSentence(until);
    return direction === 'in' || base === null
      ? `the scale-${direction} cooldown lasts until ${until}`
      : `the scale-out cooldown lasts until ${until}, and ${sum}: no more than the ${desired} that it has`;
  },
  alreadyAtMaximum: ({ maximum }, { sum }) => `${sum}, but its maximum is ${formatCount(maximum)}`,
  alreadyAtMinimum: ({ minimum }, { sum }) => `${sum}, but its minimum is ${formatCount(minimum)}`,
  alreadyAtDesired: ({ direction }, { sum, desired }) =>
    `${sum}: no ${direction === 'out' ? 'more' : 'fewer'} than the ${desired} that it has`,
  belowMinimum: ({ minimum }) =>
    `that is below its minimum of ${formatCount(minimum)} already, so nothing scales in`,
  aboveMaximum: ({ maximum }) =>
    `that is above its maximum of ${formatCount(maximum)} already, so nothing scales out`,
  noStep: ({ value, threshold }) =>
    `none of its steps is for ${formatValue(value)} at a threshold of ${formatValue(threshold)}`,
  notAllReady: notAllReady,
  noData: () => 'there is no data point to work it out from',
};

/** Simple scaling begins nothing while it rests. */
function restSentence(until: string): string {
  return until === '' ? 'an activity of simple scaling goes on' : `the cooldown lasts until ${until}`;
}

/** What the bounds made of it. */
function clamped({ computed, capacity, minimum, maximum }: DecisionExplanation): string {
  if (computed === null || computed === capacity) return '';
  return computed > capacity
    ? `, of which its maximum of ${formatCount(maximum)} allows ${formatCount(capacity)}`
    : `, which its minimum of ${formatCount(minimum)} makes ${formatCount(capacity)}`;
}

/** Whom scale-in waits for (scaling: ). */
function notAllReady({ proposals }: DecisionExplanation): string {
  const waiting = proposals
    .filter(({ isLow }) => !isLow)
    .map(
      ({ policyName, value, targetValue }) =>
        `${cleanText(policyName)} (${formatValue(value)} at a target of ${formatValue(targetValue)})`,
    );
  const are = waiting.length === 1 ? 'is' : 'are';
  return `${listNames(waiting, 4)} ${are} not low, and all policies that scale in must be`;
}
