import { Stream, type StreamState } from '../../kernel/streams.ts';
import type { Series } from '../arrivals/arrivals-spec.ts';
import { poissonQuantile } from '../distributions/poisson-quantile.ts';
import { SeriesCursor, type SeriesCursorState } from '../series/series-cursor.ts';

/** Random counts are drawn minute by minute of the run. */
const DRAWN_EACH_MS = 60_000;

/** The whole state as plain data. */
export interface RequestCountsState {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly count: number;
  readonly owed: number;
  readonly cursor: SeriesCursorState;
  readonly stream: StreamState | null;
}

/**
 * How many requests come to one service, period by period without gaps: `count` of them from `fromMs` until `untilMs`, in
 * whole milliseconds from the run's start. Over a period the rate is constant. With `poisson` noise a period ends with the
 * minute, and its count is one Poisson draw around rate x length; a period in which nothing comes is not cut. With `exact` a
 * period is as long as the rate holds, and the counts so far are the rate summed over time, rounded.
 */
export class RequestCounts {
  fromMs = 0;
  untilMs = 0;
  count = 0;
  private readonly cursor: SeriesCursor;
  private readonly stream: Stream | null;
  private readonly horizonMs: number;
  /** What the sum of the counts lacks of the integral, -0.5 to 0.5. */
  private owed = 0;

  /** `streamName` is `seed/concern/subject`; nothing comes after `horizonMs`, the end of the run. */
  constructor(series: Series, noise: 'poisson' | 'exact', streamName: string, horizonMs: number) {
    this.cursor = new SeriesCursor(series);
    this.stream = noise === 'poisson' ? new Stream(streamName) : null;
    this.horizonMs = horizonMs;
    this.next();
  }

  /** Goes on to the period that follows; behind the last one, at the horizon, there are only empty ones without length. */
  next(): void {
    const { cursor } = this;
    const fromMs = this.untilMs;
    if (fromMs >= cursor.untilMs) cursor.next();
    const { perSecond } = cursor;
    const isCut = this.stream !== null && perSecond > 0;
    const cutMs = isCut ? (Math.floor(fromMs / DRAWN_EACH_MS) + 1) * DRAWN_EACH_MS : this.horizonMs;
    this.fromMs = fromMs;
    this.untilMs = Math.min(cursor.untilMs, cutMs, this.horizonMs);
    this.count = this.countOf((perSecond * (this.untilMs - fromMs)) / 1000);
  }

  snapshot(): RequestCountsState {
    const { fromMs, untilMs, count, owed } = this;
    return {
      fromMs,
      untilMs,
      count,
      owed,
      cursor: this.cursor.snapshot(),
      stream: this.stream?.snapshot() ?? null,
    };
  }

  restore({ fromMs, untilMs, count, owed, cursor, stream }: RequestCountsState): void {
    this.fromMs = fromMs;
    this.untilMs = untilMs;
    this.count = count;
    this.owed = owed;
    this.cursor.restore(cursor);
    if (stream !== null) this.stream?.restore(stream);
  }

  private countOf(expected: number): number {
    if (this.stream !== null) return expected > 0 ? poissonQuantile(expected, this.stream.next()) : 0;
    const owed = this.owed + expected;
    const count = Math.max(0, Math.round(owed));
    this.owed = owed - count;
    return count;
  }
}
