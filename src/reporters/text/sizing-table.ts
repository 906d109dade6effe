import type { SizingFigures, SizingSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatAmount, formatShare } from './numbers.ts';
import { layTable, type TableStyle } from './table.ts';

/** So many task definitions have rows of their own, those with the most task hours first. */
const MOST_SHOWN = 8;

/**
 * What tasks use of what they reserve, and what the next smaller size would have meant, as lines of at most `width` columns. Where a
 * scenario says nothing of it, tasks use what they reserve, and there is nothing to tell.
 */
export function sizingTable({ rightSizing }: StreamedOutcome, width: number): string[] {
  const told = rightSizing
    .filter(({ vcpu, memoryGib }) => isTold(vcpu) || isTold(memoryGib))
    .sort((a, b) => b.taskHours - a.taskHours);
  if (told.length === 0) return [];
  const left = told.length - MOST_SHOWN;
  return [
    ...layTable([HEADER, ...told.slice(0, MOST_SHOWN).flatMap(rowsOf)], STYLE, width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other task definition')} in outcome.json`, width)] : []),
  ];
}

function isTold({ reserved, p50, max }: SizingFigures): boolean {
  return p50 !== reserved || max !== reserved;
}

const HEADER = ['Use of tasks', 'Reserved', 'p50', 'p95', 'p99', 'max', 'One size smaller'];
const STYLE: TableStyle = {
  alignRight: [false, true, true, true, true, true, false],
  keepsEndOf: 0,
  yields: [
    [0, 18],
    [4, 0],
    [2, 0],
    [0, 12],
    [3, 0],
    [1, 5],
    [6, 9],
    [5, 5],
  ],
};

/** A row for the CPU, and one for the memory, unless it is used as reserved: then nobody has said what is used of it. */
function rowsOf({ service, taskDefinition, vcpu, memoryGib, smaller }: SizingSummary): string[][] {
  const name = cleanText(service === '' ? taskDefinition : `${service} ${taskDefinition}`);
  const cells = (
    figures: SizingFigures,
    unit: string,
    size: number | undefined,
    exceeded: number | undefined,
  ) => [
    `${formatAmount(figures.reserved)} ${unit}`,
    ...(['p50', 'p95', 'p99', 'max'] as const).map((figure) => shareOf(figures[figure], figures.reserved)),
    size === undefined || figures.reserved === 0
      ? '-'
      : verdict(figures, `${formatAmount(size)} ${unit}`, size, exceeded!),
  ];
  const rows = [
    ...(isTold(vcpu) ? [cells(vcpu, 'vCPU', smaller?.vcpu, smaller?.cpuExceeded)] : []),
    ...(isTold(memoryGib) ? [cells(memoryGib, 'GiB', smaller?.memoryGib, smaller?.memoryExceeded)] : []),
  ];
  return rows.map((row, i) => [i === 0 ? name : '', ...row]);
}

/** The size, and in how much of the time it would have been too small. */
function verdict({ reserved }: SizingFigures, text: string, size: number, exceeded: number): string {
  if (size === reserved) return 'the same';
  return exceeded === 0 ? `${text} is enough` : `${text}: short ${formatShare(exceeded)}`;
}

function shareOf(used: number, reserved: number): string {
  return reserved === 0 ? '-' : formatShare(used / reserved);
}
