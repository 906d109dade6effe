import type { Series } from '../arrivals/arrivals-spec.ts';

/** Where a cursor stands: the step of which cycle. */
export interface SeriesCursorState {
  readonly cycle: number;
  readonly step: number;
}

/**
 * Goes along a series from change to change: `perSecond` holds from `fromMs` until `untilMs`, Infinity when it never
 * changes again. Neighbouring steps of one rate are one; before the first step and after the end the rate is 0.
 */
export class SeriesCursor {
  /** Milliseconds from the series' start. */
  fromMs = 0;
  untilMs = 0;
  perSecond = 0;
  private readonly atMs: readonly number[];
  private readonly rates: readonly number[];
  /** Infinity when it does not repeat. */
  private readonly periodMs: number;
  /** Whether a cycle ends with the rate that the next one begins with. */
  private readonly isRound: boolean;
  private cycle = 0;
  private step = 0;

  constructor(series: Series) {
    const { atMs, perSecond, periodMs } = changesOf(series);
    this.atMs = atMs;
    this.rates = perSecond;
    this.periodMs = periodMs;
    this.isRound = perSecond.length > 1 && perSecond.at(-1) === perSecond[0];
    this.look();
  }

  /** Goes on to the next change; where there is none it stays. */
  next(): void {
    if (this.untilMs === Number.POSITIVE_INFINITY) return;
    this.step++;
    if (this.step === this.rates.length) {
      this.cycle++;
      this.step = this.isRound ? 1 : 0;
    }
    this.look();
  }

  snapshot(): SeriesCursorState {
    return { cycle: this.cycle, step: this.step };
  }

  restore({ cycle, step }: SeriesCursorState): void {
    this.cycle = cycle;
    this.step = step;
    this.look();
  }

  private look(): void {
    const { atMs, cycle, step } = this;
    const beginMs = cycle === 0 ? 0 : cycle * this.periodMs;
    this.perSecond = this.rates[step]!;
    this.fromMs = beginMs + atMs[step]!;
    if (step + 1 < atMs.length) this.untilMs = beginMs + atMs[step + 1]!;
    else this.untilMs = beginMs + this.periodMs + (this.isRound ? atMs[1]! : 0);
  }
}

/** The steps at which the rate is another than before, the first at 0. One alone never changes, so it does not repeat. */
function changesOf({ atMs, perSecond, endMs, repeat }: Series): {
  readonly atMs: readonly number[];
  readonly perSecond: readonly number[];
  readonly periodMs: number;
} {
  const times = [0];
  const rates = [atMs[0] === 0 && endMs !== 0 ? perSecond[0]! : 0];
  const add = (at: number, rate: number) => {
    if (rate === rates.at(-1)) return;
    times.push(at);
    rates.push(rate);
  };
  for (const [i, at] of atMs.entries()) if (endMs === null || at < endMs) add(at, perSecond[i]!);
  const periodMs = repeat && endMs !== null && rates.length > 1 ? endMs : Number.POSITIVE_INFINITY;
  if (endMs !== null && !repeat) add(endMs, 0);
  return { atMs: times, perSecond: rates, periodMs };
}
