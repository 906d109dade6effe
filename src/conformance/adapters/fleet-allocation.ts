import * as z from 'zod';
import { DIVERSIFIED } from '../../policies/fleet/allocation/strategies.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { fillPools, poolsByPrice } from '../fill-pools.ts';
import { instanceCount } from '../given.ts';

/** A diversified fleet: so many instances in each of so many pools (scaling: ). */
export const fleetAllocation: Adapter = adapter(
  'fleet-allocation',
  form(
    { pools: z.int().min(1).max(100), targetInstances: instanceCount, strategy: z.literal('diversified') },
    ({ pools, targetInstances }) => {
      const instances = fillPools(poolsByPrice(Array(pools).fill(1)), targetInstances, DIVERSIFIED);
      const most = Math.max(...instances);
      return { perPool: most, shareLostIfOnePoolGoes: most / targetInstances };
    },
  ),
);
