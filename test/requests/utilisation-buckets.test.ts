import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  bucketUtilisation,
  UTILISATION_BUCKETS,
  utilisationBucket,
} from '../../src/requests/utilisation-buckets.ts';

it('a bucket holds its own middle', () => {
  for (let bucket = 0; bucket < UTILISATION_BUCKETS - 1; bucket++)
    expect(utilisationBucket(bucketUtilisation(bucket))).toBe(bucket);
});

it('what is left of the cores is within 1 % of the middle of the bucket', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.998, noNaN: true }), (utilisation) => {
      const middle = bucketUtilisation(utilisationBucket(utilisation));
      expect(Math.abs((1 - middle) / (1 - utilisation) - 1)).toBeLessThan(0.0101);
    }),
  );
});

it('begins at 0 and ends with all that is saturated', () => {
  expect(utilisationBucket(0)).toBe(0);
  expect([0.999, 1, 7, Infinity].map(utilisationBucket)).toEqual(Array(4).fill(UTILISATION_BUCKETS - 1));
});
