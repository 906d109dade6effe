import { assert } from '../../kernel/assert.ts';
import { toGrid } from '../distributions/sampler.ts';
import { InputFileError } from '../input-file-error.ts';
import { type Column, cellError, readInstant, readNumber } from './cells.ts';
import { CsvScanner, type CsvScannerSnapshot } from './csv-scanner.ts';
import { LATEST_MS } from './latest-ms.ts';
import { TextCache } from './text-cache.ts';
import { findColumns, listColumns, type TraceColumns, traceColumns } from './trace-columns.ts';
import { NO_ROWS, type TraceCounts, type TraceNote, traceNotes } from './trace-counts.ts';
import { noHeader } from './trace-header.ts';
import type { TraceSpec } from './trace-spec.ts';

/**
 * The tasks of a recorded workload, one a row, read from bytes that are pushed in from outside; no more of the file is
 * held than the bytes not yet read. Every mistake in the file is an InputFileError with its line and column.
 *
 * A row is asked for at `(submitted - from) * timeScale`. Pass n of `repeat` is pass 1, later by n - 1 times the trace's
 * span and one mean distance of its submission instants: so the seam looks like the rest, and a trace on a grid stays
 * on it.
 */
export class TraceSource {
  /** The file as the scenario spells it. */
  readonly file: string;
  /** Integer milliseconds; like the next five, of the task that `peekMs` speaks of. */
  durationMs = 0;
  /** CPU units. */
  cpu = 0;
  /** MiB. */
  memory = 0;
  /** Whole GPUs. */
  gpu = 0;
  /** Empty without such a column or cell. Further tasks of a row, of later passes too, are `ID-2`, `ID-3` and so on. */
  taskId = '';
  group = '';
  /** Whether the next task cannot be told before bytes are pushed. */
  hungry = true;
  /** How often the file has been begun anew; when it has grown, the next byte to push is the file's first. */
  pass = 0;
  /** How many bytes of the file have been pushed in this pass. */
  pushedBytes = 0;
  readonly counts: TraceCounts = { ...NO_ROWS };

  private readonly spec: TraceSpec;
  private readonly displayName: string;
  private readonly resolutionMs: number;
  private readonly columns: TraceColumns;
  private readonly groups = new TextCache();
  private readonly progress: Progress = { ...NOTHING_READ };
  private scanner: CsvScanner;

  /** `displayName` names the file in errors; times are rounded to the nearest step of `resolutionMs`. */
  constructor(spec: TraceSpec, displayName: string, resolutionMs: number) {
    this.file = spec.file;
    this.spec = spec;
    this.displayName = displayName;
    this.resolutionMs = resolutionMs;
    this.columns = traceColumns(spec);
    this.scanner = new CsvScanner(displayName);
  }

  /** Takes the next bytes of the file, decompressed; they are copied. */
  push(chunk: Uint8Array): void {
    this.scanner.push(chunk);
    this.pushedBytes += chunk.length;
    this.hungry = false;
  }

  /** The file has no more bytes. */
  end(): void {
    this.scanner.end();
    this.hungry = false;
  }

  /** Milliseconds from the run's start of the next task, Infinity when there is none, -1 when bytes must be pushed first. */
  peekMs(): number {
    const { progress, scanner } = this;
    while (!progress.isReady) {
      if (progress.isOver) return Number.POSITIVE_INFINITY;
      const found = scanner.next();
      if (found === 'row') {
        if (scanner.rowNumber === 0) findColumns(this.columns, scanner, this.displayName);
        else progress.isReady = this.readRow();
      } else if (found === 'more') {
        this.hungry = true;
        return -1;
      } else {
        this.endPass();
        if (this.hungry) return -1;
      }
    }
    return progress.atMs;
  }

  /** Goes on to the task after the one that `peekMs` speaks of. */
  take(): void {
    const { progress } = this;
    assert(progress.isReady, 'a task was taken from a trace before its time was asked for');
    progress.copiesLeft--;
    progress.isReady = progress.copiesLeft > 0;
    if (progress.isReady) this.taskId = this.copyId();
  }

  /** What the reader of the outcome should know about the rows of the file. */
  notes(): TraceNote[] {
    return traceNotes(this.counts, this.displayName);
  }

  snapshot(): TraceSourceState {
    const { durationMs, cpu, memory, gpu, taskId, group, hungry, pass, pushedBytes } = this;
    return {
      fields: { durationMs, cpu, memory, gpu, taskId, group, hungry, pass, pushedBytes },
      progress: { ...this.progress },
      counts: { ...this.counts },
      columns: listColumns(this.columns).map((column) => column.index),
      scanner: this.scanner.snapshot(),
    };
  }

