import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Library from '../../src/index.ts';
import { runScenarioFile } from '../../src/node.ts';
import { reportHtml } from '../../src/reporters/html/report.ts';
import { reportJson } from '../../src/reporters/json.ts';
import { type LibraryPage, openLibraryPage } from './page.ts';

const SCENARIOS = resolve(import.meta.dirname, '../../scenarios');
const TRACE = 'traces/azure-vm-2017-a.csv';

let library: LibraryPage;
let folder: string;

beforeAll(async () => {
  library = await openLibraryPage();
  folder = mkdtempSync(join(tmpdir(), 'ecsim-parity-'));
  mkdirSync(join(folder, 'traces'));
  writeFileSync(join(folder, TRACE), gunzipSync(readFileSync(join(SCENARIOS, `${TRACE}.gz`))));
});

afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const name of [
  'first',
  'batch-night',
  'azure-on-fargate',
  'azure-on-a-fixed-fleet',
  'chain-of-three',
  'noisy-neighbour',
])
  test(`${name}: the same bytes in the browser as in Node`, async () => {
    // A page is given files unpacked, so both get them so.
    const text = readFileSync(join(SCENARIOS, `${name}.yaml`), 'utf8').replaceAll('.csv.gz', '.csv');
    writeFileSync(join(folder, `${name}.yaml`), text);
    const inNode = await runScenarioFile(join(folder, `${name}.yaml`));
    const files = text.includes(TRACE) ? { [TRACE]: readFileSync(join(folder, TRACE), 'utf8') } : {};
    const inBrowser = await library.page.evaluate(runInPage, { text, fileName: `${name}.yaml`, files });
    expect(inBrowser.digest).toBe(inNode.digest);
    expect(inBrowser.json).toBe(reportJson(inNode));
    expect(inBrowser.html).toBe([...reportHtml(inNode)].join(''));
    expect(library.complaints).toEqual([]);
  });

interface Given {
  readonly text: string;
  readonly fileName: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Runs inside the page, so it knows nothing of this file. */
async function runInPage({
  text,
  fileName,
  files: contents,
}: Given): Promise<{ digest: string; json: string; html: string }> {
  const { ecsim } = globalThis as unknown as { readonly ecsim: typeof Library };
  const files = ecsim.memoryFiles(contents);
  const outcome = ecsim.runScenario(await ecsim.loadScenario(text, { files, fileName }), files);
  const html = [...ecsim.reportHtml(outcome)].join('');
  return { digest: outcome.digest, json: ecsim.reportJson(outcome), html };
}
