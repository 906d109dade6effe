import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Comparison } from '../../../src/experiment/compare/comparison.ts';
import { comparisonJson } from '../../../src/reporters/comparison-json.ts';
import { comparisonHtml } from '../../../src/reporters/html/comparison/comparison-html.ts';
import { answerOf } from '../../../src/reporters/text/comparison/answer.ts';
import { differenceOf } from '../../../src/reporters/text/comparison/verdict.ts';
import { checkComparison } from '../../oracles/comparison-numbers.ts';
import {
  allTheSame,
  comparedAlternative,
  comparisonArbitrary,
  comparisonOf,
  fullComparison,
  longName,
  manyAlternatives,
  onlyFailures,
  within,
  withoutIntervals,
} from '../../support/comparisons.ts';
import { findAll, type HtmlElement, parseHtml, textOf } from '../../support/html-tree.ts';

/** Reads the page strictly and says what none may have. */
function pageOf(comparison: Comparison): { readonly page: HtmlElement; readonly html: string } {
  const html = [...comparisonHtml(comparison)].join('');
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(400_000);
  const page = parseHtml(html);
  const all = findAll(page, () => true);
  const ids = all.flatMap(({ attributes }) => attributes['id'] ?? []);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { name, attributes } of all)
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) expect.fail(`an attribute of nobody: ${key}`);
      if (['d', 'style', 'viewBox', 'data-x'].includes(key) && /NaN|Infinity|undefined|e[+-]?\d/.test(value))
        expect.fail(`${key} of ${name}: ${value.slice(0, 200)}`);
    }
  expect(all.filter(({ name }) => name === 'script' || name === 'style')).toHaveLength(2);
  return { page, html };
}

function sectionsOf(page: HtmlElement): string[] {
  return findAll(page, ({ name }) => name === 'section').map(({ attributes }) => attributes['id']!);
}

function sectionOf(page: HtmlElement, id: string): HtmlElement {
  return findAll(page, ({ attributes }) => attributes['id'] === id)[0]!;
}

function titlesOf(page: HtmlElement): string[] {
  return findAll(page, ({ name }) => name === 'h3').map(textOf);
}

test('a comparison with everything: each part, and each number is found in comparison.json', () => {
  const comparison = fullComparison();
  const { page } = pageOf(comparison);
  expect(sectionsOf(page)).toEqual(
    (
      'alternatives quality differences break-even surface tornado equal-service assertions resampled assumptions ' +
      'failures'
    ).split(' '),
  );
  const { wrong, checked } = checkComparison(page, comparison);
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(130);
  expect(titlesOf(page)).toContain('No difference of cost found at this precision between fargate and ec2');
  expect(titlesOf(page)).toContain('At 38.3 (from 29.7 on): fargate is cheaper below.');
  expect(titlesOf(page)).toContain('fargate is cheapest in 3 of 6 places, ec2 in 1');
  expect(titlesOf(page)).toContain('speed.m5 moves it most: from -$0.62 to $0.31, which turns the order');
});

test('a number that is not the one of comparison.json is noticed', () => {
  const { page } = pageOf(fullComparison());
  const [fargate, ec2, spot] = fullComparison().alternatives;
  const alternatives = [fargate!, { ...ec2!, wait: within(31, 2) }, spot!];
  const other = { ...fullComparison(), alternatives };
  expect(checkComparison(page, other).wrong).not.toEqual([]);
});

