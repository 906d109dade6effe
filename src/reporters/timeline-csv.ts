import { TIMELINE_COLUMNS } from '../events/timeline-columns.ts';
import type { StreamedOutcome, TimelineCell } from '../experiment/outcome.ts';
import { csvLines } from './csv.ts';
import { inPieces, textOf } from './pieces.ts';

/** timeline.csv: one row a step and scope, what a scope does not have is empty. */
export function reportTimelineCsv(outcome: StreamedOutcome): string {
  return textOf(timelineCsvPieces(outcome));
}

/** The same piece by piece. */
export function timelineCsvPieces({ timeline }: StreamedOutcome): Iterable<string> {
  return inPieces(csvLines(TIMELINE_COLUMNS, rowsOf(timeline)));
}

function* rowsOf({ columns }: StreamedOutcome['timeline']): Generator<readonly TimelineCell[]> {
  const cells = TIMELINE_COLUMNS.map((name) => columns[name][Symbol.iterator]());
  for (;;) {
    const row: TimelineCell[] = [];
    for (const column of cells) {
      const { done, value } = column.next();
      if (done === true) return;
      row.push(value);
    }
    yield row;
  }
}
