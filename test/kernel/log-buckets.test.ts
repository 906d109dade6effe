import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  BUCKET_COUNT,
  BUCKETS_PER_DOUBLING,
  bucketOf,
  bucketStart,
  HIGHEST_VALUE,
  LOWEST_VALUE,
} from '../../src/kernel/log-buckets.ts';

const value = fc.double({ min: LOWEST_VALUE, max: HIGHEST_VALUE, maxExcluded: true, noNaN: true });

it('a bucket holds what is from its start to before the next', () => {
  fc.assert(
    fc.property(value, (x) => {
      const bucket = bucketOf(x);
      expect(bucketStart(bucket)).toBeLessThanOrEqual(x);
      expect(x).toBeLessThan(bucketStart(bucket + 1));
    }),
    { numRuns: 2000 },
  );
});

it('each start has its own bucket, from the lowest value to the highest', () => {
  for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) expect(bucketOf(bucketStart(bucket))).toBe(bucket);
  expect([bucketStart(0), bucketStart(BUCKET_COUNT)]).toEqual([LOWEST_VALUE, HIGHEST_VALUE]);
  expect(bucketStart(BUCKETS_PER_DOUBLING)).toBe(2 * LOWEST_VALUE);
});

it('the middle of a bucket is within 0.8 % of all that it holds', () => {
  fc.assert(
    fc.property(value, (x) => {
      const bucket = bucketOf(x);
      const middle = (bucketStart(bucket) + bucketStart(bucket + 1)) / 2;
      expect(Math.abs(middle / x - 1)).toBeLessThan(0.008);
    }),
  );
});

it('what is beyond the highest value goes with the last', () => {
  expect([HIGHEST_VALUE, 1e300, Infinity].map(bucketOf)).toEqual([
    BUCKET_COUNT - 1,
    BUCKET_COUNT - 1,
    BUCKET_COUNT - 1,
  ]);
});
