import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { amounts } from '../given.ts';
import { nextOfService } from '../service-placement.ts';

/** The instance of a zone on which a service without a strategy puts its next task (ecs: ). */
export const defaultPlacementInstance: Adapter = adapter(
  'default-placement-instance',
  form({ azTied: z.literal(true), serviceTasksPerInstance: amounts }, ({ serviceTasksPerInstance }) => {
    const names = Object.keys(serviceTasksPerInstance);
    const zoneOf = Object.fromEntries(names.map((name) => [name, 'us-east-1a']));
    return { choose: nextOfService(zoneOf, serviceTasksPerInstance) };
  }),
);
