import type { AssertionResult, StreamedOutcome } from '../experiment/outcome.ts';
import { writeOut } from '../io/standard-output.ts';
import { jsonPieces } from '../reporters/json.ts';
import { reportText } from '../reporters/text.ts';

/** How an outcome is printed. */
export interface PrintOptions {
  readonly format: 'text' | 'json';
  /** Files that the run has left, for the summary. */
  readonly files: readonly string[];
  /** No summary; of the assertions only those that did not hold, on standard error. */
  readonly quiet: boolean;
}

/** Prints what a run came to. */
export async function printOutcome(
  outcome: StreamedOutcome,
  { format, files, quiet }: PrintOptions,
): Promise<void> {
  if (format === 'json') for (const piece of jsonPieces(outcome)) await writeOut(piece);
  else if (!quiet) await writeOut(reportText(outcome, { files, width: textWidth() }));
  if (quiet)
    for (const result of outcome.assertions)
      if (!result.holds) process.stderr.write(`${describeFailed(result)}\n`);
}

/** Columns of a summary: 80, or what a narrower terminal has. */
export function textWidth(): number {
  return Math.min(80, process.stdout.columns || 80);
}

function describeFailed({ that, limit, actual }: AssertionResult): string {
  return `An assertion did not hold: ${that} ${limit}, received ${actual ?? 'no data'}.`;
}
