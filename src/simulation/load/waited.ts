import type { LogHistogram } from '../../kernel/log-histogram.ts';
import { partsOf } from './parts.ts';

/** Adds responses of `weight` requests that waited from `fromMs` to `toMs`, all of it equally likely, and then took what one takes alone. */
export function addWaited(
  into: LogHistogram,
  alone: LogHistogram,
  fromMs: number,
  toMs: number,
  weight: number,
): void {
  for (const { value, share } of partsOf(alone))
    into.addUniform(fromMs + value, toMs + value, weight * share);
}
