import { Stream, type StreamState } from '../../kernel/streams.ts';
import { ln } from '../../units/elementary.ts';
import { nextOccurrence } from '../../units/schedule.ts';
import type { ArrivalsSpec, Series } from './arrivals-spec.ts';

/** When the tasks of one workload are asked for, one after the other, in milliseconds from the run's start. */
export class ArrivalSource {
  private readonly spec: ArrivalsSpec;
  private readonly stream: Stream | null;
  private readonly startMs: number;
  private readonly resolutionMs: number;
  private produced = 0;
  /** Exact time of the next arrival, before rounding; Infinity when over. */
  private clock: number;
  /** Tasks still to come at this very moment. */
  private left = 0;

  /** `startMs`: the run's start as epoch milliseconds, for schedules on the calendar. */
  constructor(spec: ArrivalsSpec, streamName: string, startMs: number, resolutionMs: number) {
    this.spec = spec;
    this.startMs = startMs;
    this.resolutionMs = resolutionMs;
    const random = spec.form.kind === 'poisson' || spec.form.kind === 'poissonSeries';
    this.stream = random ? new Stream(streamName) : null;
    this.clock = this.first();
    this.cut();
  }

  /** The next arrival, or Infinity when there is none. */
  peekMs(): number {
    return this.clock === Number.POSITIVE_INFINITY ? this.clock : this.rounded();
  }

  /** Goes on to the arrival after it. */
  take(): void {
    this.produced++;
    if (--this.left <= 0) this.clock = this.following();
    this.cut();
  }

  snapshot(): ArrivalSourceState {
    return {
      produced: this.produced,
      clock: this.clock,
      left: this.left,
      stream: this.stream?.snapshot() ?? null,
    };
  }

  restore(state: ArrivalSourceState): void {
    this.produced = state.produced;
    this.clock = state.clock;
    this.left = state.left;
    if (state.stream !== null) this.stream?.restore(state.stream);
  }

  private rounded(): number {
    const step = this.resolutionMs;
    return step === 1 ? Math.round(this.clock) : Math.round(this.clock / step) * step;
  }

  private cut(): void {
    const { untilMs, limit } = this.spec;
    if ((limit !== null && this.produced >= limit) || (untilMs !== null && this.clock >= untilMs))
      this.clock = Number.POSITIVE_INFINITY;
  }

  private first(): number {
    const { form, fromMs } = this.spec;
    switch (form.kind) {
      case 'every':
        return fromMs;
      case 'burst':
        this.left = form.count;
        return form.count > 0 && form.atMs >= fromMs ? form.atMs : Number.POSITIVE_INFINITY;
      case 'schedule':
        return this.scheduled(fromMs - 1);
      default:
        this.clock = fromMs;
        return this.following();
    }
  }

  private following(): number {
    const { form } = this.spec;
    switch (form.kind) {
      case 'every':
        return this.clock + form.everyMs;
      case 'burst':
        return Number.POSITIVE_INFINITY;
      case 'schedule':
        return this.scheduled(this.clock);
      case 'poisson':
        return this.clock + (exponential(this.stream!.next()) * 1000) / form.perSecond;
      case 'poissonSeries':
        return afterHazard(form.series, this.clock, exponential(this.stream!.next()));
    }
  }

  private scheduled(afterMs: number): number {
    const { form } = this.spec;
    if (form.kind !== 'schedule') return Number.POSITIVE_INFINITY;
    const at = nextOccurrence(form.schedule, this.startMs + afterMs, this.startMs);
    this.left = form.count;
    return at === null || form.count === 0 ? Number.POSITIVE_INFINITY : at - this.startMs;
  }
}

export interface ArrivalSourceState {
  readonly produced: number;
  readonly clock: number;
  readonly left: number;
  readonly stream: StreamState | null;
}

/** A unit exponential by inversion. */
function exponential(u: number): number {
  return -ln(1 - u);
}

/** The moment by which the rate, summed over time from `fromMs` on, has brought `hazard` more arrivals; Infinity when never. */
function afterHazard(series: Series, fromMs: number, hazard: number): number {
  const { atMs, perSecond, endMs, repeat } = series;
  const period = endMs ?? Number.POSITIVE_INFINITY;
  let cycle = endMs !== null && repeat ? Math.floor(fromMs / period) : 0;
  let position = fromMs - cycle * (cycle === 0 ? 0 : period);
  if (position >= period) return Number.POSITIVE_INFINITY;
  let left = hazard;
  let step = lastAtOrBefore(atMs, position);
  let barren = 0;
  for (;;) {
    const stepEnd = Math.min(period, atMs[step + 1] ?? period);
    const rate = step < 0 ? 0 : perSecond[step]! / 1000;
    const brought = rate === 0 ? 0 : rate * (stepEnd - position);
    if (rate > 0 && brought >= left) return cycle * (cycle === 0 ? 0 : period) + position + left / rate;
    left -= brought;
    barren = brought > 0 ? 0 : barren + 1;
    position = stepEnd;
    step++;
    if (position >= period) {
      if (!repeat || endMs === null || barren > atMs.length + 1) return Number.POSITIVE_INFINITY;
      cycle++;
      position = 0;
      step = lastAtOrBefore(atMs, 0);
    }
  }
}

function lastAtOrBefore(atMs: readonly number[], position: number): number {
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atMs[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
