import type { Outcome } from '../experiment/outcome.ts';
import { reportCostsCsv } from './costs-csv.ts';
import { reportJson } from './json.ts';
import { reportText } from './text.ts';
import { reportTimelineCsv } from './timeline-csv.ts';

/** Turns an outcome into a text. */
export type Reporter = (outcome: Outcome) => string;

/** Every report by name; a name with an extension is the file that a run leaves in its folder. */
export const REPORTERS = {
  text: reportText,
  'outcome.json': reportJson,
  'timeline.csv': reportTimelineCsv,
  'costs.csv': reportCostsCsv,
} satisfies Readonly<Record<string, Reporter>>;
export type ReportName = keyof typeof REPORTERS;
