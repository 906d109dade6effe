import { splitPurchases } from '../../policies/fleet/split-purchases.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount } from '../given.ts';

/** A fleet with so much of its target On-Demand: what is left is Spot (scaling: ). */
export const onDemandInFleet: Adapter = adapter(
  'on-demand-in-fleet',
  form({ target: instanceCount, onDemandTarget: instanceCount }, ({ target, onDemandTarget }) => {
    const { onDemandBase, spot } = splitPurchases(target, {
      onDemandBaseCapacity: onDemandTarget,
      onDemandPercentageAboveBaseCapacity: 0,
    });
    return { onDemand: onDemandBase, spot };
  }),
);
