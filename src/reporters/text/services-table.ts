import type { ServiceSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { deploymentsTable } from './deployments-table.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatAmount, formatCount, formatSeconds } from './numbers.ts';
import { layTable } from './table.ts';
import { isSteady, unsteadyStory } from './unsteady-story.ts';
import { worstOf } from './worst-of.ts';

/** So many services have a row of their own: those that were short of tasks the longest. */
const MOST_ROWS = 20;
/** So many services that are not steady are told of. */
const MOST_TOLD = 4;

/** What became of each service, its releases, and the story of those that are not steady, as lines of at most `width` columns. */
export function servicesTable({ services, simulation }: StreamedOutcome, width: number): string[] {
  const entries = Object.entries(services);
  if (entries.length === 0) return [];
  const shown = worstOf(entries, MOST_ROWS, shortage);
  const others = entries.filter((entry) => !shown.includes(entry));
  const unsteady = entries.filter(([, service]) => !isSteady(service));
  const untold = unsteady.length - MOST_TOLD;
  return [
    ...layTable([HEADER, ...shown.map(([name, service]) => cellsOf(name, service))], STYLE, width),
    ...(others.length > 0 ? [fitText(othersLine(others), width)] : []),
    ...deploymentsTable(entries, simulation.end, width),
    ...worstOf(unsteady, MOST_TOLD, shortage).flatMap(([name, service]) =>
      unsteadyStory(name, service, width),
    ),
    ...(untold > 0 ? [fitText(`${countOf(untold, 'more service')} not steady at the end`, width)] : []),
  ];
}

function shortage([, { belowDesiredSeconds }]: readonly [string, ServiceSummary]): number {
  return belowDesiredSeconds;
}

function othersLine(others: readonly (readonly [string, ServiceSummary])[]): string {
  const steady = others.filter(([, service]) => isSteady(service)).length;
  const how =
    steady === others.length ? 'all steady' : `${steady === 0 ? 'none' : formatCount(steady)} of them steady`;
  return `and ${countOf(others.length, 'other service')}, ${how}, in outcome.json`;
}

const HEADER = ['Service', 'Desired', 'Mean', 'Least', 'Most', 'Below desired', 'At the end'];
const STYLE = {
  alignRight: [false, true, true, true, true, true, false],
  names: 0,
  // A service's name gives way first.
  yields: [
    [0, 9],
    [1, 7],
    [5, 7],
    [2, 5],
    [3, 5],
    [4, 5],
    [6, 10],
  ],
} as const;

/** Desired; mean, least and most RUNNING tasks; how long there were too few, and whether it is steady. */
function cellsOf(name: string, service: ServiceSummary): string[] {
  const { desired, running, belowDesiredSeconds } = service;
  const range =
    desired.min === desired.max
      ? formatCount(desired.max)
      : `${formatCount(desired.min)} to ${formatCount(desired.max)}`;
  const below = belowDesiredSeconds === 0 ? 'never' : formatSeconds(belowDesiredSeconds);
  const end = isSteady(service) ? 'steady' : 'not steady';
  const { mean, min, max } = running;
  return [cleanText(name), range, formatAmount(mean), formatCount(min), formatCount(max), below, end];
}
