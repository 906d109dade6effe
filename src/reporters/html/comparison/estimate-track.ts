import type { Estimate } from '../../../experiment/compare/comparison.ts';
import { type Track, type TrackAxis, trackAxis } from '../charts/tracks.ts';
import type { Child } from '../element.ts';

/** Colour of what is estimated. */
export const ESTIMATED = 'c1';

/** An estimate as a dot in its interval; hollow without one. */
export function estimateTrack(name: Child, value: Child, { mean, low, high }: Estimate): Track {
  const hasInterval = low !== null && high !== null;
  return {
    name,
    value,
    span: hasInterval ? { from: low, to: high } : null,
    dots: [{ at: mean, isHollow: !hasInterval }],
    colour: ESTIMATED,
  };
}

/** The axis that all of them are on. */
export function estimatesAxis(estimates: readonly Estimate[]): TrackAxis {
  return trackAxis(
    estimates.flatMap(({ mean, low, high }) => [mean, low ?? mean, high ?? mean]),
    true,
  );
}
