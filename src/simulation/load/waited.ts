import type { LogHistogram } from '../../kernel/log-histogram.ts';
import { partsOf } from './parts.ts';

/** Adds responses of `weight` requests that waited from `fromMs` to `toMs`, all of it equally likely, and then took what one takes alone, `mostMs` in all. */
export function addWaited(
  into: LogHistogram,
  alone: LogHistogram,
  fromMs: number,
  toMs: number,
  weight: number,
  mostMs: number,
): void {
  for (const { value, share } of partsOf(alone))
    into.addUniform(Math.min(fromMs + value, mostMs), Math.min(toMs + value, mostMs), weight * share);
}
