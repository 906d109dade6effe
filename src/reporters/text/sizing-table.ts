import type { SizingFigures, SizingSummary, SmallerSize, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatAmount, formatShare } from './numbers.ts';
import { layTable, type TableStyle } from './table.ts';
import { worstOf } from './worst-of.ts';

/** So many task definitions have rows of their own: those with the most task hours. */
const MOST_SHOWN = 8;
/** A size that is tight in a longer part of the time than this is not enough: it is so at the 99th percentile. */
const SELDOM = 0.01;

/**
 * What tasks use of what they reserve, and what the next smaller size would have meant, as lines of at most `width` columns. Where a
 * scenario says nothing of it, tasks use what they reserve, and there is nothing to tell.
 */
export function sizingTable({ rightSizing, services }: StreamedOutcome, width: number): string[] {
  // Services stand in one order in all tables, before the tasks of none.
  const places = new Map(Object.keys(services).map((name, place) => [name, place]));
  const placeOf = ({ service }: SizingSummary) => places.get(service) ?? places.size;
  const told = rightSizing
    .filter(({ vcpu, memoryGib }) => vcpu.isStated || memoryGib.isStated)
    .sort((a, b) => placeOf(a) - placeOf(b));
  if (told.length === 0) return [];
  const left = told.length - MOST_SHOWN;
  const shown = worstOf(told, MOST_SHOWN, ({ taskHours }) => taskHours);
  return [
    ...layTable([HEADER, ...shown.flatMap(rowsOf)], STYLE, width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other task definition')} in outcome.json`, width)] : []),
  ];
}

const HEADER = ['Use of tasks', 'Reserved', 'p50', 'p95', 'p99', 'max', 'One size smaller'];
const STYLE: TableStyle = {
  alignRight: [false, true, true, true, true, true, false],
  names: 0,
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
function rowsOf(summary: SizingSummary): string[][] {
  const { service, taskDefinition, vcpu, memoryGib } = summary;
  const name = cleanText(service === '' ? taskDefinition : `${service} ${taskDefinition}`);
  const cells = (figures: SizingFigures, unit: string, resource: 'vcpu' | 'memoryGib') => [
    `${formatAmount(figures.reserved)} ${unit}`,
    ...(['p50', 'p95', 'p99', 'max'] as const).map((figure) => shareOf(figures[figure], figures.reserved)),
    sizeAdvice(resource, summary),
  ];
  const rows = [
    ...(vcpu.isStated ? [cells(vcpu, 'vCPU', 'vcpu')] : []),
    ...(memoryGib.isStated ? [cells(memoryGib, 'GiB', 'memoryGib')] : []),
  ];
  return rows.map((row, i) => [i === 0 ? name : '', ...row]);
}

/** What a size one smaller would have meant for the CPU or the memory, in a few words; `-`: there is none. */
export function sizeAdvice(
  resource: 'vcpu' | 'memoryGib',
  { [resource]: figures, strain, smaller }: SizingSummary,
): string {
  const isCpu = resource === 'vcpu';
  const size = smaller?.[resource];
  if (size === undefined || figures.reserved === 0) return '-';
  const short = isCpu ? cpuShort(smaller) : (smaller?.memoryExceeded ?? 0);
  return verdict(`${formatAmount(size)} ${isCpu ? 'vCPU' : 'GiB'}`, size === figures.reserved, short, strain);
}

/** Where requests wait for CPU, time in which it would be tight counts; a little of it does not. */
function cpuShort(smaller: SmallerSize | null): number {
  if (smaller === null) return 0;
  const { cpuTight, cpuExceeded } = smaller;
  if (cpuTight === null) return cpuExceeded;
  return cpuTight > SELDOM ? cpuTight : 0;
}

/** The size, and in how much of the time it would have been too small; nothing smaller is advised where this size is too small. */
function verdict(text: string, isSame: boolean, short: number, strain: SizingSummary['strain']): string {
  if (isSame) return 'as now';
  if (strain !== null) return STRAINS[strain];
  return short === 0 ? `${text} is enough` : `${text}: short ${formatShare(short)}`;
}

const STRAINS = {
  requests: 'no: requests fail',
  cpuLimit: 'no: CPU is full',
  cpuCredits: 'no: out of credits',
} as const;

function shareOf(used: number, reserved: number): string {
  return reserved === 0 ? '-' : formatShare(used / reserved);
}
