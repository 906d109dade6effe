import { assert } from '../kernel/assert.ts';
import {
  BUCKET_COUNT,
  BUCKETS_PER_DOUBLING,
  bucketOf,
  bucketStart,
  LOWEST_VALUE,
} from '../kernel/log-buckets.ts';
import { exp, ln } from '../units/elementary.ts';

/** A distribution of responses: values, ascending, and their shares, which add up to 1. */
export interface ResponseCells {
  readonly values: Float64Array;
  readonly shares: Float64Array;
}

/** A spread of less than this part of the response is a single value: a bucket is wider. */
const NARROW = 0.01;
/** Buckets, at most, between two points at which a density is worked out: fewer where it changes fast, near no excess. */
const MOST_STEPS = 8;
/** A share so small is nothing: arithmetic on still smaller numbers is slow. */
const NOTHING = 1e-12;
/** A cell takes neighbouring buckets, at most so many, until it has such a share: so that there are few cells to mix ... */
const BUCKETS_PER_CELL = 2;
const SHARE_PER_CELL = 0.004;
/** ... and more buckets where nobody looks closely, among the first and the last such share. */
const BUCKETS_PER_TAIL_CELL = 8;
const TAIL_SHARE = 0.001;
/** What fewer requests take is left out. */
const NEGLIGIBLE_SHARE = 1e-7;

/** Adds up a distribution of responses in the buckets of the histograms that it is for. */
export class CellBuilder {
  private readonly shares: Float64Array = new Float64Array(BUCKET_COUNT);
  private readonly sums: Float64Array = new Float64Array(BUCKET_COUNT);
  private readonly densities: Float64Array = new Float64Array(BUCKET_COUNT);

  /** The part `share` of the requests takes `value`. */
  add(value: number, share: number): void {
    const bucket = value < LOWEST_VALUE ? 0 : bucketOf(value);
    this.shares[bucket]! += share;
    this.sums[bucket]! += share * value;
  }

  /** The part `share` of the requests takes `work * (1 + excess)`, with an excess of this mean and variance: gamma distributed. */
  addGamma(work: number, mean: number, variance: number, share: number): void {
    const spread = Math.sqrt(variance) / (1 + mean);
    if (spread < NARROW) {
      this.add(work * (1 + mean), share);
      return;
    }
    const mostSteps = Math.max(1, Math.min(MOST_STEPS, Math.floor(BUCKETS_PER_DOUBLING * spread)));
    const shape = (mean * mean) / variance;
    const perUnit = mean / (variance * work);
    const first = work < LOWEST_VALUE ? 0 : bucketOf(work);
    const start = work < LOWEST_VALUE ? 0 : work;
    const end = shape + 7 * Math.sqrt(shape) + 8;
    const { densities } = this;
    // The first bucket begins where the density can be infinite: its integral to the second order.
    let from = bucketStart(first + 1);
    let z = (from - start) * perUnit;
    const mode = Math.max(shape - 1, 0.1);
    const offset = (shape - 1) * ln(mode) - mode;
    densities[first] = exp(shape * ln(z) - (z * shape) / (shape + 1) - offset) / (shape * perUnit);
    let total = densities[first];
    let last = first;
    let density = exp((shape - 1) * ln(z) - z - offset);
    while (z < end && last + mostSteps < BUCKET_COUNT) {
      const steps = Math.min(mostSteps, 1 + ((last - first) >> 2));
      z = (bucketStart(last + 1 + steps) - start) * perUnit;
      const next = exp((shape - 1) * ln(z) - z - offset);
      const slope = (next - density) / steps;
      for (let step = 0; step < steps; step++) {
        last++;
        const to = bucketStart(last + 1);
        const part = (density + slope * (step + 0.5)) * (to - from);
        densities[last] = part;
        total += part;
        from = to;
      }
      density = next;
    }
    if (total === 0) {
      // All of it lies within the first bucket.
      this.add(work * (1 + mean), share);
      return;
    }
    const factor = share / total;
    for (let bucket = first; bucket <= last; bucket++) {
      const part = densities[bucket]! * factor;
      if (part < NOTHING * share) continue;
      const low = bucket === first ? start : bucketStart(bucket);
      this.shares[bucket]! += part;
      this.sums[bucket]! += part * ((low + bucketStart(bucket + 1)) / 2);
    }
  }

  /** What was added, scaled to shares of 1 in all and to the mean that is known exactly. */
  finish(mean: number): ResponseCells {
    const total = this.shares.reduce((sum, share) => sum + share, 0);
    assert(total > 0 && total < Infinity, 'a distribution of responses has no weight');
    const values: number[] = [];
    const shares: number[] = [];
    let upTo = 0;
    let kept = 0;
    let keptSum = 0;
    for (let bucket = 0; bucket < BUCKET_COUNT; ) {
      const isTail = upTo < TAIL_SHARE * total || upTo > (1 - TAIL_SHARE) * total;
      const end = Math.min(BUCKET_COUNT, bucket + (isTail ? BUCKETS_PER_TAIL_CELL : BUCKETS_PER_CELL));
      let share = 0;
      let sum = 0;
      for (; bucket < end && share < SHARE_PER_CELL * total; bucket++) {
        share += this.shares[bucket]!;
        sum += this.sums[bucket]!;
      }
      upTo += share;
      if (share < NEGLIGIBLE_SHARE * total) continue;
      values.push(sum / share);
      shares.push(share);
      kept += share;
      keptSum += sum;
    }
    const scale = (mean * kept) / keptSum;
    return {
      values: Float64Array.from(values, (value) => value * scale),
      shares: Float64Array.from(shares, (share) => share / kept),
    };
  }
}
