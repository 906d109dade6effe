import { assert } from './assert.ts';
import { BUCKET_COUNT, bucketOf, bucketStart, LOWEST_VALUE } from './log-buckets.ts';

/**
 * How often numbers from 0 up were seen, by weight, in bounded memory: buckets that are the same for every histogram, so that
 * merging is adding. From 0.0078 to 1e9 a quantile is within 0.8 % of the true one; less counts as zero. The mean is exact.
 */
export class LogHistogram {
  /** All weights together. */
  count = 0;
  /** Whether it will never change again, so that whoever is given it may keep it (`seal`). */
  isLasting = false;
  private sum = 0;
  private zeroCount = 0;
  private least = Infinity;
  private most = 0;
  /** Buckets from `first` to `last` may hold something. */
  private first = BUCKET_COUNT;
  private last = -1;
  private weights: Float64Array = new Float64Array(BUCKET_COUNT);
  /** The bucket that `weights` begins with. */
  private base = 0;
  /** Of a lasting histogram: the weights up to each bucket, and quantiles that were asked for. */
  private upToBucket: Float64Array | null = null;
  private known: Map<number, number> | null = null;

  /** `value` was seen `weight` times. */
  add(value: number, weight: number): void {
    assert(!this.isLasting, 'something was added to a histogram that is sealed');
    this.note(value, value, value * weight, weight);
    if (value < LOWEST_VALUE) {
      this.zeroCount += weight;
      return;
    }
    const bucket = bucketOf(value);
    this.widen(bucket, bucket);
    this.weights[bucket]! += weight;
  }

  /** `offset + values[i] * scale` was seen `shares[i] * weight` times; values ascend, the first `count` are taken. */
  addScaled(
    values: Float64Array,
    shares: Float64Array,
    count: number,
    scale: number,
    offset: number,
    weight: number,
  ): void {
    if (count === 0) return;
    const { weights } = this;
    const least = offset + values[0]! * scale;
    const most = offset + values[count - 1]! * scale;
    const first = bucketOf(Math.max(least, LOWEST_VALUE));
    let sum = 0;
    let added = 0;
    // Values ascend: the next one's bucket is this one or soon after.
    let bucket = first;
    let end = bucketStart(bucket + 1);
    for (let i = 0; i < count; i++) {
      const value = offset + values[i]! * scale;
      const part = shares[i]! * weight;
      sum += value * part;
      added += part;
      if (value < LOWEST_VALUE) {
        this.zeroCount += part;
        continue;
      }
      while (value >= end && bucket < BUCKET_COUNT - 1) end = bucketStart(++bucket + 1);
      weights[bucket]! += part;
    }
    this.note(least, most, sum, added);
    this.widen(first, bucket);
  }

  /** Values between two were seen `weight` times in all, each of them alike; either may be the greater. */
  addUniform(one: number, other: number, weight: number): void {
    const low = Math.min(one, other);
    const high = Math.max(one, other);
    const first = low < LOWEST_VALUE ? -1 : bucketOf(low);
    const last = high < LOWEST_VALUE ? -1 : bucketOf(high);
    if (first === last) {
      this.add((low + high) / 2, weight);
      this.note(low, high, 0, 0);
      return;
    }
    this.note(low, high, ((low + high) / 2) * weight, weight);
    const perUnit = weight / (high - low);
    if (first < 0) this.zeroCount += perUnit * (LOWEST_VALUE - low);
    const from = Math.max(0, first);
    for (let bucket = from; bucket <= last; bucket++) {
      const start = bucket === first ? low : bucketStart(bucket);
      const end = bucket === last ? high : bucketStart(bucket + 1);
      this.weights[bucket]! += perUnit * (end - start);
    }
    this.widen(from, last);
  }

  /** Adds what another histogram has, each value greater by `shift`, `factor` times. */
  addShifted(other: LogHistogram, shift: number, factor: number): void {
    if (shift === 0) {
      this.merge(other, factor);
      return;
    }
    if (other.zeroCount > 0) this.add(shift, other.zeroCount * factor);
    for (let bucket = other.first; bucket <= other.last; bucket++)
      if (other.weightOf(bucket) > 0)
        this.add(other.valueOf(bucket) + shift, other.weightOf(bucket) * factor);
  }

  /** Adds what another histogram has, `factor` times. */
  merge(other: LogHistogram, factor = 1): void {
    if (other.count === 0 || factor === 0) return;
    this.note(other.least, other.most, other.sum * factor, other.count * factor);
    this.zeroCount += other.zeroCount * factor;
    const { weights, base } = other;
    for (let bucket = other.first; bucket <= other.last; bucket++)
      this.weights[bucket]! += weights[bucket - base]! * factor;
    this.widen(other.first, other.last);
  }

