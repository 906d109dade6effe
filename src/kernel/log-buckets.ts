/**
 * Fixed buckets for positive numbers, 64 to each doubling: a bucket's middle is within 0.8 % of all that it holds. A
 * bucket is the exponent of a double and the first six bits behind it, so bounds are exact and finding one costs no
 * logarithm.
 */
export const BUCKETS_PER_DOUBLING = 64;

const LOWEST_EXPONENT = -7;
const HIGHEST_EXPONENT = 30;

/** What is below this (0.0078) has no bucket. */
export const LOWEST_VALUE: number = 2 ** LOWEST_EXPONENT;
/** What is at or above this (1.07e9) is counted with the last bucket. */
export const HIGHEST_VALUE: number = 2 ** HIGHEST_EXPONENT;
export const BUCKET_COUNT: number = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * BUCKETS_PER_DOUBLING;

/** One double seen as two 32-bit words: a register for taking bits apart, nothing is kept in it between calls. */
const register = new Float64Array(1);
const words = new Int32Array(register.buffer);
register[0] = 1;
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;
/** Of the high word: a sign, 11 bits of exponent, 20 bits of mantissa; 6 of those are kept. */
const DROPPED_BITS = 14;
const FIRST = (1023 + LOWEST_EXPONENT) * BUCKETS_PER_DOUBLING;

/** The bucket of `value`, which is at least LOWEST_VALUE. */
export function bucketOf(value: number): number {
  if (value >= HIGHEST_VALUE) return BUCKET_COUNT - 1;
  register[0] = value;
  return (words[HIGH]! >>> DROPPED_BITS) - FIRST;
}

/** The least value of a bucket, which is the upper bound of the one before; BUCKET_COUNT is the end of the last. */
export function bucketStart(bucket: number): number {
  return STARTS[bucket]!;
}

const STARTS: Float64Array = Float64Array.from({ length: BUCKET_COUNT + 1 }, (_, bucket) => {
  const step = bucket % BUCKETS_PER_DOUBLING;
  const doublings = (bucket - step) / BUCKETS_PER_DOUBLING;
  return LOWEST_VALUE * 2 ** doublings * (1 + step / BUCKETS_PER_DOUBLING);
});
