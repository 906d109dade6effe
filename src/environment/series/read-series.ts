import type { Series } from '../arrivals/arrivals-spec.ts';
import { InputFileError } from '../input-file-error.ts';
import { type Column, readInstant } from '../traces/cells.ts';
import { LATEST_MS } from '../traces/latest-ms.ts';
import { HeldTable } from './held-table.ts';
import { medianStep } from './median-step.ts';
import type { SeriesOptions } from './series-options.ts';

/** A gap longer than so many steps is not bridged in silence. */
const STEPS_IN_A_GAP = 5;

/** A rate from the rows of a CSV file, and what its reader should know about the file. */
export interface SeriesFromFile {
  readonly series: Series;
  /** Sentences that begin with the file's name. */
  readonly warnings: readonly string[];
}

/**
 * Reads a rate over time. Times are seconds from the file's start, or ISO 8601; then the
 * first row is the start. The step is the median distance of two rows, `perMs` when there is only one. Throws
 * InputFileError.
 */
export function readSeries(content: Uint8Array, options: SeriesOptions, displayName: string): SeriesFromFile {
  const rows = readRows(new HeldTable(content, displayName), options);
  if (rows.atMs.length === 0) {
    throw new InputFileError({ file: displayName, line: 2, expected: 'at least one row', received: 'none' });
  }
  const stepMs = medianStep(rows.atMs) ?? options.perMs;
  const longest = stepMs * STEPS_IN_A_GAP;
  const { atMs, perSecond } = options.gaps === 'zero' ? silenceGaps(rows, stepMs) : rows;
  const first = atMs[0]!;
  const held = options.gaps === null ? countGaps(rows, longest) : 0;
  const warnings = [
    ...repeatedRows(rows),
    ...heldGaps(held, stepMs),
    ...(first > longest ? [lateStart(first)] : []),
  ];
  return {
    series: { atMs, perSecond, endMs: rows.atMs.at(-1)! + stepMs, repeat: options.repeat },
    warnings: warnings.map((text) => `${displayName}: ${text}`),
  };
}

interface Rows {
  readonly atMs: number[];
  readonly perSecond: number[];
  /** Rows whose time another row has, too. */
  readonly repeated: number;
  readonly firstRepeatedLine: number;
}

function readRows(table: HeldTable, options: SeriesOptions): Rows {
  const time = table.column(
    options.timeColumn,
    LATEST_MS / 1000,
    'a number of seconds from 0 up, or an ISO 8601 instant',
  );
  const value = table.column(options.valueColumn, Number.MAX_VALUE, 'a number from 0 up');
  const where = Object.entries(options.where ?? {}).map(([name, text]) => ({
    column: table.column(name, 0, ''),
    text,
  }));
  const atMs: number[] = [];
  const perSecond: number[] = [];
  const readTime = timeReader(table, time);
  let repeated = 0;
  let firstRepeatedLine = 0;
  while (table.next()) {
    if (where.some(({ column, text }) => table.text(column) !== text)) continue;
    const at = readTime();
    const rate = (table.number(value) * options.scale * 1000) / options.perMs;
    if (!(rate < Infinity)) table.refuse(value, 'a smaller number');
    const previous = atMs.at(-1);
    if (previous !== undefined && at < previous)
      table.refuse(time, 'a time at or after that of the row before');
    if (at === previous) {
      perSecond[perSecond.length - 1] = rate;
      repeated++;
      firstRepeatedLine ||= table.line;
    } else {
      atMs.push(at);
      perSecond.push(rate);
    }
  }
  return { atMs, perSecond, repeated, firstRepeatedLine };
}

/** Reads the times of a file, all in the form of its first: milliseconds from the file's start. */
function timeReader(table: HeldTable, time: Column): () => number {
  let originMs: number | null | undefined;
  return () => {
    if (originMs === undefined) originMs = readInstant(table.text(time));
    if (originMs === null) return Math.round(table.number(time) * 1000);
    const instant = readInstant(table.text(time));
    return instant === null
      ? table.refuse(time, 'an ISO 8601 instant, as in the rows before')
      : instant - originMs;
  };
}

function countGaps({ atMs }: Rows, longest: number): number {
  return atMs.filter((at, i) => i > 0 && at - atMs[i - 1]! > longest).length;
}

/** A row before a gap holds for one step, then nothing comes until the next row. */
function silenceGaps(rows: Rows, stepMs: number): { atMs: number[]; perSecond: number[] } {
  const atMs: number[] = [];
  const perSecond: number[] = [];
  for (const [i, at] of rows.atMs.entries()) {
    const previous = rows.atMs[i - 1];
    if (previous !== undefined && at - previous > stepMs * STEPS_IN_A_GAP) {
      atMs.push(previous + stepMs);
      perSecond.push(0);
    }
    atMs.push(at);
    perSecond.push(rows.perSecond[i]!);
  }
  return { atMs, perSecond };
}

function repeatedRows({ repeated, firstRepeatedLine }: Rows): string[] {
  if (repeated === 0) return [];
  const subject = repeated === 1 ? 'one row has' : `${repeated} rows have`;
  const where = repeated === 1 ? 'on' : 'the first on';
  return [
    `${subject} the time of the row before, ${where} line ${firstRepeatedLine}; the last row of each time counts.`,
  ];
}

function heldGaps(gaps: number, stepMs: number): string[] {
  if (gaps === 0) return [];
  const subject = gaps === 1 ? '1 gap is' : `${gaps} gaps are`;
  const held = gaps === 1 ? 'the value before it is held' : 'the value before each is held';
  const step = `${STEPS_IN_A_GAP} steps of ${stepMs / 1000} s`;
  return [`${subject} longer than ${step}; ${held} (\`gaps: zero\` would drop it to 0).`];
}

function lateStart(firstMs: number): string {
  return `the first row is ${firstMs / 1000} s after the file's start; until then the rate is 0.`;
}
