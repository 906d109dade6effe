import type { GroupSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatAmount, formatCount, formatShare } from './numbers.ts';
import { layTable } from './table.ts';
import { worstOf } from './worst-of.ts';

/** So many Auto Scaling groups have a row of their own: those with the most instance-hours. */
const MOST_ROWS = 20;

type Entry = readonly [name: string, group: GroupSummary];

/** Auto Scaling groups and what their instance-hours were for, as lines of at most `width` columns. */
export function groupsTable({ autoScalingGroups }: StreamedOutcome, width: number): string[] {
  const entries = Object.entries(autoScalingGroups);
  if (entries.length === 0) return [];
  const shown = worstOf(entries, MOST_ROWS, ([, { instanceHours }]) => instanceHours.total);
  const others = entries.length - shown.length;
  const pooled = shown.filter(hasPool);
  return [
    ...layTable([HEADER, ...shown.map(cellsOf)], STYLE, width),
    ...(pooled.length > 0 ? warmPoolsTable(pooled, width) : []),
    ...(others > 0 ? [fitText(`and ${countOf(others, 'other')} in outcome.json`, width)] : []),
  ];
}

const HEADER = ['Auto Scaling group', 'Bounds', 'Now', 'Hours', 'Ideal', 'Spread', 'Spare', 'Boot, drain'];
const STYLE = {
  alignRight: [false, true, true, true, true, true, true, true],
  names: 0,
  yields: [
    [0, 12],
    [7, 7],
    [1, 0],
    [0, 9],
    [2, 0],
    [7, 0],
    [4, 7],
    [5, 7],
    [6, 7],
  ],
} as const;

/** Spread: on more instances than the tasks' sums need. Spare: without tasks, for whatever reason. */
function cellsOf([name, { minSize, maxSize, instances, instanceHours }]: Entry): string[] {
  const { total, ideal, fragmentation, headroom, minimumSize, waiting, booting, draining } = instanceHours;
  const share = (hours: number) => (total === 0 ? '-' : formatShare(hours / total));
  return [
    cleanText(name),
    `${formatCount(minSize)} to ${formatCount(maxSize)}`,
    formatCount(instances),
    formatAmount(total),
    share(ideal),
    share(fragmentation),
    share(headroom + minimumSize + waiting),
    share(booting + draining),
  ];
}

const POOLS_HEADER = ['Warm pool of', 'Now', 'Ready', 'Warm starts', 'Cold', 'Hours run', 'Stopped'];
const POOLS_STYLE = {
  alignRight: [false, true, true, true, true, true, true],
  names: 0,
  yields: [
    [0, 12],
    [3, 7],
    [5, 0],
    [6, 0],
    [0, 9],
    [2, 0],
    [4, 0],
  ],
} as const;

function hasPool([, { warmPool, instanceHours }]: Entry): boolean {
  const { instances, warmStarts, stoppedHours } = warmPool;
  return instances + warmStarts + stoppedHours + instanceHours.warmPool > 0;
}

/** Warm pools, whose hours are no part of what the table of groups shows. */
function warmPoolsTable(groups: readonly Entry[], width: number): string[] {
  const rows = groups.map(([name, { warmPool, instanceHours }]) => [
    cleanText(name),
    formatCount(warmPool.instances),
    formatCount(warmPool.ready),
    formatCount(warmPool.warmStarts),
    formatCount(warmPool.coldStarts),
    formatAmount(instanceHours.warmPool),
    formatAmount(warmPool.stoppedHours),
  ]);
  return ['', ...layTable([POOLS_HEADER, ...rows], POOLS_STYLE, width)];
}
