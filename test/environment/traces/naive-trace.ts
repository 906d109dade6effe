import type { TraceSpec } from '../../../src/environment/traces/trace-spec.ts';
import { type NaiveRow, readNaively } from './naive-csv.ts';

/** A task as a trace's row brings it. */
export interface NaiveTask {
  readonly at: number;
  readonly durationMs: number;
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
  readonly taskId: string;
  readonly group: string;
}

/** Thrown where the file is wrong: `LINE COLUMN`. */
export class NaiveError extends Error {}

/** All tasks of a trace of numbers, each row looked at on its own: slow and obvious. */
export function readTraceNaively(content: Uint8Array, spec: TraceSpec, resolutionMs: number): NaiveTask[] {
  const { rows, badLine } = readNaively(content);
  const [header, ...body] = rows;
  if (header === undefined) throw new NaiveError('1');
  const cellOf = (row: NaiveRow, name: string) => row.cells[header.cells.indexOf(name)]!;
  const kept = body.filter((row) =>
    Object.entries(spec.where).every(([name, text]) => cellOf(row, name) === text),
  );
  const decoded: (NaiveTask & { submittedMs: number; count: number })[] = [];
  const instants: number[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const row of kept) {
    const submitted = numberIn(row, spec.columns.submitted);
    if (submitted === null) continue;
    const submittedMs = submitted * spec.timeUnitMs;
    if (submittedMs < previous) throw new NaiveError(`${row.line} ${spec.columns.submitted}`);
    previous = submittedMs;
    if (submittedMs < spec.fromMs) continue;
    if (instants.at(-1) !== submittedMs) instants.push(submittedMs);
    const task = taskOf(row);
    if (task !== null) decoded.push({ ...task, submittedMs });
  }
  if (badLine !== null) throw new NaiveError(`${badLine}`);
  if (spec.repeat > 1 && instants.length === 1)
    throw new NaiveError(`${body.at(-1)!.line} ${spec.columns.submitted}`);
  const span = instants.length === 0 ? 0 : instants.at(-1)! - instants[0]!;
  const shift = span + span / (instants.length - 1);
  return Array.from({ length: spec.repeat }, (_, pass) =>
    decoded.flatMap(({ submittedMs, count, ...task }) => {
      const atMs = (submittedMs - spec.fromMs + (pass === 0 ? 0 : pass * shift)) * spec.timeScale;
      return Array.from({ length: count * spec.amplify }, (_, copy) => {
        const number = pass * count * spec.amplify + copy + 1;
        const taskId = task.taskId === '' || number === 1 ? task.taskId : `${task.taskId}-${number}`;
        return { ...task, taskId, at: Math.round(atMs / resolutionMs) * resolutionMs };
      });
    }),
  ).flat();

  /** `null` when blank and that is to be skipped. */
  function numberIn(row: NaiveRow, name: string, most = 1e9): number | null {
    const text = cellOf(row, name);
    const isDecimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);
    if (text.trim() === '' && spec.missing === 'skip') return null;
    if (isDecimal && Number(text) >= 0 && Number(text) <= most) return Number(text);
    throw new NaiveError(`${row.line} ${name}`);
  }

  function taskOf(row: NaiveRow): (NaiveTask & { count: number }) | null {
    const { columns, timeUnitMs } = spec;
    let lasted: number | null;
    if (columns.duration !== null) {
      const duration = numberIn(row, columns.duration);
      lasted = duration === null ? null : duration * timeUnitMs;
    } else {
      const started = numberIn(row, columns.started!);
      const ended = numberIn(row, columns.ended!);
      lasted = ended === null || started === null ? null : ended * timeUnitMs - started * timeUnitMs;
      if (lasted !== null && lasted < 0) throw new NaiveError(`${row.line} ${columns.ended!}`);
    }
    const cpu = numberIn(row, columns.cpu.column);
    const memory = numberIn(row, columns.memory.column);
    const whole = columns.gpus === null ? 1 : numberIn(row, columns.gpus);
    const milli =
      columns.gpuMilli === null ? (columns.gpus === null ? 0 : 1000) : numberIn(row, columns.gpuMilli);
    const gpus = whole === null || milli === null ? null : (whole * milli) / 1000;
    if (gpus !== null && gpus > 2 ** 31 - 1) throw new NaiveError(`${row.line} ${columns.gpuMilli!}`);
    const count = columns.count === null ? 1 : numberIn(row, columns.count, 1e6);
    if (lasted === null || cpu === null || memory === null || gpus === null || count === null) return null;
    if (count % 1 !== 0) throw new NaiveError(`${row.line} ${columns.count!}`);
    if (lasted === 0 && spec.zeroDuration === 'skip') return null;
    const steps = Math.max(1, Math.round(Math.max(1, Math.round(lasted)) / resolutionMs));
    return {
      at: NaN,
      durationMs: lasted === 0 ? 0 : steps * resolutionMs,
      cpu: Math.max(1, Math.round((cpu * 1024) / { vcpu: 1, cpuMilli: 1000, cpu: 1024 }[columns.cpu.unit])),
      memory: Math.round(memory * (columns.memory.unit === 'memoryGiB' ? 1024 : 1)),
      gpu: Math.ceil(gpus),
      taskId: columns.taskId === null ? '' : cellOf(row, columns.taskId),
      group: columns.group === null ? '' : cellOf(row, columns.group),
      count,
    };
  }
}
