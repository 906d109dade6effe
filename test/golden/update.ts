import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTED, expectedFile, galleryNames, runGolden } from './golden.ts';

// Writes what every scenario of the gallery comes to as what is expected of it from now on: `npm run golden`.
const names = galleryNames();
const reports = new Map<string, string>();
for (const name of names) reports.set(expectedFile(name), (await runGolden(name)).report);

mkdirSync(EXPECTED, { recursive: true });
for (const [file, report] of reports) writeFileSync(file, report);
for (const file of readdirSync(EXPECTED).map((name) => join(EXPECTED, name)))
  if (!reports.has(file)) rmSync(file);
