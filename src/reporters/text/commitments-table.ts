import type { CommitmentSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText } from './layout.ts';
import { formatShare, formatUsd } from './numbers.ts';
import { layTable } from './table.ts';

/** Savings Plans and Reserved Instances and what came of them, as lines of at most `width` columns. */
export function commitmentsTable({ cost: { commitments } }: StreamedOutcome, width: number): string[] {
  if (commitments.length === 0) return [];
  return layTable([HEADER, ...commitments.map(cellsOf)], STYLE, width);
}

const HEADER = ['Commitment', 'Cost', 'Used', 'Unused', 'Saved'];
const STYLE = {
  alignRight: [false, true, true, true, true],
  names: 0,
  yields: [
    [0, 12],
    [3, 0],
    [4, 0],
    [0, 4],
  ],
} as const;

/** Saved: what it covered would have cost more On-Demand; below 0 the commitment was too large. */
function cellsOf({ name, cost, used, unused, covered }: CommitmentSummary): string[] {
  return [
    cleanText(name),
    formatUsd(cost),
    cost === 0 ? '-' : formatShare(used / cost),
    formatUsd(unused),
    formatUsd(covered - cost),
  ];
}
