import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { runScenarioFile } from '../../src/io/run-scenario-file.ts';
import { reportHtml } from '../../src/reporters/html/report.ts';
import { reportText } from '../../src/reporters/text.ts';
import { foresightTable } from './foresight-table.ts';
import { minuteTable } from './minute-table.ts';
import { requestTable } from './request-table.ts';
import { scalingTable } from './scaling-table.ts';

/** The folder of the gallery. */
export const GALLERY: string = resolve(import.meta.dirname, '../../scenarios');

/** The folder of what its scenarios are expected to come to: a text report each, and of some what their services did. */
export const EXPECTED: string = resolve(import.meta.dirname, 'expected');

/** The folder of their pictures, which the README links: report.html of each, in little detail. */
export const PICTURES: string = resolve(import.meta.dirname, '../../docs/gallery');

/** The page of pictures of a scenario, and its file. */
export function pictureOf(outcome: Outcome): string {
  return [...reportHtml(outcome, { mostBytes: PICTURE_BYTES })].join('');
}

export function pictureFile(name: string): string {
  return join(PICTURES, `${name}.html`);
}

/** The whole gallery is to stay small enough for a repository. */
const PICTURE_BYTES = 100_000;

/** The scenarios of the gallery, without their ending, in order. */
export function galleryNames(): string[] {
  const files = readdirSync(GALLERY).filter((file) => file.endsWith(ENDING));
  return files.map((file) => file.slice(0, -ENDING.length)).sort();
}

/** The file of a scenario of the gallery. */
export function galleryFile(name: string): string {
  return join(GALLERY, name + ENDING);
}

/** What a scenario of the gallery comes to; the text of every file that is expected of it, by its path, the report first. */
export interface Golden {
  readonly outcome: Outcome;
  readonly report: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Runs a scenario of the gallery as `ecsim run` does; the last line of its report has the digest. */
export async function runGolden(name: string): Promise<Golden> {
  const outcome = await runScenarioFile(galleryFile(name));
  const report = reportText(outcome);
  const [reportFile = '', tableFile] = expectedFiles(name);
  const files = new Map([[reportFile, report]]);
  if (tableFile !== undefined) files.set(tableFile, TABLES[name]!.of(outcome));
  return { outcome, report, files };
}

/** The files of what is expected of a scenario: its report and, of some, what its services did or their users felt, step by step. */
export function expectedFiles(name: string): string[] {
  const files = [`${name}.txt`];
  if (Object.hasOwn(TABLES, name)) files.push(`${name}.${TABLES[name]!.ending}.txt`);
  return files.map((file) => join(EXPECTED, file));
}

/** What else is expected of a scenario than its report. */
interface Table {
  readonly ending: string;
  readonly of: (outcome: Outcome) => string;
}

const MINUTES: Table = { ending: 'minutes', of: minuteTable };
const REQUESTS: Table = { ending: 'requests', of: requestTable };
const SCALING: Table = { ending: 'scaling', of: scalingTable };

const TABLES: Readonly<Record<string, Table>> = {
  'bad-release': MINUTES,
  'rolling-deployments': MINUTES,
  'canary-by-weight': REQUESTS,
  'chain-of-three': REQUESTS,
  'flash-crowd': REQUESTS,
  'noisy-neighbour': REQUESTS,
  'queue-worker': REQUESTS,
  'flapping-and-its-cure': { ...SCALING, of: (outcome) => scalingTable(outcome, { until: '02:00' }) },
  'flash-crowd-scaled': SCALING,
  'nasa-on-target-tracking': { ...SCALING, of: foresightTable },
  'predictive-on-a-weekly-pattern': {
    ...SCALING,
    of: (outcome) => scalingTable(outcome, { endsAt: '09:30' }),
  },
  'schedule-across-daylight-saving': SCALING,
  'worker-on-backlog': SCALING,
};
const ENDING = '.yaml';
