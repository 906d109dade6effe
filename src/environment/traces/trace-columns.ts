import type { Column } from './cells.ts';
import type { CsvScanner } from './csv-scanner.ts';
import { LATEST_MS } from './latest-ms.ts';
import { columnIndex, headerNames } from './trace-header.ts';
import type { TraceSpec } from './trace-spec.ts';

/** What a row may bring at most: what a column of the task table holds. */
const MOST_UNITS = 2 ** 31 - 1;
/** More tasks than this at one instant are a mistake in the file: the run would end with an error that names no row. */
const MOST_TASKS_IN_A_ROW = 1_000_000;
/** Of a task's id or group; ECS takes no longer name. */
const LONGEST_TEXT = 255;

/** The columns of a trace that are read; the other ones cost nothing but the search for their commas. */
export interface TraceColumns {
  readonly submitted: Column;
  readonly duration: Column | null;
  readonly started: Column | null;
  readonly ended: Column | null;
  readonly cpu: Column;
  readonly memory: Column;
  readonly gpus: Column | null;
  readonly count: Column | null;
  readonly taskId: Column | null;
  readonly group: Column | null;
  readonly where: readonly { readonly column: Column; readonly text: Uint8Array }[];
  /** CPU units that a file's number 1 stands for are `perCpu / cpuParts`: a fraction, so that it is rounded once. */
  readonly perCpu: number;
  readonly cpuParts: number;
  /** MiB that a file's number 1 stands for. */
  readonly perMemory: number;
}

/** The columns that a trace's spec names; their places in the file are found by `findColumns`. */
export function traceColumns({ columns, where, timeUnitMs }: TraceSpec): TraceColumns {
  const perCpu = columns.cpu.unit === 'cpu' ? 1 : 1024;
  const cpuParts = columns.cpu.unit === 'cpuMilli' ? 1000 : 1;
  const perMemory = columns.memory.unit === 'memoryGiB' ? 1024 : 1;
  const time = (name: string) => column(name, LATEST_MS / timeUnitMs, 'a time from 0 up, within 8,900 years');
  const amount = (name: string, most: number) => column(name, most, `a number from 0 to ${most}`);
  const count = (name: string) =>
    column(name, MOST_TASKS_IN_A_ROW, `a whole number from 0 to ${MOST_TASKS_IN_A_ROW}`);
  const text = (name: string) => column(name, LONGEST_TEXT, `a text of at most ${LONGEST_TEXT} characters`);
  return {
    submitted: time(columns.submitted),
    duration: optional(columns.duration, time),
    started: optional(columns.started, time),
    ended: optional(columns.ended, time),
    cpu: amount(columns.cpu.column, Math.floor((MOST_UNITS / perCpu) * cpuParts)),
    memory: amount(columns.memory.column, Math.floor(MOST_UNITS / perMemory)),
    gpus: optional(columns.gpus, (name) => amount(name, MOST_UNITS)),
    count: optional(columns.count, count),
    taskId: optional(columns.taskId, text),
    group: optional(columns.group, text),
    where: Object.entries(where).map(([name, wanted]) => ({
      column: text(name),
      text: new TextEncoder().encode(wanted),
    })),
    perCpu,
    cpuParts,
    perMemory,
  };
}

/** Finds every column in the header, the scanner's present row; throws InputFileError for one that is not there. */
export function findColumns(columns: TraceColumns, scanner: CsvScanner, displayName: string): void {
  const header = headerNames(scanner);
  for (const column of listColumns(columns)) column.index = columnIndex(header, column.name, displayName);
}

/** All columns that are read, always in the same order. */
export function listColumns(columns: TraceColumns): Column[] {
  const { submitted, duration, started, ended, cpu, memory, gpus, count, taskId, group, where } = columns;
  const named = [submitted, duration, started, ended, cpu, memory, gpus, count, taskId, group];
  return [...named.filter((column) => column !== null), ...where.map(({ column }) => column)];
}

function column(name: string, most: number, expected: string): Column {
  return { name, index: -1, most, expected };
}

function optional(name: string | null, make: (name: string) => Column): Column | null {
  return name === null ? null : make(name);
}
