import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/experiment/outcome.ts';
import { SCRIPT_HASH } from '../../../src/reporters/html/page.ts';
import { reportHtml } from '../../../src/reporters/html/report.ts';
import { SCRIPT } from '../../../src/reporters/html/script.ts';
import { reportJson } from '../../../src/reporters/json.ts';
import { hugeFleet, longNames, manyServices, onePoint, wholeYear } from '../../support/extreme-outcomes.ts';
import { findAll, type HtmlElement, parseHtml, textOf } from '../../support/html-tree.ts';
import { EMPTY_OUTCOME, outcomeArbitrary } from '../../support/outcome.ts';

const NAMES = new Set(
  (
    'html head meta link title style script body a div header footer main nav section article h1 h2 h3 h4 p ul li dl dt dd em strong b ' +
    'small i span code button time data figure figcaption details summary table thead tbody tfoot tr th td svg path'
  ).split(' '),
);

/** Reads the page strictly and says what none may have. */
function pageOf(outcome: Outcome): { readonly page: HtmlElement; readonly html: string } {
  const html = [...reportHtml(outcome)].join('');
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(400_000);
  const page = parseHtml(html);
  const all = findAll(page, () => true);
  const ids = all.flatMap(({ attributes }) => attributes['id'] ?? []);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { name, attributes } of all) {
    if (name !== '' && !NAMES.has(name)) expect.fail(`an element of nobody: ${name}`);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) expect.fail(`an attribute of nobody: ${key}`);
      if (
        ['d', 'style', 'viewBox', 'data-x', 'stroke-width'].includes(key) &&
        /NaN|Infinity|undefined|e[+-]?\d/.test(value)
      )
        expect.fail(`${key} of ${name}: ${value.slice(0, 200)}`);
    }
  }
  expect(all.filter(({ name }) => name === 'script' || name === 'style')).toHaveLength(2);
  // No text of ours is a hole in a sentence.
  const body = textOf(findAll(page, ({ name }) => name === 'main')[0]!);
  expect(body).not.toMatch(/\bNaN\b|\[object/);
  return { page, html };
}

function sectionsOf(page: HtmlElement): string[] {
  return findAll(page, ({ name }) => name === 'section').map(({ attributes }) => attributes['id']!);
}

test('any outcome has a page that is sound, whatever is in its names', () => {
  fc.assert(
    fc.property(outcomeArbitrary, (outcome) => {
      const { html } = pageOf(outcome);
      expect([...reportHtml(JSON.parse(reportJson(outcome)) as Outcome)].join('')).toBe(html);
    }),
    { numRuns: 40, seed: 11 },
  );
});

test('the one script that may run is the one that is there', () => {
  expect(SCRIPT_HASH).toBe(`sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`);
  expect([...reportHtml(EMPTY_OUTCOME)].join('')).toContain(`<script>${SCRIPT}</script>`);
});

test('an empty run says so', () => {
  const { page } = pageOf(EMPTY_OUTCOME);
  expect(textOf(page)).toContain('It cost nothing in 1 h.');
  expect(textOf(page)).toContain('No task was requested.');
  expect(sectionsOf(page)).toEqual([]);
});

test('a run of one point and no length', () => {
  const { page } = pageOf(onePoint());
  expect(sectionsOf(page)).toEqual(['cost', 'utilization', 'tasks']);
});

test('a year: the peak of one minute is in the picture and in its table', () => {
  const { page } = pageOf(wholeYear());
  const [figure] = findAll(page, (one) => one.name === 'figure' && textOf(one).includes('tasks run at once'));
  expect(textOf(figure!)).toMatch(/At most 777 tasks run at once, on 7 May, 03:14/);
  const cells = findAll(figure!, ({ name }) => name === 'td').map(textOf);
  expect(cells).toContain('777');
});

test('names of 255 characters and names with markup are shown and never read', () => {
  const { page, html } = pageOf(longNames());
  expect(textOf(page)).toContain('<script>alert(1)</script>');
  expect(html).not.toContain('<script>alert');
  expect(html.match(/<script>/g)).toHaveLength(1);
});

test('of 200 services the worst have pictures, all a row', () => {
  const { page } = pageOf(manyServices(200));
  const pictured = findAll(page, ({ name }) => name === 'article').length;
  expect(pictured).toBeGreaterThanOrEqual(2);
  expect(pictured).toBeLessThan(20);
  expect(textOf(page)).toMatch(/Pictures of \d+ of 200 services/);
});

test('long texts and 200 long names together are no longer than any page', () => {
  const long = manyServices(200, 'n'.repeat(255));
  const scenario = { ...long.scenario, description: 'd'.repeat(1e6) };
  const warnings = Array.from({ length: 300 }, () => ({
    code: 'x',
    message: 'm'.repeat(2000),
    count: 1,
    firstAt: '',
  }));
  const { page } = pageOf({ ...long, scenario, warnings });
  expect(textOf(page)).toContain('d…');
  expect(textOf(page)).toMatch(/And \d+ more warnings in outcome.json/);
});

test('10,000 instances: rows are bands, boxes a part of them', () => {
  const { page } = pageOf(hugeFleet(10_000));
  expect(textOf(page)).toContain('10,000 instances over the run');
  expect(textOf(page)).toContain('Each row is a band of instances');
  expect(textOf(page)).toMatch(/9,9\d\d more instances not shown/);
});
