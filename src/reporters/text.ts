import type { Warning } from '../events/warning.ts';
import type { AssertionResult, StreamedOutcome } from '../experiment/outcome.ts';
import { billTable } from './text/bill-table.ts';
import { timeChart } from './text/chart.ts';
import { commitmentsTable } from './text/commitments-table.ts';
import { groupsTable } from './text/groups-table.ts';
import { instanceRefreshes } from './text/instance-refreshes.ts';
import { keyNumbers } from './text/key-numbers.ts';
import { launchedTypesTable } from './text/launched-types-table.ts';
import { cleanText, fitText, labelled, wrapText } from './text/layout.ts';
import { formatCount, formatMinute, formatSeconds } from './text/numbers.ts';
import { requestsTable } from './text/requests-table.ts';
import { scalingTable } from './text/scaling-table.ts';
import { servicesTable } from './text/services-table.ts';
import { sizingTable } from './text/sizing-table.ts';
import { uncertainTable } from './text/uncertain-table.ts';

/** Narrower than this nothing can be laid out. */
const LEAST_WIDTH = 60;
const LABEL_WIDTH = 12;
const MOST_WARNINGS = 12;

/**
 * The summary of a run that a capacity planner can act on, in plain text of at most `width` columns (80, at least 60):
 * the numbers that matter, services and their scaling, a chart, the bill, assertions, warnings; `files` are named at the end.
 */
export function reportText(
  outcome: StreamedOutcome,
  options: { readonly files?: readonly string[]; readonly width?: number } = {},
): string {
  const width = Math.max(LEAST_WIDTH, options.width ?? 80);
  const parts = [
    title(outcome, width),
    keyNumbers(outcome).flatMap(([label, text]) => labelled(label, text, LABEL_WIDTH, width)),
    uncertainTable(outcome.uncertain, width),
    servicesTable(outcome, width),
    scalingTable(outcome, width),
    groupsTable(outcome, width),
    launchedTypesTable(outcome, width),
    instanceRefreshes(outcome, width),
    requestsTable(outcome, width),
    sizingTable(outcome, width),
    timeChart(outcome, width),
    billTable(outcome, width),
    commitmentsTable(outcome, width),
    assertions(outcome.assertions, width),
    warnings(outcome.warnings, width),
    [...files(options.files ?? [], width), identity(outcome, width)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

function title({ scenario, region, simulation }: StreamedOutcome, width: number): string[] {
  const { start, end, durationSeconds, warmUpSeconds } = simulation;
  const span = `${formatMinute(start)} to ${formatMinute(end)} UTC (${formatSeconds(durationSeconds)})`;
  const warmUp = warmUpSeconds > 0 ? `, a warm-up of ${formatSeconds(warmUpSeconds)} not counted` : '';
  return [
    fitText(cleanText(scenario.name), width),
    ...paragraph(scenario.description, width),
    ...wrapText(`${cleanText(region)}, ${span}${warmUp}`, width),
  ];
}

/** Line breaks of the scenario's file are blanks here. */
function paragraph(text: string, width: number): string[] {
  const words = cleanText(text.replace(/\s+/g, ' ').trim());
  return words === '' ? [] : wrapText(words, width);
}

function assertions(results: readonly AssertionResult[], width: number): string[] {
  if (results.length === 0) return [];
  const failed = results.filter(({ holds }) => !holds).length;
  const count = formatCount(results.length);
  const verdict = failed === 0 ? `all ${count} held` : `${formatCount(failed)} of ${count} failed`;
  return [
    `Assertions: ${verdict}`,
    ...results.flatMap(({ that, limit, actual, holds }) => {
      const found =
        actual === null ? 'no data' : typeof actual === 'number' ? plainNumber(actual) : cleanText(actual);
      return labelled(
        holds ? '  held' : '  FAILED',
        `${cleanText(that)} ${cleanText(limit)}: ${found}`,
        10,
        width,
      );
    }),
  ];
}

/** Six digits are enough to see by how much a limit was missed. */
function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15
    ? String(value)
    : String(Number(value.toPrecision(6)));
}

function warnings(found: readonly Warning[], width: number): string[] {
  if (found.length === 0) return [];
  const lines = found.slice(0, MOST_WARNINGS).flatMap(({ message, firstAt }) => {
    const since = firstAt === '' ? '' : ` (first at ${formatMinute(cleanText(firstAt))} UTC)`;
    return labelled('  -', cleanText(message) + since, 4, width);
  });
  const more = found.length - MOST_WARNINGS;
  if (more > 0) lines.push(`  and ${formatCount(more)} more in outcome.json`);
  return ['Warnings', ...lines];
}

function files(paths: readonly string[], width: number): string[] {
  if (paths.length === 0) return [];
  const folder = sharedFolder(paths);
  const names = paths.map((path) => cleanText(path.slice(folder.length)));
  const where = folder === '' ? names.join(', ') : `${names.join(', ')} in ${cleanText(folder)}`;
  return labelled('Files', where, LABEL_WIDTH, width);
}

/** The folder that all paths lie in, with its last slash, or nothing. */
function sharedFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  return paths.every((path) => path.startsWith(folder) && !path.includes('/', folder.length)) ? folder : '';
}

/** What makes the same run again, and how to tell that it was the same. */
function identity({ seed, digest, run }: StreamedOutcome, width: number): string {
  const rest = `, digest ${cleanText(digest)}, ${formatCount(run.events)} events`;
  return fitText(`Seed ${fitText(cleanText(seed), Math.max(8, width - rest.length - 5))}${rest}`, width);
}
