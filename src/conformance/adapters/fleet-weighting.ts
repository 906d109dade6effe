import { SPOT_STRATEGIES } from '../../policies/fleet/allocation/strategies.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { fillPools, poolsByPrice } from '../fill-pools.ts';
import { instanceCount, weight } from '../given.ts';

/** How many instances of the cheapest pool make up so many units (scaling: ). */
export const fleetWeighting: Adapter = adapter(
  'fleet-weighting',
  form({ targetUnits: instanceCount, cheapestPoolWeight: weight }, ({ targetUnits, cheapestPoolWeight }) => ({
    instances: fillPools(
      poolsByPrice([cheapestPoolWeight, 1]),
      targetUnits,
      SPOT_STRATEGIES['lowest-price'],
    )[0],
  })),
);
