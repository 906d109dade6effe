import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { amounts } from '../given.ts';
import { nextOfService } from '../service-placement.ts';

/** The zones to which a service without a strategy may send its next task (ecs: ). */
export const defaultPlacement: Adapter = adapter(
  'default-placement',
  form({ serviceTasksPerAz: amounts, strategy: z.null() }, ({ serviceTasksPerAz }) => {
    const zones = Object.keys(serviceTasksPerAz);
    // One instance a zone; of equally good ones the first wins, so each zone is asked about when it comes first.
    const canBeNext = (zone: string) => {
      const order = [zone, ...zones.filter((other) => other !== zone)];
      return nextOfService(Object.fromEntries(order.map((name) => [name, name])), serviceTasksPerAz) === zone;
    };
    return { nextAzIn: zones.filter(canBeNext) };
  }),
);
