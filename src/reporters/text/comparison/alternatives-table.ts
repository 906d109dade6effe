import type { ComparedAlternative, Comparison, Estimate } from '../../../experiment/compare/comparison.ts';
import { cleanText } from '../layout.ts';
import { formatAmount, formatSeconds, formatShare } from '../numbers.ts';
import { layTable } from '../table.ts';
import { type HalfWidth, supported, supportedDecimals, supportedUsd, withDecimals } from './supported.ts';

/** What each alternative came to, each figure with the half of its interval. */
export function alternativesTable({ alternatives }: Comparison, width: number): string[] {
  if (alternatives.length === 0) return [];
  const columns = COLUMNS.filter(({ isShown }) => isShown?.(alternatives) ?? true);
  const rows = alternatives.map((alternative) => columns.map(({ cell }) => cell(alternative)));
  const header = columns.map(({ name }) => name);
  const at = (name: string) => header.indexOf(name);
  const yields = GIVING_WAY.map(([name, least]) => [at(name), least] as const).filter(([i]) => i >= 0);
  return layTable([header, ...rows], { alignRight: columns.map((_, i) => i > 0), yields, names: 0 }, width);
}

interface Column {
  readonly name: string;
  readonly cell: (alternative: ComparedAlternative) => string;
  readonly isShown?: (alternatives: readonly ComparedAlternative[]) => boolean;
}

const COLUMNS: readonly Column[] = [
  { name: 'Alternative', cell: ({ name }) => cleanText(name) },
  { name: 'Cost', cell: ({ cost }) => usd(cost) },
  { name: 'a month', cell: ({ monthly }) => usd(monthly) },
  {
    name: 'Wait p95',
    cell: ({ wait }) => seconds(wait),
    isShown: (alternatives) => alternatives.some(({ wait }) => wait.mean > 0),
  },
  {
    name: 'Latency p95',
    cell: ({ latency }) => (latency === null ? '-' : milliseconds(latency)),
    isShown: (alternatives) => alternatives.some(({ latency }) => latency !== null),
  },
  { name: 'Unserved', cell: ({ unserved }) => share(unserved) },
  {
    name: 'CPU',
    cell: ({ utilization }) => (utilization === null ? '-' : formatShare(utilization.cpu.mean)),
    isShown: (alternatives) => alternatives.some(({ utilization }) => utilization !== null),
  },
  {
    name: 'Memory',
    cell: ({ utilization }) => (utilization === null ? '-' : formatShare(utilization.memory.mean)),
    isShown: (alternatives) => alternatives.some(({ utilization }) => utilization !== null),
  },
  {
    name: 'Capacity',
    cell: ({ capacity }) =>
      capacity === null ? '-' : capacity.value === null ? 'none' : formatAmount(capacity.value),
    isShown: (alternatives) => alternatives.some(({ capacity }) => capacity !== null),
  },
];

/** What a narrow table does without, in turn. */
const GIVING_WAY: readonly (readonly [name: string, leastWidth: number])[] = [
  ['Alternative', 24],
  ['Memory', 0],
  ['a month', 0],
  ['CPU', 0],
  ['Alternative', 8],
];

function usd(estimate: Estimate): string {
  const half = halfAbove(estimate);
  const text = supportedUsd(estimate.mean, half);
  return half === null || half === 0 ? text : `${text} ± ${withDecimals(half, supportedDecimals(half))}`;
}

/** In seconds where an interval says how many digits count. */
function seconds(estimate: Estimate): string {
  const half = halfAbove(estimate);
  return half === null || half === 0
    ? formatSeconds(estimate.mean)
    : `${supported(estimate.mean, half, formatAmount)} s`;
}

function milliseconds(estimate: Estimate): string {
  return `${supported(estimate.mean, halfAbove(estimate), formatAmount)} ms`;
}

function share(estimate: Estimate): string {
  const { mean } = estimate;
  const half = halfAbove(estimate);
  if (half === null || half === 0) return formatShare(mean);
  return `${supported(100 * mean, 100 * half, formatAmount)} %`;
}

/** Half of an interval whose lower end may have been cut off at 0. */
function halfAbove({ mean, high }: Estimate): HalfWidth {
  return high === null ? null : high - mean;
}
