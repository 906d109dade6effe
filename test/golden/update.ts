import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTED, galleryNames, runGolden } from './golden.ts';

// Writes what every scenario of the gallery comes to as what is expected of it from now on: `npm run golden`.
const names = galleryNames();
const expected = new Map<string, string>();
for (const name of names) for (const [file, text] of (await runGolden(name)).files) expected.set(file, text);

mkdirSync(EXPECTED, { recursive: true });
for (const [file, text] of expected) writeFileSync(file, text);
for (const file of readdirSync(EXPECTED).map((name) => join(EXPECTED, name)))
  if (!expected.has(file)) rmSync(file);
