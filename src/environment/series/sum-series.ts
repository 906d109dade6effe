import type { Series } from '../arrivals/arrivals-spec.ts';
import { layOut } from './lay-out.ts';

/**
 * The series whose rate is the sum of all, changing exactly where one of them changes. Series that repeat with one
 * period, beside constants, give one that repeats; otherwise repetitions are laid out up to `horizonMs` (the run's
 * duration), behind which the sum ends. Throws RangeError when that is more than ten million steps.
 */
export function sumSeries(list: readonly Series[], horizonMs: number = Number.POSITIVE_INFINITY): Series {
  const [first, ...others] = list;
  if (first === undefined) return { atMs: [], perSecond: [], endMs: 0, repeat: false };
  if (others.length === 0) return first;
  const periods = new Set(list.filter(repeats).map((series) => series.endMs));
  if (periods.size === 0) return sumOnce(list);
  const [period] = periods;
  if (periods.size === 1 && list.every((series) => repeats(series) || isConstant(series))) {
    return { ...sumOnce(list.map((series) => ({ ...series, endMs: period! }))), repeat: true };
  }
  return sumOnce(list.map((series) => (repeats(series) ? layOut(series, horizonMs) : series)));
}

function repeats(series: Series): boolean {
  return series.repeat && series.endMs !== null;
}

function isConstant({ atMs, endMs }: Series): boolean {
  return endMs === null && atMs.length <= 1 && (atMs[0] ?? 0) <= 0;
}

/** The sum of series of which none repeats before its end. */
function sumOnce(list: readonly Series[]): Series {
  const times = new Set<number>();
  for (const { atMs, endMs } of list) {
    for (const at of atMs) if (endMs === null || at < endMs) times.add(at);
    if (endMs !== null) times.add(endMs);
  }
  const endless = list.some(({ endMs }) => endMs === null);
  const endMs = endless ? null : list.reduce((latest, series) => Math.max(latest, series.endMs!), 0);
  const atMs = [...Float64Array.from(times).sort()].filter((at) => endMs === null || at < endMs);
  const perSecond = new Array<number>(atMs.length).fill(0);
  for (const series of list) addTo(perSecond, atMs, series);
  return { atMs, perSecond, endMs, repeat: false };
}

function addTo(perSecond: number[], atMs: readonly number[], series: Series): void {
  let step = -1;
  for (const [i, at] of atMs.entries()) {
    if (series.endMs !== null && at >= series.endMs) return;
    while (step + 1 < series.atMs.length && series.atMs[step + 1]! <= at) step++;
    if (step >= 0) perSecond[i] = perSecond[i]! + series.perSecond[step]!;
  }
}
