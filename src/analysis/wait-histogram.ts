/** Whole numbers below this have a bucket each; above, each doubling has half as many. */
const LINEAR = 4096;
const HALF = LINEAR / 2;

/**
 * Counts of whole numbers from 0 up, in bounded memory whatever their number. Percentiles are by nearest rank and exact
 * where a bucket holds equal values (always below 4,096); else off by less than 1 in 4,096.
 */
export class WaitHistogram {
  count = 0;
  max = 0;
  private total = 0;
  private counts: Float64Array = new Float64Array(LINEAR);
  private sums: Float64Array = new Float64Array(LINEAR);

  add(value: number): void {
    const bucket = bucketOf(value);
    if (bucket >= this.counts.length) this.grow(bucket + 1);
    this.counts[bucket]!++;
    this.sums[bucket]! += value;
    this.count++;
    this.total += value;
    if (value > this.max) this.max = value;
  }

  /** 0 when nothing was counted. */
  mean(): number {
    return this.count === 0 ? 0 : this.total / this.count;
  }

  /** The value at rank ceil(fraction x count); 0 when nothing was counted. */
  percentile(fraction: number): number {
    const rank = Math.max(1, Math.ceil(fraction * this.count - 1e-9));
    let passed = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      passed += this.counts[bucket]!;
      if (passed >= rank) return this.sums[bucket]! / this.counts[bucket]!;
    }
    return 0;
  }

  private grow(length: number): void {
    const counts = new Float64Array(length + HALF);
    counts.set(this.counts);
    this.counts = counts;
    const sums = new Float64Array(length + HALF);
    sums.set(this.sums);
    this.sums = sums;
  }
}

function bucketOf(value: number): number {
  let shift = 0;
  let rest = value;
  while (rest >= LINEAR * 1024) {
    rest /= 1024;
    shift += 10;
  }
  while (rest >= LINEAR) {
    rest /= 2;
    shift++;
  }
  return shift * HALF + Math.floor(rest);
}
