import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { runScenarioFile } from '../../src/io/run-scenario-file.ts';
import { reportText } from '../../src/reporters/text.ts';

/** The folder of the gallery. */
export const GALLERY: string = resolve(import.meta.dirname, '../../scenarios');

/** The folder of what its scenarios are expected to come to, one text report each. */
export const EXPECTED: string = resolve(import.meta.dirname, 'expected');

/** The scenarios of the gallery, without their ending, in order. */
export function galleryNames(): string[] {
  const files = readdirSync(GALLERY).filter((file) => file.endsWith(ENDING));
  return files.map((file) => file.slice(0, -ENDING.length)).sort();
}

/** The file of a scenario of the gallery. */
export function galleryFile(name: string): string {
  return join(GALLERY, name + ENDING);
}

/** Runs a scenario of the gallery as `ecsim run` does: its outcome, and the report, whose last line has the digest. */
export async function runGolden(
  name: string,
): Promise<{ readonly outcome: Outcome; readonly report: string }> {
  const outcome = await runScenarioFile(galleryFile(name));
  return { outcome, report: reportText(outcome) };
}

/** The file of a scenario's expected report. */
export function expectedFile(name: string): string {
  return join(EXPECTED, `${name}.txt`);
}

const ENDING = '.yaml';
