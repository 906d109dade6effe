import type { Column } from './cells.ts';
import { LATEST_MS } from './latest-ms.ts';
import type { TraceSpec } from './trace-spec.ts';

/** What a row may bring at most: what a column of the task table holds. */
const MOST_UNITS = 2 ** 31 - 1;
/** More tasks than this at one instant are a mistake in the file: the run would end with an error that names no row. */
const MOST_TASKS_IN_A_ROW = 1_000_000;
/** Of a task's id or group; ECS takes no longer name. */
const LONGEST_TEXT = 255;

/** A place in `TraceColumns.numbers`, or -1 for a column that the spec does not name. */
export type Slot = number;

/** The columns of a trace that are read; the other ones cost nothing but the search for their commas. */
export interface TraceColumns {
  /** Those of numbers and times, in the order of their slots. */
  readonly numbers: readonly Column[];
  readonly submitted: Slot;
  readonly duration: Slot;
  readonly started: Slot;
  readonly ended: Slot;
  readonly cpu: Slot;
  readonly memory: Slot;
  readonly gpus: Slot;
  readonly gpuMilli: Slot;
  readonly count: Slot;
  readonly taskId: Column | null;
  readonly group: Column | null;
  /** Only rows in which each of these columns has exactly this text, as UTF-8. */
  readonly where: readonly { readonly column: Column; readonly text: Uint8Array }[];
}

/** The columns that a trace's spec names; where they stand in the file is not known yet. */
export function traceColumns({ columns, where, timeUnitMs }: TraceSpec): TraceColumns {
  const numbers: Column[] = [];
  const number = (name: string | null, most: number, expected: string): Slot =>
    name === null ? -1 : numbers.push({ name, index: -1, most, expected }) - 1;
  const amount = (name: string | null, most: number) => number(name, most, `a number from 0 to ${most}`);
  const time = (name: string | null) =>
    number(name, LATEST_MS / timeUnitMs, 'a time from 0 up, within 8,900 years');
  return {
    numbers,
    submitted: time(columns.submitted),
    duration: time(columns.duration),
    started: time(columns.started),
    ended: time(columns.ended),
    cpu: amount(columns.cpu.column, Math.floor(MOST_UNITS / cpuUnitsPer(columns.cpu.unit))),
    memory: amount(columns.memory.column, Math.floor(MOST_UNITS / memoryMibPer(columns.memory.unit))),
    gpus: amount(columns.gpus, MOST_UNITS),
    gpuMilli: amount(columns.gpuMilli, MOST_UNITS),
    count: number(columns.count, MOST_TASKS_IN_A_ROW, `a whole number from 0 to ${MOST_TASKS_IN_A_ROW}`),
    taskId: columns.taskId === null ? null : textColumn(columns.taskId),
    group: columns.group === null ? null : textColumn(columns.group),
    where: Object.entries(where).map(([name, text]) => ({
      column: textColumn(name),
      text: new TextEncoder().encode(text),
    })),
  };
}

/** CPU units that a file's number 1 stands for. */
export function cpuUnitsPer(unit: TraceSpec['columns']['cpu']['unit']): number {
  return { vcpu: 1024, cpuMilli: 1.024, cpu: 1 }[unit];
}

/** MiB that a file's number 1 stands for. */
export function memoryMibPer(unit: TraceSpec['columns']['memory']['unit']): number {
  return { memoryGiB: 1024, memoryMib: 1 }[unit];
}

function textColumn(name: string): Column {
  return { name, index: -1, most: LONGEST_TEXT, expected: `a text of at most ${LONGEST_TEXT} characters` };
}
