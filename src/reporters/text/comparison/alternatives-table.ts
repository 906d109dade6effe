import type { ComparedAlternative, Comparison } from '../../../experiment/compare/comparison.ts';
import { cleanText } from '../layout.ts';
import { formatAmount, formatShare } from '../numbers.ts';
import { layTable } from '../table.ts';
import { estimatedMs, estimatedSeconds, estimatedShare, estimatedUsd } from './estimates.ts';

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
  { name: 'Cost', cell: ({ cost }) => estimatedUsd(cost) },
  { name: 'a month', cell: ({ monthly }) => estimatedUsd(monthly) },
  {
    name: 'Wait p95',
    cell: ({ wait }) => estimatedSeconds(wait),
    isShown: (alternatives) => alternatives.some(({ wait }) => wait.mean > 0),
  },
  {
    name: 'Latency p95',
    cell: ({ latency }) => (latency === null ? '-' : estimatedMs(latency)),
    isShown: (alternatives) => alternatives.some(({ latency }) => latency !== null),
  },
  { name: 'Unserved', cell: ({ unserved }) => estimatedShare(unserved) },
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
    name: 'To oracle',
    cell: ({ packing }) => (packing === undefined ? '-' : `+${estimatedShare(packing.gap)}`),
    isShown: (alternatives) => alternatives.some(({ packing }) => packing !== undefined),
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
