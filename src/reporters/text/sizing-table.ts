import type { SizingFigures, SizingSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatAmount, formatShare } from './numbers.ts';
import { layTable } from './table.ts';

/** So many task definitions have a row of their own, those with the most task hours first. */
const MOST_ROWS = 12;

/**
 * What tasks use of what they reserve, and what the next smaller size would have meant, as lines of at most `width` columns. Where a
 * scenario says nothing of it, tasks use what they reserve, and there is nothing to tell.
 */
export function sizingTable({ rightSizing }: StreamedOutcome, width: number): string[] {
  const told = rightSizing
    .filter(({ vcpu, memoryGib }) => isTold(vcpu) || isTold(memoryGib))
    .sort((a, b) => b.taskHours - a.taskHours);
  if (told.length === 0) return [];
  const left = told.length - MOST_ROWS;
  return [
    ...layTable([HEADER, ...told.slice(0, MOST_ROWS).map(cellsOf)], STYLE, width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other task definition')} in outcome.json`, width)] : []),
  ];
}

function isTold({ reserved, p50, max }: SizingFigures): boolean {
  return p50 !== reserved || max !== reserved;
}

const HEADER = ['Use of tasks', 'Reserved', 'CPU p95', 'max', 'Memory p95', 'max', 'One size smaller'];
const STYLE = {
  alignRight: [false, false, true, true, true, true, false],
  yields: [
    [0, 8],
    [6, 12],
    [1, 9],
  ],
} as const;

function cellsOf({ taskDefinition, vcpu, memoryGib, smaller }: SizingSummary): string[] {
  return [
    cleanText(taskDefinition),
    sizeOf(vcpu.reserved, memoryGib.reserved),
    ...[vcpu, memoryGib].flatMap(({ reserved, p95, max }) => [shareOf(p95, reserved), shareOf(max, reserved)]),
    smaller === null ? 'none' : verdict(smaller),
  ];
}

/** The size, and how much of the time it would have been too small for. */
function verdict({ vcpu, memoryGib, cpuExceeded, memoryExceeded }: NonNullable<SizingSummary['smaller']>): string {
  const size = sizeOf(vcpu, memoryGib);
  const exceeded = Math.max(cpuExceeded, memoryExceeded);
  return exceeded === 0 ? `${size} would do` : `${size} too small ${formatShare(exceeded)}`;
}

function sizeOf(vcpu: number, memoryGib: number): string {
  return `${formatAmount(vcpu)} / ${formatAmount(memoryGib)} GiB`;
}

function shareOf(used: number, reserved: number): string {
  return reserved === 0 ? '-' : formatShare(used / reserved);
}