  /** Goes on where the snapshot was taken: behind the first `pushedBytes` bytes of the file. */
  restore(state: TraceSourceState): void {
    Object.assign(this, state.fields);
    Object.assign(this.progress, state.progress);
    Object.assign(this.counts, state.counts);
    for (const [i, column] of listColumns(this.columns).entries()) column.index = state.columns[i]!;
    this.scanner = new CsvScanner(this.displayName);
    this.scanner.restore(state.scanner);
  }

  /** Reads the present row; false when it becomes no task. */
  private readRow(): boolean {
    const { scanner, columns, counts, progress, spec } = this;
    const row = this.pass === 0 ? 1 : 0;
    counts.read += row;
    for (const { column, text } of columns.where) {
      if (scanner.equalsAt(column.index, text)) continue;
      counts.skippedByWhere += row;
      return false;
    }
    const submittedMs = this.readTime(columns.submitted);
    if (Number.isNaN(submittedMs)) return this.skipMissing();
    if (submittedMs < progress.lastMs)
      this.refuse(columns.submitted, 'a time at or after that of the row before');
    const isNewInstant = submittedMs > progress.lastMs;
    progress.lastMs = submittedMs;
    const sinceFromMs = submittedMs - (spec.fromInstantMs == null ? spec.fromMs : 0);
    if (sinceFromMs < 0) {
      counts.skippedByFrom += row;
      return false;
    }
    if (progress.instantCount === 0) progress.firstMs = submittedMs;
    if (isNewInstant) progress.instantCount += row;
    progress.atMs = this.round((sinceFromMs + this.pass * progress.shiftMs) * spec.timeScale);
    if (!(progress.atMs <= LATEST_MS))
      this.refuse(columns.submitted, 'a time within 8,900 years of the start');
    return this.readTask(row);
  }

  /** Reads what the present row's task is; false when the row becomes no task. */
  private readTask(row: number): boolean {
    const { columns, counts, progress, spec } = this;
    const durationMs = this.readDuration();
    const cpu = this.readNumber(columns.cpu);
    const memory = this.readNumber(columns.memory);
    const gpus = columns.gpus === null ? 0 : this.readNumber(columns.gpus);
    const count = columns.count === null ? 1 : this.readNumber(columns.count);
    if (Number.isNaN(durationMs + cpu + memory + gpus + count)) return this.skipMissing();
    if (!Number.isInteger(count)) this.refuse(columns.count!, columns.count!.expected);
    if (durationMs === 0 && spec.zeroDuration === 'skip') {
      counts.skippedZeroDuration += row;
      return false;
    }
    this.durationMs = durationMs === 0 ? 0 : toGrid(Math.max(1, Math.round(durationMs)), this.resolutionMs);
    this.cpu = Math.max(1, Math.round((cpu * columns.perCpu) / columns.cpuParts));
    this.memory = Math.round(memory * columns.perMemory);
    this.gpu = Math.ceil(gpus);
    if (this.gpu !== gpus) counts.fractionalGpus += row;
    counts.admitted += row;
    progress.copies = count * spec.amplify;
    progress.copiesLeft = progress.copies;
    if (columns.group !== null) this.group = this.readText(columns.group, this.groups);
    if (columns.taskId !== null) this.readTaskId(columns.taskId);
    return progress.copies > 0;
  }

  /** Milliseconds, unrounded; NaN when a cell is blank and that is to be skipped. */
  private readDuration(): number {
    const { duration, started, ended } = this.columns;
    if (duration !== null) return this.readNumber(duration) * this.spec.timeUnitMs;
    assert(started !== null && ended !== null, 'a trace names its duration, or started and ended');
    const startedMs = this.readTime(started);
    const lasted = this.readTime(ended) - startedMs;
    return lasted < 0 ? this.refuse(ended, 'a time at or after that in the column of `started`') : lasted;
  }

  private readNumber(column: Column): number {
    const value = readNumber(this.scanner, column, this.displayName);
    return Number.isNaN(value) ? this.meetBlank(column) : value;
  }

