import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPARISONS } from './comparisons/comparisons.ts';
import { EXPECTED_COMPARISONS, expectedFile, runGoldenComparison } from './comparisons/golden-comparison.ts';
import { EXPECTED, galleryNames, PICTURES, pictureFile, pictureOf, runGolden } from './golden.ts';

// Writes what every scenario of the gallery and every comparison comes to as what is expected of it from now on: `npm run golden`, of
// those that are named, else of all.
const asked = process.argv.slice(2);
const isAsked = (name: string) => asked.length === 0 || asked.includes(name);
const names = galleryNames().filter(isAsked);
const expected = new Map<string, string>();
for (const name of names) {
  const { outcome, files } = await runGolden(name);
  for (const [file, text] of files) expected.set(file, text);
  expected.set(pictureFile(name), pictureOf(outcome));
}

for (const golden of COMPARISONS.filter(({ name }) => isAsked(name)))
  expected.set(expectedFile(golden), (await runGoldenComparison(golden)).report);

for (const folder of [EXPECTED, PICTURES, EXPECTED_COMPARISONS]) {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder).map((name) => join(folder, name)))
    if (asked.length === 0 && !expected.has(file)) rmSync(file);
}
for (const [file, text] of expected) writeFileSync(file, text);
