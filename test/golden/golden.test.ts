import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { EXPECTED, expectedFiles, galleryNames, runGolden } from './golden.ts';

const names = galleryNames();

test('every scenario has its expected report, and every report its scenario', () => {
  const expected = names.flatMap(expectedFiles).map((file) => basename(file));
  expect(readdirSync(EXPECTED).sort()).toEqual(expected.sort());
});

// A report moves only with a rule: `npm run golden` writes them anew, the commit says which rule and which line.
test.each(names)('%s', async (name) => {
  const { outcome, report, files } = await runGolden(name);
  expect(outcome.scenario.description, 'a scenario of the gallery says what it shows').not.toBe('');
  expect(outcome.scenario.name, 'it is called like its file').toBe(name);
  expect(report).toContain(`digest ${outcome.digest}, `);
  for (const [file, text] of files) expect(text).toBe(readFileSync(file, 'utf8'));
});
