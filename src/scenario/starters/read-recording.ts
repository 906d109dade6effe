import { InputFileError, quoteText } from '../../environment/input-file-error.ts';
import { CsvScanner } from '../../environment/traces/csv-scanner.ts';
import { parseInstant } from '../../units/calendar.ts';
import { formatDuration } from '../../units/duration.ts';
import { type GuessedColumns, guessColumns } from './guess-columns.ts';
import { cpuUnitOf, memoryUnitOf } from './guess-units.ts';
import { LARGEST_TYPE, typeThatHolds } from './instance-that-holds.ts';
import type { StarterPlatform, StarterWork } from './starter.ts';

/** What a recorded file was taken for. */
export interface Recording {
  readonly work: Extract<StarterWork, { kind: 'tasks' | 'traffic' }>;
  /** What was guessed, as sentences. */
  readonly guesses: readonly string[];
}

/**
 * Takes a CSV file, of which this is the beginning, for a recording of tasks (one a row, with when, how long and how large) or
 * of requests over time. Throws InputFileError, with its header, when it is neither, and for tasks out of order. `file` is its name in the scenario.
 */
export function readRecording(head: Uint8Array, file: string, platform: StarterPlatform): Recording {
  const { found, lines } = firstRows(head, file);
  const [header = [], ...rows] = found;
  const guessed = guessColumns(header);
  const columns: Record<string, string> = { ...guessed.columns };
  const cell = (row: number, meaning: string): string => rows[row]?.[header.indexOf(columns[meaning]!)] ?? '';
  const submitted = columns['submitted'] ?? columns['started'];
  const isTimed = columns['duration'] !== undefined || (columns['started'] && columns['ended']) !== undefined;
  const byValues = correctUnits(columns, (meaning) => rows.map((_, row) => Number(cell(row, meaning)) || 0));
  const cpu = CPU.find((unit) => columns[unit] !== undefined);
  const memory = MEMORY.find((unit) => columns[unit] !== undefined);
  if (submitted !== undefined && isTimed && cpu !== undefined && memory !== undefined) {
    const meanings = columns['duration'] !== undefined ? ['duration'] : ['started', 'ended'];
    const used = ['submitted', ...meanings, cpu, memory];
    const named = Object.fromEntries(
      used.map((meaning) => [meaning, meaning === 'submitted' ? submitted : columns[meaning]!]),
    );
    const moments = rows.map((row) => row[header.indexOf(submitted)] ?? '');
    refuseDisorder(moments, { file, column: submitted, lines });
    const first = moments[0] ?? '';
    const times = timesOf(first, guessed);
    const most = (meaning: string) => Math.max(0, ...rows.map((_, i) => Number(cell(i, meaning)) || 0));
    const size = { vcpu: most(cpu) / PER_VCPU[cpu], memoryGib: most(memory) / PER_GIB[memory] };
    const instanceType = typeThatHolds(size);
    return {
      work: { kind: 'tasks', trace: { file, columns: named, ...times, instanceType } },
      guesses: [
        said(named),
        ...byValues,
        ...(guessed.timeUnit === null && parseInstant(first) === null
          ? [`Times are taken for ${times.timeUnit === 's' ? 'seconds' : 'milliseconds'}.`]
          : []),
        ...(platform === 'ec2' ? [saidSize(size, rows.length, instanceType)] : []),
      ],
    };
  }
  const value = columns['requests'];
  if (submitted === undefined || value === undefined) throw notKnown(file, header);
  const stepMs = momentOf(cell(1, 'submitted')) - momentOf(cell(0, 'submitted'));
  const isRate = /^(?:rate|rps|qps)$/i.test(value) || !(stepMs > 0);
  const per = isRate ? '1s' : formatDuration(stepMs).replace('min', 'm').replaceAll(' ', '');
  // The time of the last row that was seen and its own step; of a longer file it is more.
  const spanMs = momentOf(cell(rows.length - 1, 'submitted')) - momentOf(cell(0, 'submitted')) + stepMs;
  const seconds = head.length < HEAD_BYTES && spanMs > 0 ? Math.round(spanMs / 1000) : DAY_SECONDS;
  return {
    work: {
      kind: 'traffic',
      traffic: { file, timeColumn: submitted, valueColumn: value, per, seconds },
    },
    guesses: [said({ time: submitted, requests: value }), `A value counts the requests of ${per}.`],
  };
}

