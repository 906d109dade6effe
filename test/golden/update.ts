import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTED, galleryNames, PICTURES, pictureFile, pictureOf, runGolden } from './golden.ts';

// Writes what every scenario of the gallery comes to as what is expected of it from now on: `npm run golden`.
const names = galleryNames();
const expected = new Map<string, string>();
for (const name of names) {
  const { outcome, files } = await runGolden(name);
  for (const [file, text] of files) expected.set(file, text);
  expected.set(pictureFile(name), pictureOf(outcome));
}

for (const folder of [EXPECTED, PICTURES]) mkdirSync(folder, { recursive: true });
for (const [file, text] of expected) writeFileSync(file, text);
for (const folder of [EXPECTED, PICTURES])
  for (const file of readdirSync(folder).map((name) => join(folder, name)))
    if (!expected.has(file)) rmSync(file);
