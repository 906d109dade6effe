import { findAll, type HtmlElement, type HtmlNode, textOf } from '../support/html-tree.ts';
import { saysNumber } from './report-numbers.ts';

/** A comparison.json, read. */
// biome-ignore lint/suspicious/noExplicitAny: whatever stands there is what is checked against.
type Json = any;

/**
 * Every number of a comparison's page against comparison.json: those that say where they stand there, those that are counted, and no
 * other digits but in texts of the comparison. Gives what is wrong; `checked` counts numbers that were found.
 */
export function checkComparison(root: HtmlElement, comparison: Json): { wrong: string[]; checked: number } {
  const wrong: string[] = [];
  const body = findAll(root, ({ name }) => name === 'body')[0]!;
  const all = findAll(body, ({ name }) => name === 'data');
  for (const found of all) {
    const {
      'data-path': path,
      'data-minus': minus,
      'data-by': by = '1',
      'data-derived': how,
      value,
    } = found.attributes;
    const there =
      path === undefined
        ? derive(comparison, how!)
        : (at(comparison, path) - (minus === undefined ? 0 : at(comparison, minus))) / Number(by);
    if (Math.abs(Number(value) - there) > 1e-9 * Math.max(1e-9, Math.abs(there)))
      wrong.push(`${path ?? how} is ${there}, the page has ${value}`);
    if (!says(textOf(found), there, spreadOf(comparison, path) / Math.abs(Number(by))))
      wrong.push(`${path ?? how}: "${textOf(found)}" for ${there}`);
  }
  const known = [...textsOf(comparison)].join('\n');
  for (const text of looseTexts(body))
    for (const word of text.replace(OWN, ' ').split(/[\s,;]+/))
      if (/\d/.test(word) && !known.includes(word.replace(/^\(|[.:)]+$/g, '')))
        wrong.push(`a number from nowhere: "${word}" in "${text}"`);
  return { wrong, checked: all.length };
}

/** What a page says with digits of any comparison. */
const OWN = /\b(?:10|50|90|95)th\b|\$?0\.00/g;

function says(text: string, value: number, spread: number): boolean {
  const [, sign = '', size = ''] = /^(-?)(.*)$/s.exec(text)!;
  if (sign === '-' && value >= 0) return false;
  if (saysNumber(size, Math.abs(value), false)) return true;
  // What is estimated has no more digits than its interval supports: it may be off by a quarter of that.
  const said = Number(size.replace(/[$,]/g, ''));
  return spread > 0 && Math.abs(said - Math.abs(value)) <= 0.2501 * spread;
}

/** Half of the interval that a mean, a difference or an end belongs to. */
function spreadOf(comparison: Json, path: string | undefined): number {
  if (path === undefined || !/\/(mean|difference|high|value)$/.test(path)) return 0;
  const { mean, difference, low, high } = at(comparison, path.slice(0, path.lastIndexOf('/')));
  if (low === null || high === null || high === undefined) return 0;
  return mean === undefined || difference !== undefined ? high - low : high - mean;
}

function at(comparison: Json, pointer: string): Json {
  return pointer
    .slice(1)
    .split('/')
    .reduce((value, step) => value[step.replaceAll('~1', '/').replaceAll('~0', '~')], comparison);
}

/** Numbers that are counted. */
function derive(comparison: Json, how: string): number {
  const { alternatives, pairs, seeds, failures, surface } = comparison;
  const [name, what = '', turned] = how.split(':');
  const cells: Json[] = surface?.cells.flat() ?? [];
  const of = pairs.filter(({ metric }: Json) => metric === what);
  const isSure = ({ difference, low, high }: Json) =>
    low === null || high === null ? difference !== 0 : low > 0 || high < 0;
  switch (name) {
    case 'alternatives':
      return alternatives.length;
    case 'seeds':
      return seeds.length;
    case 'failures':
      return failures.length;
    case 'pairs':
      return of.length;
    case 'sure':
      return of.filter(isSure).length;
    case 'alike': {
      const [first] = [...alternatives].sort((a: Json, b: Json) => a.cost.mean - b.cost.mean);
      const costs = pairs.filter(({ metric }: Json) => metric === 'cost');
      return costs.filter((pair: Json) => [pair.a, pair.b].includes(first.name) && !isSure(pair)).length;
    }
    case 'cells':
      return cells.length;
    case 'won':
      return cells.filter(({ cheapest }) => cheapest === surface.alternatives[Number(what)]).length;
    case 'chance': {
      const { probabilityLower } = pairs[Number(what)];
      return turned === 'true' ? 1 - probabilityLower : probabilityLower;
    }
    default:
      throw new Error(`nobody knows how to derive ${how}`);
  }
}

/** Texts with digits that nothing has checked. */
function looseTexts(node: HtmlNode): string[] {
  if (typeof node === 'string') return /\d/.test(node) ? [node] : [];
  const { name, attributes } = node;
  if (name === 'data' || attributes['aria-hidden'] === 'true' || 'data-text' in attributes) return [];
  return node.children.flatMap(looseTexts);
}

function* textsOf(value: Json): Generator<string> {
  if (typeof value === 'string') yield value.replace(/\s+/g, ' ').trim();
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* textsOf(one);
}
