import { join } from 'node:path';
import type { Comparison } from '../experiment/compare/comparison.ts';
import type { Inquiry } from '../experiment/execute/inquiry.ts';
import { comparisonJson } from '../reporters/comparison-json.ts';
import { comparisonHtml } from '../reporters/html/comparison/comparison-html.ts';
import { surfaceCsv } from '../reporters/surface-csv.ts';
import { openExecutor } from './executor/open-executor.ts';
import { type InquiryProgress, runInquiry } from './executor/run-inquiry.ts';
import type { ScenarioSource } from './executor/scenario-source.ts';
import { OutputFolder } from './output-folder.ts';

/** What running a comparison takes beside what is compared. */
export interface RunComparisonOptions {
  /** Threads; default: one a core. */
  readonly workers?: number | undefined;
  /** The folder for comparison.json and the finished runs; without it nothing is written. */
  readonly out?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: InquiryProgress) => void) | undefined;
}

/** What a comparison came to, and the files it left. */
export interface FinishedComparison {
  readonly comparison: Comparison;
  /** Paths, as `out` spells them. */
  readonly files: readonly string[];
}

/** Finished runs are kept here, so that the same command goes on where it was cut off. */
const JOURNAL = 'runs.jsonl';
const COMPARISON = 'comparison.json';
const SURFACE = 'surface.csv';
const REPORT = 'report.html';

/** Makes the runs that a comparison asks for. Throws OutputError when the machine refuses, the signal's reason when it is aborted. */
export async function runComparison(
  sources: readonly ScenarioSource[],
  inquiry: Inquiry<Comparison>,
  { workers, out, signal, onProgress }: RunComparisonOptions,
): Promise<FinishedComparison> {
  const folder = out === undefined ? null : new OutputFolder(out);
  const executor = openExecutor(sources, {
    workers,
    signal,
    journal: out === undefined ? undefined : join(out, JOURNAL),
  });
  try {
    const file = await folder?.create(COMPARISON);
    const comparison = await runInquiry(inquiry, executor, onProgress);
    await file?.write(comparisonJson(comparison));
    const { surface } = comparison;
    if (surface !== null) await (await folder?.create(SURFACE))?.write(surfaceCsv(surface));
    await (await folder?.create(REPORT))?.writePieces(comparisonHtml(comparison));
    await folder?.commit();
    const names = [COMPARISON, ...(surface === null ? [] : [SURFACE]), REPORT, JOURNAL];
    const files = out === undefined ? [] : names.map((name) => join(out, name));
    return { comparison, files };
  } finally {
    await executor.close();
    await folder?.discard();
  }
}
