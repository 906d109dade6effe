import * as z from 'zod';
import {
  capacityForReservation,
  capacityProviderReservation,
  neededInstances,
} from '../../policies/capacity/managed-scaling.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { size } from '../given.ts';
import { amountsOf, viewOfProvider } from '../provider-view.ts';
import { PLENTY } from '../small-run.ts';

const resources = z.strictObject({ memory: size.min(1) });
const INSTANCES = 3;

/** Whether a group grows for a waiting task that only some of its types can hold (ecs: ). */
export const casIncompatible: Adapter = adapter(
  'cas-incompatible',
  form(
    { task: resources, smallestType: resources, largestType: resources },
    ({ task, smallestType, largestType }) => {
      const needed = neededInstances(
        viewOfProvider({
          instances: INSTANCES,
          waiting: [{ count: 1, need: amountsOf(task, 0), isAlone: false }],
          types: [smallestType, largestType].map((type) => amountsOf(type, PLENTY)),
        }),
      );
      const reservation = capacityProviderReservation(needed, INSTANCES);
      return {
        scaleOut: capacityForReservation(INSTANCES, reservation, 100) > INSTANCES,
        CapacityProviderReservation: reservation,
      };
    },
  ),
);
