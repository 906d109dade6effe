import * as z from 'zod';
import { API_CATEGORIES, apiCategoryOf } from '../../catalog/api-rates.ts';
import { fullBucket } from '../../policies/rates/token-bucket.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { callAtOnce } from '../bucket-calls.ts';
import { taskCount } from '../given.ts';

/** How many calls of two actions in the first second are accepted; they share a bucket or they do not (ecs: ). */
export const tokenBucketShared: Adapter = adapter(
  'token-bucket-shared',
  form(
    { DescribeClusters: taskCount, ListClusters: taskCount, withinSeconds: z.literal(1) },
    ({ withinSeconds: _one, ...calls }) => {
      const buckets = new Map(
        Object.entries(API_CATEGORIES).map(([name, { rate }]) => [name, fullBucket(rate)]),
      );
      let rejected = 0;
      for (const [action, count] of Object.entries(calls)) {
        const category = apiCategoryOf(action)!;
        const { rate } = API_CATEGORIES[category]!;
        const { accepted, bucket } = callAtOnce(rate, buckets.get(category)!, 0, count);
        buckets.set(category, bucket);
        rejected += count - accepted;
      }
      return { allAccepted: rejected === 0, rejected };
    },
  ),
);
