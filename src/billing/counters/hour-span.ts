import type { World } from '../../events/world.ts';
import { startedHoursMs } from '../meters/started-hours.ts';

/** From one `take` of a counter to the next, in started hours of the clock. */
export class HourSpan {
  private fromMs = 0;

  /** Milliseconds of the hours that were begun since the last time, up to `at`. */
  take(at: number, { startMs }: World): bigint {
    const ms = startedHoursMs(startMs + this.fromMs, startMs + at);
    this.fromMs = at;
    return BigInt(ms);
  }
}

/** How many of a kind have been there since the last time, whether they still are or not. */
export class Presence {
  private now = 0;
  private gone = 0;

  come(): void {
    this.now++;
  }

  go(): void {
    this.now--;
    this.gone++;
  }

  take(): number {
    const seen = this.now + this.gone;
    this.gone = 0;
    return seen;
  }
}
