import type { JudgedCandidate, Look, Placed, StrategyStep } from '../../../experiment/explain/decision.ts';
import { cleanText, fitText, padText, widthOf, wrapText } from '../layout.ts';
import { countOf, formatAmount, formatCount } from '../numbers.ts';
import { formatDraw, formatOrdinal, listNames, listRuns } from './wording.ts';

/** Rows of values that are shown; the rest is summed up. */
const MOST_ROWS = 6;
/** Instances that are named in a row. */
const MOST_NAMES = 3;

/** How a strategy narrowed the candidates: a heading, and what lies below it. */
export function stepLines(
  { strategy, field, ecs, looks, before, kept }: StrategyStep,
  group: string,
  width: number,
): { readonly heading: string; readonly lines: string[] } {
  const name = stepName({ strategy, field, ecs });
  const heading = `${name}: ${formatCount(before)} -> ${formatCount(kept.length)}`;
  if (looks.length > 0) return { heading, lines: looks.flatMap((look) => lookLines(look, group, width)) };
  return { heading, lines: wrapText(idleSentence(before), width) };
}

/** `spread by instance`. */
export function stepName({ strategy, field, ecs }: Pick<StrategyStep, 'strategy' | 'field' | 'ecs'>): string {
  const by = field === '' ? '' : ` by ${cleanText(field === 'instanceId' ? 'instance' : field)}`;
  return `${strategy}${by}${ecs ? '' : ' (not of ECS)'}`;
}

/** Why a strategy had nothing to decide. */
export function idleSentence(before: number): string {
  return before === 1 ? 'One is left: nothing to decide.' : 'No task of the group is there: all are equal.';
}

/** How one of several equally good instances was taken; nothing when only one was left. */
export function tieLines(
  { equals, by, drawn }: Placed['tie'],
  names: readonly string[],
  width: number,
): { readonly heading: string; readonly lines: string[] } | null {
  if (equals === 1) return null;
  const how =
    by === 'first'
      ? 'Equally good; the one that was registered first is taken.'
      : `Equally good; drew ${formatDraw(drawn ?? 0)}: the ${formatOrdinal(Math.floor((drawn ?? 0) * equals))} of them.`;
  return {
    heading: `Tie: ${formatCount(equals)} -> 1`,
    lines: [...wrapText(how, width), ...wrapText(listNames(names), width)],
  };
}

function lookLines(look: Look, group: string, width: number): string[] {
  const sentences = wrapText(lookSentence(look, group), width);
  return look.best === 'lowest' || look.best === 'highest'
    ? [...sentences, ...valueTable(look, width)]
    : sentences;
}

/** What a look was for, and what it took where there is no table of values: `Fewest tasks of group web, on the instance:`. */
export function lookSentence({ by, best, candidates, position, drawn }: Look, group: string): string {
  switch (best) {
    case 'position': {
      const taken = candidates.find(({ stays }) => stays);
      const name = taken === undefined ? '' : `, ${cleanText(taken.containerInstance)}`;
      const which =
        drawn === null
          ? `${sentence(by)}: the ${formatOrdinal(position ?? 0)}${name}.`
          : `${sentence(by)}; drew ${formatDraw(drawn)}: the ${formatOrdinal(position ?? 0)}${name}.`;
      return which;
    }
    case 'true': {
      const stay = candidates.filter(({ stays }) => stays).length;
      return `${sentence(by)}: ${formatCount(stay)} of ${formatCount(candidates.length)}.`;
    }
    default: {
      const words = by
        .replace('tasks of the group', `tasks of group ${cleanText(group)},`)
        .replace(', by', ' by');
      return `${superlative(by, best)} ${words.replace(', on', ' on')}:`;
    }
  }
}

/** The best value first. */
function valueTable({ candidates, best }: Pick<Look, 'candidates' | 'best'>, width: number): string[] {
  const rows = valueRows({ candidates, best });
  const hasAttribute = candidates.some(({ attribute }) => attribute !== undefined);
  const shown = rows.length <= MOST_ROWS + 1 ? rows : rows.slice(0, MOST_ROWS);
  const cells = shown.map(({ value, attribute, members }) => [
    formatAmount(value),
    hasAttribute ? cleanText(attribute ?? 'without it') : '',
    members.length <= MOST_NAMES
      ? listNames(members.map(({ containerInstance }) => containerInstance))
      : `${listRuns(members.map(({ containerInstance }) => containerInstance))}`,
  ]);
  const valueWidth = cells.reduce((most, [value]) => Math.max(most, widthOf(value!)), 0);
  const attributeWidth = cells.reduce((most, [, name]) => Math.max(most, widthOf(name!)), 0);
  const lines = cells.map(([value, attribute, members], i) => {
    const mark = shown[i]!.members.some(({ stays }) => stays) ? '> ' : '  ';
    const start =
      padText(value!, valueWidth, true) + (hasAttribute ? `  ${padText(attribute!, attributeWidth)}` : '');
    return fitText(`${mark}${start}  ${members!}`, width);
  });
  const rest = rows.slice(shown.length);
  const others = rest.reduce((sum, { members }) => sum + members.length, 0);
  const range = `${formatAmount(rest[0]?.value ?? 0)} to ${formatAmount(rest.at(-1)?.value ?? 0)}`;
  return rest.length === 0 ? lines : [...lines, `  and ${countOf(others, 'instance')} from ${range}`];
}

/** Candidates that are judged alike together, the best first. */
export function valueRows({ candidates, best }: Pick<Look, 'candidates' | 'best'>): ValueRow[] {
  return rowsOf(candidates, best === 'lowest' ? 1 : -1);
}

export interface ValueRow {
  readonly value: number;
  readonly attribute: string | null | undefined;
  readonly members: JudgedCandidate[];
}

/** Candidates that are judged alike, and share the attribute's value if one was looked at. */
function rowsOf(candidates: readonly JudgedCandidate[], direction: 1 | -1): ValueRow[] {
  const rows = new Map<string, ValueRow>();
  for (const candidate of candidates) {
    const { value, attribute } = candidate;
    const key = `${value} ${attribute === undefined ? '' : JSON.stringify(attribute)}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { value: Number(value), attribute, members: [candidate] });
    else known.members.push(candidate);
  }
  return [...rows.values()].sort((a, b) => direction * (a.value - b.value));
}

/** `Fewest tasks`, `Least MiB`, `Highest share`. */
function superlative(by: string, best: 'lowest' | 'highest'): string {
  if (by.startsWith('tasks')) return best === 'lowest' ? 'Fewest' : 'Most';
  if (/^(MiB|CPU units)/.test(by)) return best === 'lowest' ? 'Least' : 'Most';
  return best === 'lowest' ? 'Lowest' : 'Highest';
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
