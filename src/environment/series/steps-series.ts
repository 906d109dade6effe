import type { Series } from '../arrivals/arrivals-spec.ts';
import { medianStep } from './median-step.ts';

/**
 * A rate in steps, each held until the next one begins and the last for ever: times ascending, 0 before the first. When it
 * repeats, the last lasts as long as the median of the others, as in a file; one alone is a constant.
 */
export function makeSteps(atMs: readonly number[], perSecond: readonly number[], repeat: boolean): Series {
  const stepMs = repeat ? medianStep(atMs) : null;
  if (stepMs === null) return { atMs, perSecond, endMs: null, repeat: false };
  return { atMs, perSecond, endMs: atMs.at(-1)! + stepMs, repeat: true };
}