const CPU = ['vcpu', 'cpuMilli', 'cpu'] as const;
const MEMORY = ['memoryGiB', 'memoryMib'] as const;
const PER_VCPU = { vcpu: 1, cpuMilli: 1000, cpu: 1024 };
const PER_GIB = { memoryGiB: 1, memoryMib: 1024 };
const DAY_SECONDS = 86_400;

/** Rows of the beginning of a file, the header first; the last one, which may be cut, is left out. */
function firstRows(head: Uint8Array, file: string): { found: string[][]; lines: number[] } {
  const scanner = new CsvScanner(file);
  scanner.push(head);
  if (head.length < HEAD_BYTES) scanner.end();
  const found: string[][] = [];
  const lines: number[] = [];
  while (scanner.next() === 'row') {
    found.push(Array.from({ length: scanner.columnCount }, (_, column) => scanner.textAt(column)));
    lines.push(scanner.line);
  }
  return { found, lines };
}

/** Renames columns whose name says no unit and whose values say another one, and says so. */
function correctUnits(columns: Record<string, string>, values: (meaning: string) => number[]): string[] {
  const sentences: string[] = [];
  const correct = (guess: string, meaning: string, unit: string) => {
    if (columns[guess] === undefined || meaning === guess || columns[meaning] !== undefined) return;
    columns[meaning] = columns[guess];
    delete columns[guess];
    sentences.push(`By its values, ${columns[meaning]} is in ${unit}.`);
  };
  const cpu = cpuUnitOf(values('vcpu'));
  correct('vcpu', cpu, cpu === 'cpu' ? 'CPU units, 1,024 a vCPU' : 'thousandths of a vCPU');
  const name = columns['memoryGiB'] ?? '';
  if (!/g/i.test(name)) correct('memoryGiB', memoryUnitOf(values('memoryGiB')), 'MiB');
  return sentences;
}

/** As a run would refuse it, which reads all of the file. */
function refuseDisorder(
  moments: readonly string[],
  { file, column, lines }: { file: string; column: string; lines: readonly number[] },
): void {
  let last = -Infinity;
  for (const [row, cell] of moments.entries()) {
    const moment = cell === '' ? NaN : momentOf(cell);
    if (moment < last)
      throw new InputFileError({
        file,
        line: lines[row + 1]!,
        column,
        expected: 'a time at or after that of the row before; sort the file by it',
        received: quoteText(cell),
      });
    if (moment > last) last = moment;
  }
}

/** What `InputFile.head()` gives at most. */
const HEAD_BYTES = 64 * 1024;

/** Beyond this, seconds are no times of a run but of the calendar: 1973. */
const CALENDAR_SECONDS = 1e8;

function timesOf(
  first: string,
  { timeUnit }: GuessedColumns,
): { readonly timeUnit: 's' | 'ms'; readonly from: string | null } {
  if (parseInstant(first) !== null) return { timeUnit: 's', from: first };
  const number = Number(first);
  const unit = timeUnit ?? (number > CALENDAR_SECONDS * 1000 ? 'ms' : 's');
  const seconds = unit === 'ms' ? number / 1000 : number;
  return { timeUnit: unit, from: seconds > CALENDAR_SECONDS ? String(seconds) : null };
}

/** A time of the file in milliseconds; a number is seconds. */
function momentOf(cell: string): number {
  return parseInstant(cell) ?? Number(cell) * 1000;
}

function said(columns: Readonly<Record<string, string>>): string {
  return `Columns, guessed from the header: ${Object.entries(columns)
    .map(([meaning, name]) => `${meaning} = ${name}`)
    .join(', ')}.`;
}

function saidSize(size: { vcpu: number; memoryGib: number }, rows: number, instanceType: string): string {
  const largest = `The largest of the first ${rows} tasks wants ${size.vcpu} vCPU and ${size.memoryGib} GiB`;
  const rest = instanceType === LARGEST_TYPE ? 'the largest of m5' : 'which holds two of them';
  return `${largest}: instances are ${instanceType}, ${rest}. A task too large for it waits for ever.`;
}

function notKnown(file: string, header: readonly string[]): InputFileError {
  const shown = header.slice(0, MOST_NAMES).map((name) => JSON.stringify(name));
  return new InputFileError({
    file,
    line: 1,
    expected:
      'columns named like submitted, duration (or started, ended), vcpu and memory, one task a row, or like time and requests',
    received:
      header.length === 0
        ? 'an empty file'
        : `${shown.join(', ')}${header.length > MOST_NAMES ? ` and ${header.length - MOST_NAMES} more` : ''}`,
  });
}

const MOST_NAMES = 12;
