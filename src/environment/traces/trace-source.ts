import { assert } from '../../kernel/assert.ts';
import { toGrid } from '../distributions/sampler.ts';
import { InputFileError } from '../input-file-error.ts';
import { CsvScanner, type CsvScannerSnapshot } from './csv-scanner.ts';
import { LATEST_MS } from './latest-ms.ts';
import { TraceCells, type TraceCellsState } from './trace-cells.ts';
import { cpuUnitsPer, memoryMibPer } from './trace-columns.ts';
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
  /** Of the run, in the trace's own time. */
  private readonly startMs: number;
  private readonly cpuUnitsPer: number;
  private readonly memoryMibPer: number;
  private readonly cells: TraceCells;
  private readonly progress: Progress = nothingRead();
  private scanner: CsvScanner;

  /** `displayName` names the file in errors; times are rounded to the nearest step of `resolutionMs`. */
  constructor(spec: TraceSpec, displayName: string, resolutionMs: number) {
    this.file = spec.file;
    this.spec = spec;
    this.displayName = displayName;
    this.resolutionMs = resolutionMs;
    this.startMs = spec.fromInstantMs == null ? spec.fromMs : 0;
    this.cpuUnitsPer = cpuUnitsPer(spec.columns.cpu.unit);
    this.memoryMibPer = memoryMibPer(spec.columns.memory.unit);
    this.scanner = new CsvScanner(displayName);
    this.cells = new TraceCells(spec, displayName, this.scanner);
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
        if (scanner.rowNumber === 0) this.cells.findColumns(scanner);
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
      cells: this.cells.snapshot(),
      scanner: this.scanner.snapshot(),
    };
  }

  /** Goes on where the snapshot was taken: behind the first `pushedBytes` bytes of the file. */
  restore(state: TraceSourceState): void {
    Object.assign(this, state.fields);
    Object.assign(this.progress, state.progress);
    Object.assign(this.counts, state.counts);
    this.scanner = new CsvScanner(this.displayName);
    this.scanner.restore(state.scanner);
    this.cells.restore(state.cells, this.scanner);
  }

  /** Reads the present row; false when it becomes no task. */
  private readRow(): boolean {
    const { cells, counts, progress, spec } = this;
    const { submitted } = cells.columns;
    const row = this.pass === 0 ? 1 : 0;
    counts.read += row;
    if (!cells.isWanted()) {
      counts.skippedByWhere += row;
      return false;
    }
    const submittedMs = cells.time(submitted);
    if (Number.isNaN(submittedMs)) return this.skipMissing(row);
    const { lastMs } = progress;
    if (submittedMs < lastMs) cells.refuseNumber(submitted, 'a time at or after that of the row before');
    progress.lastMs = submittedMs;
    const sinceFromMs = submittedMs - this.startMs;
    if (sinceFromMs < 0) {
      counts.skippedByFrom += row;
      return false;
    }
    if (progress.instantCount === 0) progress.firstMs = submittedMs;
    if (submittedMs > lastMs) progress.instantCount += row;
    progress.atMs = this.round((sinceFromMs + this.pass * progress.shiftMs) * spec.timeScale);
    if (progress.atMs > LATEST_MS) cells.refuseNumber(submitted, 'a time within 8,900 years of the start');
    return this.readTask(row);
  }

  /** Reads what the present row's task is; false when the row becomes no task. */
  private readTask(row: number): boolean {
    const { cells, counts, progress, spec } = this;
    const { columns } = cells;
    const durationMs = cells.duration();
    const cpu = cells.number(columns.cpu);
    const memory = cells.number(columns.memory);
    const gpus = cells.gpus();
    const count = columns.count < 0 ? 1 : cells.number(columns.count);
    if (Number.isNaN(durationMs + cpu + memory + gpus + count)) return this.skipMissing(row);
    if (!Number.isInteger(count)) cells.refuseNumber(columns.count);
    if (durationMs === 0 && spec.zeroDuration === 'skip') {
      counts.skippedZeroDuration += row;
      return false;
    }
    this.durationMs = durationMs === 0 ? 0 : toGrid(Math.max(1, Math.round(durationMs)), this.resolutionMs);
    this.cpu = Math.max(1, Math.round(cpu * this.cpuUnitsPer));
    this.memory = Math.round(memory * this.memoryMibPer);
    this.gpu = Math.ceil(gpus);
    this.group = cells.group();
    progress.rowId = cells.taskId();
    progress.copies = count * spec.amplify;
    progress.copiesLeft = progress.copies;
    this.taskId = this.copyId();
    if (this.gpu !== gpus) counts.fractionalGpus += row;
    counts.admitted += row;
    return progress.copies > 0;
  }

  private copyId(): string {
    const { rowId, copies, copiesLeft } = this.progress;
    const number = (this.pass + 1) * copies - copiesLeft + 1;
    return rowId === '' || number === 1 ? rowId : `${rowId}-${number}`;
  }

  private round(ms: number): number {
    return this.resolutionMs === 1 ? Math.round(ms) : Math.round(ms / this.resolutionMs) * this.resolutionMs;
  }

  private skipMissing(row: number): boolean {
    this.counts.skippedMissing += row;
    return false;
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
      if (progress.instantCount < 2) throw this.oneInstantError();
      const spanMs = progress.lastMs - progress.firstMs;
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
      column: this.spec.columns.submitted,
      expected: 'two different times or more, so that `repeat` knows when to begin again',
      received: 'one',
    });
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
  /** In the trace's own time: of the first row behind `from`, and of the row read last. */
  firstMs: number;
  lastMs: number;
  /** Different submission times behind `from`, in the first pass. */
  instantCount: number;
  /** By how much a pass is later than the one before it, in the trace's own time. */
  shiftMs: number;
}

function nothingRead(): Progress {
  return {
    isReady: false,
    isOver: false,
    atMs: NaN,
    copies: 0,
    copiesLeft: 0,
    rowId: '',
    firstMs: NaN,
    lastMs: Number.NEGATIVE_INFINITY,
    instantCount: 0,
    shiftMs: 0,
  };
}

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
  readonly cells: TraceCellsState;
  readonly scanner: CsvScannerSnapshot;
}
