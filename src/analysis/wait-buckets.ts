/** Ten bounds a decade in whole milliseconds (Renard's series), from 0.1 s to 115 days. */
const DECADE = [100, 125, 160, 200, 250, 315, 400, 500, 630, 800];
const DECADES = 8;

/** Where each bucket begins, milliseconds; the first begins at 0, the last one has no end. */
export const WAIT_BOUNDS_MS: readonly number[] = [
  0,
  ...Array.from({ length: DECADES }, (_, decade) => DECADE.map((bound) => bound * 10 ** decade)).flat(),
];

/** Counts of waits in buckets that are spaced by the logarithm. */
export class WaitBuckets {
  readonly counts: Float64Array = new Float64Array(WAIT_BOUNDS_MS.length);
  count = 0;

  add(ms: number): void {
    this.counts[bucketOf(ms)]!++;
    this.count++;
  }
}

/** The last bucket that begins at `ms` or before. */
function bucketOf(ms: number): number {
  let low = 0;
  let high = WAIT_BOUNDS_MS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (WAIT_BOUNDS_MS[middle]! <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}
