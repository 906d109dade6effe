import * as z from 'zod';
import { apiCategoryOf } from '../../catalog/api-rates.ts';
import { fullBucket } from '../../policies/rates/token-bucket.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { callAtOnce, isRate, rateOfCategory, tokenCount } from '../bucket-calls.ts';
import { taskCount } from '../given.ts';

/** How many calls of RunTask at one instant are accepted (ecs: ). */
export const tokenBucketBurst: Adapter = adapter(
  'token-bucket-burst',
  form(
    {
      category: z.string(),
      capacity: tokenCount,
      refillPerSecond: tokenCount,
      RunTaskCallsAtOnce: taskCount,
    },
    ({ category, capacity, refillPerSecond, RunTaskCallsAtOnce: calls }) => {
      const isOfRunTask = apiCategoryOf('RunTask') === category.toLowerCase();
      const rate = rateOfCategory(category);
      if (rate === null || !isOfRunTask || !isRate(rate, capacity, refillPerSecond)) return NOT_COVERED;
      const { accepted } = callAtOnce(rate, fullBucket(rate), 0, calls);
      return { accepted, rejected: calls - accepted };
    },
  ),
);
