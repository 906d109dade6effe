import * as z from 'zod';
import { fullBucket, nextAt, take } from '../../policies/rates/token-bucket.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { callAtOnce, isRate, perSecond, rateOfCategory, tokenCount } from '../bucket-calls.ts';

/** How many calls a bucket lets through, and when it is full again (ecs: ). */
export const tokenBucket: Adapter = adapter(
  'token-bucket',
  form(
    {
      capacity: tokenCount,
      refillPerSecond: tokenCount,
      offeredPerSecond: z.int().min(0).max(1000),
      seconds: z.int().min(1).max(3600),
    },
    ({ capacity, refillPerSecond, offeredPerSecond, seconds }) => {
      const rate = perSecond(capacity, refillPerSecond);
      let bucket = fullBucket(rate);
      let accepted = 0;
      for (let second = 0; second < seconds; second++) {
        const calls = callAtOnce(rate, bucket, second * 1000, offeredPerSecond);
        bucket = calls.bucket;
        accepted += calls.accepted;
      }
      return { accepted };
    },
  ),
  form(
    { category: z.string(), capacity: tokenCount, refillPerSecond: tokenCount, used: tokenCount },
    ({ category, capacity, refillPerSecond, used }) => {
      const rate = rateOfCategory(category);
      if (rate === null || !isRate(rate, capacity, refillPerSecond)) return NOT_COVERED;
      const bucket = take(rate, fullBucket(rate), 0, used);
      if (bucket === null) return NOT_COVERED;
      return { fullAgainAfterSeconds: nextAt(rate, bucket, 0, rate.capacity) / 1000 };
    },
  ),
);
