import type { StreamedOutcome } from '../experiment/outcome.ts';
import { costsCsvPieces } from './costs-csv.ts';
import { curCsvPieces } from './cur-csv.ts';
import { reportHtml } from './html/report.ts';
import { jsonPieces } from './json.ts';
import { reportText } from './text.ts';
import { timelineCsvPieces } from './timeline-csv.ts';

/** Turns an outcome into a text, piece by piece: some are too long to be held. */
export type Reporter = (outcome: StreamedOutcome) => Iterable<string>;

/** Every report by name; a name with an extension is the file that a run leaves in its folder. */
export const REPORTERS = {
  text: (outcome) => [reportText(outcome)],
  'outcome.json': jsonPieces,
  'timeline.csv': timelineCsvPieces,
  'costs.csv': costsCsvPieces,
  'cur.csv': curCsvPieces,
  'report.html': reportHtml,
} satisfies Readonly<Record<string, Reporter>>;
export type ReportName = keyof typeof REPORTERS;
