import { type Column, cellError, isBlank, readInstant } from './cells.ts';
import type { CsvScanner } from './csv-scanner.ts';
import { TextCache } from './text-cache.ts';
import { type Slot, type TraceColumns, traceColumns } from './trace-columns.ts';
import { columnIndex, headerNames } from './trace-header.ts';
import type { TraceSpec } from './trace-spec.ts';

/**
 * The cells of a trace's present row. What a task needs and is blank is NaN when such rows are to be skipped; all else
 * that is wrong is an InputFileError.
 */
export class TraceCells {
  readonly columns: TraceColumns;
  private readonly spec: TraceSpec;
  private readonly displayName: string;
  private readonly values: Float64Array;
  private readonly limits: Float64Array;
  private readonly groups = new TextCache();
  private scanner: CsvScanner;
  private times: TimeForm = { kind: 'unknown', originMs: 0 };

  constructor(spec: TraceSpec, displayName: string, scanner: CsvScanner) {
    this.spec = spec;
    this.displayName = displayName;
    this.scanner = scanner;
    this.columns = traceColumns(spec);
    this.values = new Float64Array(this.columns.numbers.length);
    this.limits = Float64Array.from(this.columns.numbers, (column) => column.most);
  }

  /** Finds every column in the header, the present row of `scanner`, and reads from that from now on. */
  findColumns(scanner: CsvScanner): void {
    const header = headerNames(scanner);
    for (const column of this.all()) column.index = columnIndex(header, column.name, this.displayName);
    this.readFrom(scanner);
  }

  /** Whether the row is one of those that `where` keeps. */
  isWanted(): boolean {
    const { where } = this.columns;
    return where.length === 0 || where.every(({ column, text }) => this.scanner.equalsAt(column.index, text));
  }

  number(slot: Slot): number {
    const value = this.values[slot]!;
    return value >= 0 && value <= this.limits[slot]! ? value : this.meetOther(slot);
  }

  /** Milliseconds in the trace's own time, unrounded. The first time decides in which form all are. */
  time(slot: Slot): number {
    return this.times.kind === 'numbers' ? this.number(slot) * this.spec.timeUnitMs : this.timeAsText(slot);
  }

  /** Milliseconds, unrounded. */
  duration(): number {
    const { duration, started, ended, numbers } = this.columns;
    if (duration >= 0) return this.number(duration) * this.spec.timeUnitMs;
    const startedMs = this.time(started);
    const lasted = this.time(ended) - startedMs;
    if (lasted < 0) this.refuse(numbers[ended]!, 'a time at or after that in the column of `started`');
    return lasted;
  }

  /** GPUs that the row asks for, parts of one included. */
  gpus(): number {
    const { gpus, gpuMilli } = this.columns;
    const whole = gpus < 0 ? 1 : this.number(gpus);
    if (gpuMilli < 0) return gpus < 0 ? 0 : whole;
    const asked = (whole * this.number(gpuMilli)) / 1000;
    return asked > this.limits[gpuMilli]! ? this.refuseNumber(gpuMilli, 'fewer thousandths of a GPU') : asked;
  }

  /** Empty when no column maps it. */
  taskId(): string {
    const { taskId } = this.columns;
    return taskId === null ? '' : this.short(taskId, this.scanner.textAt(taskId.index));
  }

  /** Empty when no column maps it. */
  group(): string {
    const { group } = this.columns;
    return group === null ? '' : this.short(group, this.groups.read(this.scanner, group.index));
  }

  refuseNumber(slot: Slot, expected: string = this.columns.numbers[slot]!.expected): never {
    return this.refuse(this.columns.numbers[slot]!, expected);
  }

  snapshot(): TraceCellsState {
    return { times: { ...this.times }, places: this.all().map((column) => column.index) };
  }

  /** `scanner` is where the rows come from; the numbers of its present row are gone. */
  restore(state: TraceCellsState, scanner: CsvScanner): void {
    this.times = { ...state.times };
    for (const [i, column] of this.all().entries()) column.index = state.places[i]!;
    if (state.places[0]! >= 0) this.readFrom(scanner);
  }

  private readFrom(scanner: CsvScanner): void {
    this.scanner = scanner;
    const places = this.columns.numbers.map((column) => column.index);
    scanner.collectNumbers(places, this.values);
  }

  private timeAsText(slot: Slot): number {
    const text = this.scanner.textAt(this.columns.numbers[slot]!.index);
    if (text.trim() === '') return this.meetOther(slot);
    const { fromInstantMs } = this.spec;
    const instantMs = readInstant(text);
    if (instantMs === null) {
      if (this.times.kind === 'instants' || fromInstantMs != null)
        this.refuseNumber(slot, 'an ISO 8601 instant');
      this.times = { kind: 'numbers', originMs: 0 };
      return this.time(slot);
    }
    if (this.times.kind === 'unknown')
      this.times = { kind: 'instants', originMs: fromInstantMs ?? instantMs };
    return instantMs - this.times.originMs;
  }

  /** What a cell holds is no plain number in its range: it may be another number, or blank. */
  private meetOther(slot: Slot): number {
    const { index, most } = this.columns.numbers[slot]!;
    const value = this.scanner.numberAt(index);
    if (value >= 0 && value <= most) return value;
    return this.spec.missing === 'skip' && isBlank(this.scanner, index) ? NaN : this.refuseNumber(slot);
  }

  private short(column: Column, text: string): string {
    return text.length > column.most ? this.refuse(column, column.expected) : text;
  }

  private refuse(column: Column, expected: string): never {
    throw cellError(this.scanner, column.index, column.name, expected, this.displayName);
  }

  /** All columns that are read, always in the same order. */
  private all(): Column[] {
    const { numbers, taskId, group, where } = this.columns;
    const texts = [taskId, group].filter((column) => column !== null);
    return [...numbers, ...texts, ...where.map(({ column }) => column)];
  }
}

/** Whether times are numbers or ISO instants, which is not known before the first; `originMs` is their zero. */
interface TimeForm {
  readonly kind: 'unknown' | 'numbers' | 'instants';
  readonly originMs: number;
}

/** Plain data. */
export interface TraceCellsState {
  readonly times: TimeForm;
  readonly places: readonly number[];
}