  /** Milliseconds in the trace's own time. The first one decides in which form all are. */
  private readTime(column: Column): number {
    const { progress, scanner } = this;
    if (progress.form === 'numbers') return this.readNumber(column) * this.spec.timeUnitMs;
    const text = scanner.textAt(column.index);
    if (text.trim() === '') return this.meetBlank(column);
    const instantMs = readInstant(text);
    const { fromInstantMs } = this.spec;
    if (instantMs === null) {
      if (progress.form === 'instants' || fromInstantMs != null) this.refuse(column, 'an ISO 8601 instant');
      progress.form = 'numbers';
      return this.readTime(column);
    }
    if (progress.form === 'unknown') progress.originMs = fromInstantMs ?? instantMs;
    progress.form = 'instants';
    return instantMs - progress.originMs;
  }

  private readText(column: Column, cache: TextCache | null): string {
    const text = cache === null ? this.scanner.textAt(column.index) : cache.read(this.scanner, column.index);
    return text.length > column.most ? this.refuse(column, column.expected) : text;
  }

  private readTaskId(column: Column): void {
    this.progress.rowId = this.readText(column, null);
    this.taskId = this.copyId();
  }

  private copyId(): string {
    const { rowId, copies, copiesLeft } = this.progress;
    const number = (this.pass + 1) * copies - copiesLeft + 1;
    return rowId === '' || number === 1 ? rowId : `${rowId}-${number}`;
  }

  private round(ms: number): number {
    return Math.round(ms / this.resolutionMs) * this.resolutionMs;
  }

  /** The file is over: it begins anew, or the trace has ended. */
  private endPass(): void {
    const { progress, scanner } = this;
    if (scanner.columnCount === 0) throw noHeader(this.displayName);
    if (this.pass + 1 >= this.spec.repeat || progress.instantCount === 0) {
      progress.isOver = true;
      return;
    }
    if (this.pass === 0) {
      const spanMs = progress.lastMs - progress.firstMs;
      if (progress.instantCount < 2) throw this.oneInstantError();
      progress.shiftMs = spanMs + spanMs / (progress.instantCount - 1);
    }
    progress.lastMs = Number.NEGATIVE_INFINITY;
    this.pass++;
    this.pushedBytes = 0;
    this.hungry = true;
    this.scanner = new CsvScanner(this.displayName);
  }

  private oneInstantError(): InputFileError {
    return new InputFileError({
      file: this.displayName,
      line: this.scanner.line,
      column: this.columns.submitted.name,
      expected: 'two different times or more, so that `repeat` knows when to begin again',
      received: 'one',
    });
  }

  /** A cell that a task needs is blank: an error, or NaN when its row is to be skipped. */
  private meetBlank(column: Column): number {
    return this.spec.missing === 'error' ? this.refuse(column, column.expected) : NaN;
  }

  private skipMissing(): boolean {
    if (this.pass === 0) this.counts.skippedMissing++;
    return false;
  }

  private refuse(column: Column, expected: string): never {
    throw cellError(this.scanner, column.index, column.name, expected, this.displayName);
  }
}

/** How far the reading has come: plain data. */
interface Progress {
  /** Whether the task that the source's fields describe is still to be taken. */
  isReady: boolean;
  isOver: boolean;
  atMs: number;
  /** Tasks of the present row, and how many of them are still to be taken. */
  copies: number;
  copiesLeft: number;
  /** The present row's cell in the column of `taskId`. */
  rowId: string;
  form: 'unknown' | 'numbers' | 'instants';
  /** Epoch milliseconds of the zero of a trace's own time; 0 for a trace of numbers. */
  originMs: number;
  /** In the trace's own time: of the first row behind `from`, and of the row read last. */
  firstMs: number;
  lastMs: number;
  /** Different submission times behind `from`, in the first pass. */
  instantCount: number;
  /** By how much a pass is later than the one before it, in the trace's own time. */
  shiftMs: number;
}

const NOTHING_READ: Readonly<Progress> = {
  isReady: false,
  isOver: false,
  atMs: 0,
  copies: 0,
  copiesLeft: 0,
  rowId: '',
  form: 'unknown',
  originMs: 0,
  firstMs: 0,
  lastMs: Number.NEGATIVE_INFINITY,
  instantCount: 0,
  shiftMs: 0,
};

/** State of a source as plain data, to be given to `restore`. */
export interface TraceSourceState {
  readonly fields: Readonly<
    Pick<
      TraceSource,
      'durationMs' | 'cpu' | 'memory' | 'gpu' | 'taskId' | 'group' | 'hungry' | 'pass' | 'pushedBytes'
    >
  >;
  readonly progress: Readonly<Progress>;
  readonly counts: Readonly<TraceCounts>;
  readonly columns: readonly number[];
  readonly scanner: CsvScannerSnapshot;
}
