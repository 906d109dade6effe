import type { LogHistogram } from '../../kernel/log-histogram.ts';

/** A response is a wait and then what the request takes alone: in so many equal parts of the latter, each with all the waits. */
const PARTS = 8;

/** Adds responses of `weight` requests that waited from `fromMs` to `toMs`, all of it equally likely. */
export function addWaited(
  into: LogHistogram,
  alone: LogHistogram,
  fromMs: number,
  toMs: number,
  weight: number,
): void {
  for (let part = 0; part < PARTS; part++) {
    const takesMs = alone.quantile((part + 0.5) / PARTS);
    into.addUniform(fromMs + takesMs, toMs + takesMs, weight / PARTS);
  }
}
