import type {
  ComparedAlternative,
  ComparedPair,
  Comparison,
  Estimate,
} from '../../../experiment/compare/comparison.ts';
import { listNames } from '../explain/wording.ts';
import { cleanText } from '../layout.ts';
import { formatShare } from '../numbers.ts';
import { estimatedMs, estimatedSeconds, estimatedShare } from './estimates.ts';
import { halfOf, supportedDecimals, supportedUsd, withDecimals } from './supported.ts';
import { byCost, differenceOf, pairOf } from './verdict.ts';

/** What is said whenever the interval of a difference contains zero; then nobody is named the cheaper one. */
export const NO_DIFFERENCE = 'No difference found at this precision';

/** The answer of a comparison in a sentence or two, which state no more than its intervals do. */
export function answerOf(comparison: Comparison): string[] {
  const [first, ...others] = byCost(comparison);
  if (first === undefined) return ['No run ended, so there is nothing to compare.'];
  if (others.length === 0)
    return [`Only the runs of ${cleanText(first.name)} ended: there is nothing to compare it with.`];
  const alike = others.filter(({ name }) => isOpen(comparison, first.name, name));
  const answer =
    alike.length > 0
      ? sayAlike(comparison, first, alike, others)
      : [sayLess(comparison, first, others), ...sayService(comparison, first, others[0]!)];
  return [...answer, ...sayUnequal(comparison), ...sayTimes(comparison)];
}

/** Who does not serve as well as all were to: what it costs less is no saving. */
function sayUnequal({ alternatives }: Comparison): string[] {
  const names = alternatives
    .filter(({ capacity }) => capacity !== null && capacity.value === null)
    .map(({ name }) => cleanText(name));
  if (names.length === 0) return [];
  return [
    `Mind that ${listNames(names, 6)} ${names.length === 1 ? 'does' : 'do'} not serve as well: no capacity was found that does.`,
  ];
}

/** Whether nothing tells which of the two is cheaper, or what the means say is not what the pairs say. */
function isOpen(comparison: Comparison, first: string, other: string): boolean {
  const difference = differenceOf(pairOf(comparison, first, other));
  return difference === 'none' || difference === 'higher';
}

function sayAlike(
  comparison: Comparison,
  first: ComparedAlternative,
  alike: readonly ComparedAlternative[],
  others: readonly ComparedAlternative[],
): string[] {
  const group = [first, ...alike];
  const names = group.map(({ name }) => cleanText(name));
  const widest = alike
    .map(({ name }) => pairOf(comparison, first.name, name))
    .reduce((widest, pair) =>
      (halfOf(pair ?? NOTHING) ?? 0) > (halfOf(widest ?? NOTHING) ?? 0) ? pair : widest,
    );
  const rest = others.filter((other) => !alike.includes(other));
  const isBelow = rest.every((other) =>
    group.every(({ name }) => differenceOf(pairOf(comparison, name, other.name)) === 'lower'),
  );
  return [
    `${NO_DIFFERENCE} between ${listNames(names, 6)}${widest === null ? '' : sayRange(widest, comparison.confidence)}.`,
    ...(rest.length > 0 && isBelow
      ? [
          `${group.length === 2 ? 'Both' : 'All of them'} cost less than ${listNames(
            rest.map(({ name }) => cleanText(name)),
            6,
          )}.`,
        ]
      : []),
  ];
}

const NOTHING = { low: null, high: null };

function sayRange({ a, b, difference, low, high }: ComparedPair, confidence: number): string {
  if (low === null || high === null) return difference === 0 ? ': they cost the same' : '';
  const half = halfOf({ low, high });
  return `: ${cleanText(a)} costs between ${supportedUsd(-low, half)} less and ${supportedUsd(high, half)} more than ${cleanText(b)} (${formatShare(confidence)})`;
}

