import { TIMELINE_COLUMNS } from '../events/timeline-columns.ts';
import type { Outcome } from '../experiment/outcome.ts';
import { csvText } from './csv.ts';

/** timeline.csv: one row a step and scope, what a scope does not have is empty. */
export function reportTimelineCsv({ timeline: { columns } }: Outcome): string {
  const rows = columns.time.map((_, i) => TIMELINE_COLUMNS.map((name) => columns[name][i]!));
  return csvText(TIMELINE_COLUMNS, rows);
}
