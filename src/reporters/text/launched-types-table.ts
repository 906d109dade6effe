import type { LaunchedType, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatAmount, formatCount, formatShare } from './numbers.ts';
import { layTable } from './table.ts';
import { worstOf } from './worst-of.ts';

/** So many types have a row of their own: those with the most instance-hours. */
const MOST_ROWS = 20;

interface Row extends LaunchedType {
  readonly group: string;
  /** Of all instances of the group. */
  readonly totalHours: number;
}

/** What groups with a choice have launched, by type and purchase option, as lines of at most `width` columns. */
export function launchedTypesTable({ autoScalingGroups }: StreamedOutcome, width: number): string[] {
  const rows = Object.entries(autoScalingGroups).flatMap(([name, { instanceTypes, instanceHours }]) =>
    instanceTypes.length < 2
      ? []
      : instanceTypes.map((type) => ({ ...type, group: name, totalHours: instanceHours.total })),
  );
  const used = rows.filter(({ instances, instanceHours }) => instances > 0 || instanceHours > 0);
  if (used.length === 0) return [];
  const shown = worstOf(used, MOST_ROWS, ({ instanceHours }) => instanceHours);
  const others = used.length - shown.length;
  return [
    ...layTable([HEADER, ...shown.map(cellsOf)], STYLE, width),
    ...(others > 0 ? [fitText(`and ${countOf(others, 'other')} in outcome.json`, width)] : []),
  ];
}

const HEADER = ['Auto Scaling group', 'Type', 'Bought', 'Weight', 'Now', 'Hours', 'Share'];
const STYLE = {
  alignRight: [false, false, false, true, true, true, true],
  names: 0,
  yields: [
    [0, 12],
    [3, 0],
    [1, 10],
    [0, 9],
    [4, 0],
    [6, 0],
    [1, 6],
    [5, 7],
  ],
} as const;

function cellsOf(row: Row): string[] {
  const { group, instanceType, purchaseOption, weight, instances, instanceHours, totalHours } = row;
  return [
    cleanText(group),
    cleanText(instanceType),
    purchaseOption === 'spot' ? 'Spot' : 'On-Demand',
    formatCount(weight),
    formatCount(instances),
    formatAmount(instanceHours),
    totalHours === 0 ? '-' : formatShare(instanceHours / totalHours),
  ];
}
