import type { DecisionExplanation } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import { listNames } from '../explain/wording.ts';
import { cleanText } from '../layout.ts';
import { formatCount } from '../numbers.ts';
import { type PolicyRule, sumOf } from './sum.ts';
import { formatTime, formatValue } from './wording.ts';

/** What a policy would do, as what follows its name: `would set the desired count to 9, for 6 running x 80 / 60 = 8 ...`. */
export function decisionSentence(
  decision: DecisionExplanation,
  rule: PolicyRule,
  desired: number,
  moment: string,
): string {
  const { reason, capacity } = decision;
  const why = REASONS[reason](decision, {
    sum: sumOf(decision, rule),
    desired: formatCount(desired),
    until: decision.cooldownUntil === null ? '' : formatTime(decision.cooldownUntil, moment),
  });
  return reason === 'scaled'
    ? `would set the desired count to ${formatCount(capacity)}: ${why}`
    : `would leave the desired count at ${formatCount(desired)}: ${why}`;
}

interface Words {
  readonly sum: string;
  readonly desired: string;
  readonly until: string;
}

const REASONS: Readonly<
  Record<DecisionExplanation['reason'], (decision: DecisionExplanation, words: Words) => string>
> = {
  scaled: (decision, { sum }) => sum + clamped(decision),
  suspended: ({ direction }) => `dynamic scaling ${direction} is suspended`,
  deployment: () => 'a deployment is in progress, and during one nothing scales in',
  cooldown: ({ direction }, { sum, desired, until }) =>
    direction === 'in'
      ? `the scale-in cooldown lasts until ${until}`
      : `the scale-out cooldown lasts until ${until}, and ${sum}: no more than the ${desired} that it has`,
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