/** The first costs less than any other. */
function sayLess(
  comparison: Comparison,
  first: ComparedAlternative,
  others: readonly ComparedAlternative[],
): string {
  const [next] = others as [ComparedAlternative];
  const pair = pairOf(comparison, first.name, next.name)!;
  const half = halfOf(pair);
  const amount = supportedUsd(-pair.difference, half);
  const share = shareOf(-pair.difference, half, next.cost.mean);
  const than = others.length === 1 ? cleanText(next.name) : `${cleanText(next.name)}, the next`;
  const least = others.length === 1 ? '' : ' the least,';
  const what = `${cleanText(first.name)} costs${least} ${amount} (${share}) less than ${than}`;
  if (pair.low === null || pair.high === null) return `${what}, ${sayRuns(comparison, pair)}.`;
  const confident = formatShare(comparison.confidence);
  const of = isOneTrace(comparison) ? ', of this one recorded trace' : '';
  return `${what}: between ${supportedUsd(-pair.high, half)} and ${supportedUsd(-pair.low, half)} less (${confident}${of}).`;
}

/** What a difference without an interval was seen in. */
function sayRuns(comparison: Comparison, { replications }: ComparedPair): string {
  if (isOneTrace(comparison))
    return 'for this one recorded trace; it does not tell how that would be for another one';
  if (comparison.resampled.some((sentence) => sentence.startsWith('no sampling uncertainty')))
    return `in each of ${replications} replications, which no seed made different`;
  if (comparison.resampled.some((sentence) => sentence.startsWith('costs: ')))
    return 'on every day of the recording alike';
  if (replications === 1) return 'in one replication, which does not tell how sure that is';
  return `in each of ${replications} replications`;
}

/** Whether arrivals were recorded once, and nothing tells of others. */
function isOneTrace({ resampled }: Comparison): boolean {
  return resampled.includes('no sampling uncertainty: one recorded trace');
}

/** That costs of different lengths of time stand side by side. */
function sayTimes({ assumptions }: Comparison): string[] {
  const times = assumptions.find(({ name }) => name === 'measured times differ');
  return times === undefined ? [] : [`Mind that measured times differ: ${times.value}.`];
}

function shareOf(amount: number, half: number | null, of: number): string {
  if (of <= 0) return '-';
  const percent = (100 * amount) / of;
  if (half === null) return formatShare(amount / of);
  return `${withDecimals(percent, Math.min(1, supportedDecimals((100 * half) / of)))} %`;
}

/** What the cheapest does worse than the next one, where that is more than chance. */
function sayService(comparison: Comparison, first: ComparedAlternative, next: ComparedAlternative): string[] {
  const isWorse = (metric: ComparedPair['metric']) => {
    const pair = pairOf(comparison, first.name, next.name, metric);
    const difference = differenceOf(pair);
    return difference === 'higher' || (difference === 'unsure' && pair!.difference > 0);
  };
  const worse = [
    ...(isWorse('unserved')
      ? told(estimatedShare, first.unserved, next.unserved, (one, other) => `${one} unserved, not ${other}`)
      : []),
    ...(isWorse('wait')
      ? told(
          estimatedSeconds,
          first.wait,
          next.wait,
          (one, other) => `tasks that wait ${one}, not ${other} (p95)`,
        )
      : []),
    ...(isWorse('latency') && first.latency !== null && next.latency !== null
      ? told(
          estimatedMs,
          first.latency,
          next.latency,
          (one, other) => `responses in ${one}, not ${other} (p95)`,
        )
      : []),
  ];
  return worse.length === 0 ? [] : [`The price of it: ${worse.join('; ')}.`];
}

/** What reads alike is no difference worth a word. */
function told(
  write: (estimate: Estimate, spread: 'withoutHalf') => string,
  first: Estimate,
  next: Estimate,
  say: (one: string, other: string) => string,
): string[] {
  const [one, other] = [write(first, 'withoutHalf'), write(next, 'withoutHalf')];
  return one === other ? [] : [say(one, other)];
}
