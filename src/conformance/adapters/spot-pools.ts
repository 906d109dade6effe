import * as z from 'zod';
import { SPOT_STRATEGIES } from '../../policies/fleet/allocation/strategies.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { fillPools, poolsByPrice } from '../fill-pools.ts';

const few = z.int().min(1).max(100);

/** Spot capacity pools that a group can draw on, and those that `lowest-price` does in a zone (scaling: ). */
export const spotPools: Adapter = adapter(
  'spot-pools',
  form({ instanceTypes: few, azs: few, lowestPriceN: few }, ({ instanceTypes, azs, lowestPriceN }) => {
    const zones = Array.from({ length: azs }, () => poolsByPrice(Array(instanceTypes).fill(1)));
    const [inZone] = zones.map((pools) =>
      fillPools(pools, 10 * instanceTypes, SPOT_STRATEGIES['lowest-price'], lowestPriceN),
    );
    return { totalPools: zones.flat().length, usedPerAz: inZone!.filter((count) => count > 0).length };
  }),
);
