import type { Series } from '../../../src/environment/arrivals/arrivals-spec.ts';

/** The rate that holds at a moment: slow and obvious. */
export function rateAt({ atMs, perSecond, endMs, repeat }: Series, ms: number): number {
  if (endMs !== null && ms >= endMs && !repeat) return 0;
  const position = endMs !== null && repeat ? ms % endMs : ms;
  let rate = 0;
  for (const [i, at] of atMs.entries()) if (at <= position) rate = perSecond[i]!;
  return rate;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
