import type { Series } from '../arrivals/arrivals-spec.ts';
import { checkSteps } from './check-steps.ts';

/** A repeating series written out, cycle after cycle, up to the horizon. Throws RangeError when that is too long. */
export function layOut(series: Series, horizonMs: number): Series {
  const period = series.endMs!;
  const cycles = Math.ceil(horizonMs / period);
  checkSteps(cycles * (series.atMs.length + 1));
  const atMs: number[] = [];
  const perSecond: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    if (series.atMs[0] !== 0) {
      atMs.push(cycle * period);
      perSecond.push(0);
    }
    for (const [i, at] of series.atMs.entries()) {
      if (at >= period) break;
      atMs.push(cycle * period + at);
      perSecond.push(series.perSecond[i]!);
    }
  }
  return { atMs, perSecond, endMs: cycles * period, repeat: false };
}
