import * as z from 'zod';
import { onDemandShare, splitPurchases } from '../../policies/fleet/split-purchases.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount } from '../given.ts';

/** On-Demand and Spot of a group with a mixed instances policy (scaling: ). */
export const mixedInstancesSplit: Adapter = adapter(
  'mixed-instances-split',
  form(
    {
      total: instanceCount,
      onDemandBase: instanceCount,
      onDemandPercentAboveBase: z.number().min(0).max(100),
    },
    ({ total, onDemandBase, onDemandPercentAboveBase }) => {
      const distribution = {
        onDemandBaseCapacity: onDemandBase,
        onDemandPercentageAboveBaseCapacity: onDemandPercentAboveBase,
      };
      return { ...splitPurchases(total, distribution), raw: onDemandShare(total, distribution) };
    },
  ),
);
