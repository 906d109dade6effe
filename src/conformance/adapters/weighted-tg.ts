import * as z from 'zod';
import { forwardShares } from '../../requests/balancing/forward-shares.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** The parts of the requests that weighted target groups get (autoscaling: ). */
export const weightedTg: Adapter = adapter(
  'weighted-tg',
  form({ weights: z.array(z.int().min(0).max(999)).max(5) }, ({ weights }) => ({
    shares: forwardShares(weights),
  })),
);
