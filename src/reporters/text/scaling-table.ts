import type { ScalingSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { alarmsTable } from './alarms-table.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatCount, formatTimes } from './numbers.ts';
import { scalingActivities } from './scaling-activities.ts';
import { layTable } from './table.ts';
import { worstOf } from './worst-of.ts';

/** So many scalable targets have a row of their own: those that their maximum held back most often, then those that scaled most. */
const MOST_ROWS = 20;

type Entry = readonly [name: string, scaling: ScalingSummary];

/** What Application Auto Scaling and groups of their own did: scalable targets, scaling activities and the scenario's own alarms, as lines of at most `width` columns. */
export function scalingTable(outcome: StreamedOutcome, width: number): string[] {
  const { services, activities, activitiesLeftOut, alarms, autoScalingGroups } = outcome;
  const scaled = [...Object.entries(services), ...Object.entries(autoScalingGroups)];
  const entries = scaled.flatMap(([name, { scaling }]): Entry[] =>
    scaling === null ? [] : [[name, scaling]],
  );
  const parts = [
    targetsTable(entries, width),
    scalingActivities(activities, namesOf(outcome) > 1, width),
    activitiesLeftOut === 0
      ? []
      : [
          fitText(
            `${formatCount(activitiesLeftOut)} calls and activities before these are in no file`,
            width,
          ),
        ],
    alarmsTable(alarms, width),
  ].filter((lines) => lines.length > 0);
  return parts.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

/** How many resources can have activities. */
function namesOf({ services, autoScalingGroups }: StreamedOutcome): number {
  const targets = Object.values(services).filter(({ scaling }) => scaling !== null);
  return targets.length + Object.keys(autoScalingGroups).length;
}

function targetsTable(entries: readonly Entry[], width: number): string[] {
  if (entries.length === 0) return [];
  const shown = worstOf(entries, MOST_ROWS, unrest);
  const others = entries.filter((entry) => !shown.includes(entry));
  return [
    ...layTable([HEADER, ...shown.map(cellsOf)], STYLE, width),
    ...(others.length > 0 ? [fitText(othersLine(others), width)] : []),
  ];
}

/** Any want above a maximum counts more than all scaling. */
function unrest([, { heldAtMaximum, out, in: inwards }]: Entry): number {
  return heldAtMaximum * 1e6 + out + inwards;
}

function othersLine(others: readonly Entry[]): string {
  const held = others.filter(([, { heldAtMaximum }]) => heldAtMaximum > 0).length;
  const how = held === 0 ? 'none' : formatCount(held);
  return `and ${countOf(others.length, 'other')}, ${how} of them held at the maximum, in outcome.json`;
}

const HEADER = ['Scalable target', 'Bounds', 'Scale-outs', 'Scale-ins', 'Wanted more than the maximum'];
const STYLE = {
  alignRight: [false, true, true, true, false],
  names: 0,
  yields: [
    [0, 9],
    [4, 14],
    [2, 5],
    [3, 5],
    [1, 7],
  ],
} as const;

function cellsOf([name, scaling]: Entry): string[] {
  const { minCapacity, maxCapacity, out, in: inwards, heldAtMaximum, mostWanted } = scaling;
  return [
    cleanText(name),
    `${formatCount(minCapacity)} to ${formatCount(maxCapacity)}`,
    formatCount(out),
    formatCount(inwards),
    heldAtMaximum === 0 ? 'never' : `${formatTimes(heldAtMaximum)}, up to ${formatCount(mostWanted)}`,
  ];
}