  /** From now on it never changes, and takes only the room that it needs. */
  seal(): void {
    this.isLasting = true;
    const isEmpty = this.last < this.first;
    this.weights = isEmpty ? new Float64Array(0) : this.weights.slice(this.first, this.last + 1);
    this.base = isEmpty ? 0 : this.first;
    let sum = this.zeroCount;
    this.upToBucket = this.weights.map((weight) => (sum += weight));
  }

  /** Weights of what was seen up to and with a bucket; only of one that lasts. */
  seenUpTo(bucket: number): number {
    if (bucket < this.first) return this.zeroCount;
    return bucket >= this.last ? this.count : this.upToBucket![bucket - this.base]!;
  }

  /** Forgets everything. */
  clear(): void {
    if (this.last >= this.first) this.weights.fill(0, this.first, this.last + 1);
    this.count = this.sum = this.zeroCount = this.most = 0;
    this.least = Infinity;
    this.first = BUCKET_COUNT;
    this.last = -1;
  }

  /** 0 when nothing was seen. */
  mean(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }

  /** The value up to which the part `fraction` of what was seen lies, of 1 the greatest itself; 0 when nothing was seen. */
  quantile(fraction: number): number {
    if (!this.isLasting) return this.findQuantile(fraction);
    this.known ??= new Map();
    let value = this.known.get(fraction);
    if (value === undefined) this.known.set(fraction, (value = this.findQuantile(fraction)));
    return value;
  }

  /** The part of what was seen that is above `value`, from 0 to 1. */
  beyond(value: number): number {
    if (this.count === 0 || value >= this.most) return 0;
    if (value < this.least) return 1;
    const own = value < LOWEST_VALUE ? -1 : bucketOf(value);
    let above = 0;
    for (let bucket = Math.max(own + 1, this.first); bucket <= this.last; bucket++)
      above += this.weightOf(bucket);
    // Within a bucket values are spread evenly.
    if (own >= this.first && own <= this.last) {
      const end = bucketStart(own + 1);
      above += this.weightOf(own) * ((end - value) / (end - bucketStart(own)));
    }
    return Math.min(1, above / this.count);
  }

  /** Of the sum of what was seen the part that lies beyond `value`: of a 10 beyond 4 lie 6. */
  sumBeyond(value: number): number {
    if (value <= 0) return 1;
    if (this.sum === 0) return 0;
    let beyond = 0;
    const from = value < LOWEST_VALUE ? this.first : Math.max(this.first, bucketOf(value));
    for (let bucket = from; bucket <= this.last; bucket++)
      beyond += this.weightOf(bucket) * Math.max(0, this.valueOf(bucket) - value);
    return Math.min(1, beyond / this.sum);
  }

  /** What was seen up to `value`, as a histogram of its own. */
  upTo(value: number): LogHistogram {
    const part = new LogHistogram();
    if (this.zeroCount > 0) part.add(Math.min(this.least, value), this.zeroCount);
    for (let bucket = this.first; bucket <= this.last && bucketStart(bucket) <= value; bucket++)
      if (this.weightOf(bucket) > 0) part.add(Math.min(this.valueOf(bucket), value), this.weightOf(bucket));
    return part;
  }

  private findQuantile(fraction: number): number {
    if (this.count === 0) return 0;
    if (fraction >= 1) return this.most;
    const rank = fraction * this.count;
    let passed = this.zeroCount;
    if (passed >= rank && passed > 0) return this.least;
    for (let bucket = this.first; bucket <= this.last; bucket++) {
      passed += this.weightOf(bucket);
      if (passed >= rank && this.weightOf(bucket) > 0) return this.valueOf(bucket);
    }
    return this.most;
  }

  private weightOf(bucket: number): number {
    return this.weights[bucket - this.base]!;
  }

  /** What stands for the values of a bucket. */
  private valueOf(bucket: number): number {
    return Math.min(this.most, Math.max(this.least, (bucketStart(bucket) + bucketStart(bucket + 1)) / 2));
  }

  private widen(first: number, last: number): void {
    if (first < this.first) this.first = first;
    if (last > this.last) this.last = last;
  }

  private note(least: number, most: number, sum: number, weight: number): void {
    if (least < this.least) this.least = least;
    if (most > this.most) this.most = most;
    this.sum += sum;
    this.count += weight;
  }
}

/**
 * The quantile of several lasting histograms together, each with its weight in all: that of their merge, but for the ends of its
 * range, without making it. At least one has a weight.
 */
export function quantileOfMix(parts: ReadonlyMap<LogHistogram, number>, fraction: number): number {
  let total = 0;
  for (const weight of parts.values()) total += weight;
  const rank = fraction * total;
  let low = -1;
  let high = BUCKET_COUNT - 1;
  // The first bucket up to which so much was seen; -1: only zeros were.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    let seen = 0;
    for (const [part, weight] of parts) seen += (part.seenUpTo(middle) / part.count) * weight;
    if (seen >= rank && seen > 0) high = middle;
    else low = middle + 1;
  }
  return low < 0 ? 0 : (bucketStart(low) + bucketStart(low + 1)) / 2;
}