test('any comparison has a page that is sound, and the same one from its JSON', () => {
  fc.assert(
    fc.property(comparisonArbitrary, (comparison) => {
      const { page, html } = pageOf(comparison);
      expect([...comparisonHtml(JSON.parse(comparisonJson(comparison)) as Comparison)].join('')).toBe(html);
      expect(textOf(findAll(page, ({ name }) => name === 'main')[0]!)).not.toMatch(
        /\bNaN\b|\[object|undefined/,
      );
    }),
    { numRuns: 40, seed: 11 },
  );
});

test('the answer is that of the text, and no picture tells of a difference that contains zero', () => {
  for (const comparison of [fullComparison(), manyAlternatives(6), withoutIntervals()]) {
    const { page } = pageOf(comparison);
    const said = findAll(page, ({ attributes }) => attributes['data-text'] === 'answer').map(textOf);
    expect(said).toEqual(answerOf(comparison));
    const rows = findAll(page, ({ attributes }) => 'data-pair' in attributes);
    expect(rows.length).toBeGreaterThan(2);
    for (const { attributes, children } of rows) {
      const pair = comparison.pairs[Number(attributes['data-pair']!.split('/')[2])]!;
      const isNone = differenceOf(pair) === 'none';
      expect(attributes['data-found'] === 'none').toBe(isNone);
      const text = children.map(textOf).join(' ');
      expect(/no difference found at this precision|the same/.test(text), text).toBe(isNone);
    }
  }
});

test('the cheaper one of a pair comes first, also where comparison.json has it second', () => {
  const dear = comparedAlternative('dear', within(20, 1));
  const cheap = comparedAlternative('cheap', within(5, 1));
  const comparison = comparisonOf([dear, cheap]);
  const { page } = pageOf(comparison);
  const [row] = findAll(page, ({ attributes }) => attributes['class'] === 'row' && 'data-pair' in attributes);
  expect(textOf(row!)).toBe('cheap − dear-$15 ± 2');
  expect(checkComparison(page, comparison).wrong).toEqual([]);
  // The interval from -17 to -13 lies to the left of zero, where the axis ends.
  const [reach] = findAll(row!, ({ attributes }) => attributes['class'] === 'reach');
  const [left, width] = reach!.attributes['style']!.match(/[\d.]+/g)!.map(Number) as [number, number];
  expect(left + width).toBeLessThan(50);
  expect(left / width).toBeCloseTo((20 - 17) / 4, 1);
});

test('without intervals nothing is sure, and nobody says so', () => {
  const { page } = pageOf(withoutIntervals());
  expect(titlesOf(page)).toContain('count=2 cost the least in these runs: $4.76');
  expect(titlesOf(page)).toContain('All 3 pairs differ in cost in these runs');
  expect(textOf(page)).toContain('Nothing tells how sure a difference is');
});

test('all the same, and for nothing', () => {
  const { page } = pageOf(allTheSame());
  expect(sectionsOf(page)).toEqual(['alternatives', 'differences', 'resampled']);
  expect(textOf(sectionOf(page, 'differences'))).toContain('All 3 pairs are the same');
});

test('only failures: there is nothing to compare, and why', () => {
  const { page } = pageOf(onlyFailures());
  expect(textOf(page)).toContain('No run ended, so there is nothing to compare.');
  expect(sectionsOf(page)).toEqual(['resampled', 'failures']);
  expect(textOf(sectionOf(page, 'failures'))).toContain('no container instance <ever> comes');
  expect(textOf(sectionOf(page, 'failures'))).toContain('And 20 more failed runs in comparison.json.');
});

test('names of 255 characters and names with markup are shown and never read', () => {
  const comparison = fullComparison(longName);
  const { page, html } = pageOf(comparison);
  expect(html).not.toContain('<b onclick');
  expect(html.match(/<script>/g)).toHaveLength(1);
  expect(textOf(sectionOf(page, 'alternatives'))).toContain(longName('fargate'));
});

test('of many alternatives the cheapest are shown, and how many are not', () => {
  const twenty = manyAlternatives(20);
  const { page } = pageOf(twenty);
  expect(checkComparison(page, twenty).wrong).toEqual([]);
  const rows = findAll(sectionOf(page, 'alternatives'), ({ attributes }) => attributes['class'] === 'row');
  expect(rows).toHaveLength(20);
  expect(textOf(sectionOf(page, 'differences'))).toContain('And 166 more pairs in comparison.json.');
  const { page: huge } = pageOf(manyAlternatives(60, (i) => longName(`${i}`)));
  expect(textOf(huge)).toMatch(/And \d+ more alternatives in comparison\.json/);
});
