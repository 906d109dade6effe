import type { Outcome, ServiceSummary } from '../../experiment/outcome.ts';
import { cleanText, fitText, labelled, padText, widthOf } from './layout.ts';
import { countOf, formatAmount, formatCount, formatMinute, formatSeconds } from './numbers.ts';

/** So many services have a row of their own, those that were short of tasks the longest first. */
const MOST_ROWS = 20;
/** So many services that are not steady are told of, with so many of their last events. */
const MOST_TOLD = 4;
const MOST_EVENTS = 3;

type Named = readonly [name: string, service: ServiceSummary];

/** What became of each service, and the last events of those that are not steady, as lines of at most `width` columns. */
export function servicesTable({ services }: Outcome, width: number): string[] {
  const entries = Object.entries(services).sort(
    ([, a], [, b]) => b.belowDesiredSeconds - a.belowDesiredSeconds,
  );
  if (entries.length === 0) return [];
  const rows = entries.slice(0, MOST_ROWS).map(cellsOf);
  const left = entries.length - rows.length;
  const unsteady = entries.filter(([, service]) => !isSteady(service));
  const untold = unsteady.length - MOST_TOLD;
  return [
    ...layOut([HEADER, ...rows], width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other service')} in outcome.json`, width)] : []),
    ...unsteady.slice(0, MOST_TOLD).flatMap((entry) => story(entry, width)),
    ...(untold > 0 ? [fitText(`${countOf(untold, 'more service')} not steady at the end`, width)] : []),
  ];
}

const HEADER = ['Service', 'Desired', 'Running', 'Below desired', 'Deployments'];
const ALIGN_RIGHT = [false, true, true, true, false];
const GAP = 2;
const LEAST_NAME_WIDTH = 12;

function cellsOf([name, { desired, running, belowDesiredSeconds, deployments }]: Named): string[] {
  const range =
    desired.min === desired.max
      ? formatCount(desired.max)
      : `${formatCount(desired.min)} to ${formatCount(desired.max)}`;
  const below = belowDesiredSeconds === 0 ? 'never' : formatSeconds(belowDesiredSeconds);
  return [cleanText(name), range, formatAmount(running.mean), below, statesOf(deployments)];
}

/** `2 completed, 1 failed`. */
function statesOf(deployments: ServiceSummary['deployments']): string {
  const counts = new Map<string, number>();
  for (const { rolloutState } of deployments) counts.set(rolloutState, (counts.get(rolloutState) ?? 0) + 1);
  return [...counts]
    .map(([state, count]) => `${formatCount(count)} ${state.toLowerCase().replaceAll('_', ' ')}`)
    .join(', ');
}

/** As many tasks as it wants, and nothing under way (ecs: ). */
function isSteady({ desiredCount, runningCount, pendingCount, deployments }: ServiceSummary): boolean {
  const isSettled = deployments.every(
    ({ status, rolloutState }) => status !== 'PRIMARY' || rolloutState === 'COMPLETED',
  );
  return runningCount === desiredCount && pendingCount === 0 && isSettled;
}

/** The last events in the order in which they happened. */
function story([name, { desiredCount, runningCount, pendingCount, events }]: Named, width: number): string[] {
  const counts = `${formatCount(runningCount)} running and ${formatCount(pendingCount)} pending of ${formatCount(desiredCount)}`;
  return [
    fitText(`${cleanText(name)} is not steady at the end: ${counts}`, width),
    ...events
      .slice(0, MOST_EVENTS)
      .reverse()
      .flatMap(({ createdAt, message }) =>
        labelled(`  ${formatMinute(cleanText(createdAt))}`, cleanText(message), EVENT_INDENT, width),
      ),
  ];
}

const EVENT_INDENT = 20;

/** The service's name gives way first when the table is too wide, then the states of its deployments. */
function layOut(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = HEADER.map((_, i) => rows.reduce((most, row) => Math.max(most, widthOf(row[i]!)), 0));
  let excess = widths.reduce((sum, column) => sum + column + GAP, -GAP) - width;
  for (const [column, least] of [
    [0, LEAST_NAME_WIDTH],
    [4, 11],
    [1, 7],
    [3, 7],
    [2, 7],
  ] as const) {
    const cut = Math.min(Math.max(0, excess), Math.max(0, widths[column]! - least));
    widths[column]! -= cut;
    excess -= cut;
  }
  return rows.map((row) =>
    row
      .map((cell, i) => padText(fitText(cell, widths[i]!), widths[i]!, ALIGN_RIGHT[i]!))
      .join(' '.repeat(GAP)),
  );
}
