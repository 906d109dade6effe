import type { Series } from '../arrivals/arrivals-spec.ts';
import { layOut } from './lay-out.ts';

/** The beginning of a series, again and again after so long; nothing comes between an earlier end of it and the next beginning. */
export function repeatSeries(series: Series, periodMs: number): Series {
  const isLaidOut = series.repeat && series.endMs !== null;
  const { atMs, perSecond, endMs } = isLaidOut ? layOut(series, periodMs) : series;
  const untilMs = Math.min(periodMs, endMs ?? periodMs);
  const times = atMs.filter((at) => at < untilMs);
  const rates = perSecond.slice(0, times.length);
  if (untilMs < periodMs) {
    times.push(untilMs);
    rates.push(0);
  }
  return { atMs: times, perSecond: rates, endMs: periodMs, repeat: true };
}
