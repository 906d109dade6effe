import type { Series } from '../../environment/arrivals/arrivals-spec.ts';
import { SeriesCursor, type SeriesCursorState } from '../../environment/series/series-cursor.ts';
import type { SampleSet } from './sample-set.ts';

export interface CustomMeterState {
  readonly cursor: SeriesCursorState;
  readonly at: number;
  readonly value: number;
  readonly definedMs: number;
  readonly valueMs: number;
}

/** A metric whose values the scenario gives: one sample a period, its mean over the time in which it has a value. */
export class CustomMeter {
  /** Index among the scenario's own metrics. */
  readonly custom: number;
  private readonly cursor: SeriesCursor;
  private readonly firstMs: number;
  private readonly endMs: number;
  private at = 0;
  private value: number;
  private definedMs = 0;
  private valueMs = 0;

  constructor(custom: number, series: Series) {
    this.custom = custom;
    this.cursor = new SeriesCursor(series);
    this.firstMs = series.atMs[0] ?? 0;
    this.endMs = series.endMs === null || series.repeat ? Number.POSITIVE_INFINITY : series.endMs;
    this.value = this.cursor.perSecond;
  }

  /** When it takes another value next, or Infinity. */
  get changesAt(): number {
    const next = this.cursor.untilMs;
    // Its first value may be no change of the series, and its end none either.
    if (this.at < this.firstMs) return Math.min(next, this.firstMs);
    return this.at < this.endMs ? Math.min(next, this.endMs) : next;
  }

  /** Its value is another one from now on. */
  change(at: number): void {
    this.integrate(at);
    while (this.cursor.untilMs <= at) this.cursor.next();
    this.value = this.cursor.perSecond;
  }

  integrate(at: number): void {
    const ms = at - this.at;
    if (ms <= 0) return;
    if (this.at >= this.firstMs && this.at < this.endMs) {
      this.definedMs += ms;
      this.valueMs += ms * this.value;
    }
    this.at = at;
  }

  keepPart(part: number): void {
    this.definedMs *= part;
    this.valueMs *= part;
  }

  reset(): void {
    this.definedMs = 0;
    this.valueMs = 0;
  }

  read(into: SampleSet): SampleSet {
    return this.definedMs > 0 ? into.set(this.valueMs / this.definedMs, 1) : into.clear();
  }

  snapshot(): CustomMeterState {
    const { at, value, definedMs, valueMs } = this;
    return { cursor: this.cursor.snapshot(), at, value, definedMs, valueMs };
  }

  restore({ cursor, at, value, definedMs, valueMs }: CustomMeterState): void {
    this.cursor.restore(cursor);
    this.at = at;
    this.value = value;
    this.definedMs = definedMs;
    this.valueMs = valueMs;
  }
}
