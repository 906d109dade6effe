import { warmPoolSize as sizeOfPool } from '../../policies/fleet/warm-pool-size.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount } from '../given.ts';

/** How many instances a warm pool is to have (scaling: ). */
export const warmPoolSize: Adapter = adapter(
  'warm-pool-size',
  form(
    { desired: instanceCount, max: instanceCount, maxPrepared: instanceCount.optional() },
    ({ desired, max, maxPrepared = null }) => ({
      warmPool: sizeOfPool({ minSize: 0, maxPrepared }, { desired, maximum: max }),
    }),
  ),
);
