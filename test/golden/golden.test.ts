import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { reportHtml } from '../../src/reporters/html/report.ts';
import { checkNumbers } from '../oracles/report-numbers.ts';
import { parseHtml } from '../support/html-tree.ts';
import {
  EXPECTED,
  expectedFiles,
  galleryNames,
  PICTURES,
  pictureFile,
  pictureOf,
  runGolden,
} from './golden.ts';
import { pageStructure } from './page-structure.ts';

const names = galleryNames();

/** Those whose pictures are read number by number: together they have every section. */
const PICTURED = [
  'azure-on-managed-scaling',
  'chain-of-three',
  'fargate-and-spot',
  'first',
  'instance-refresh-under-traffic',
  'lose-a-zone',
  'nasa-on-target-tracking',
  'queue-worker',
  'rolling-deployments',
];

test('every scenario has its expected report, and every report its scenario', () => {
  const expected = names.flatMap(expectedFiles).map((file) => basename(file));
  expect(readdirSync(EXPECTED).sort()).toEqual(expected.sort());
  expect(readdirSync(PICTURES).sort()).toEqual(names.map((name) => basename(pictureFile(name))).sort());
});

// A report moves only with a rule: `npm run golden` writes them anew, the commit says which rule and which line.
test.each(names)('%s', async (name) => {
  const { outcome, report, files } = await runGolden(name);
  expect(outcome.scenario.description, 'a scenario of the gallery says what it shows').not.toBe('');
  expect(outcome.scenario.name, 'it is called like its file').toBe(name);
  expect(report).toContain(`digest ${outcome.digest}, `);
  for (const [file, text] of files) expect(text).toBe(readFileSync(file, 'utf8'));
  // The pages that the README links: their words, tables and pictures, not every point of a line.
  expect(pageStructure(pictureOf(outcome))).toEqual(pageStructure(readFileSync(pictureFile(name), 'utf8')));
  if (!PICTURED.includes(name)) return;
  const page = [...reportHtml(outcome)].join('');
  const { wrong, checked } = checkNumbers(parseHtml(page), outcome);
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(100);
});
