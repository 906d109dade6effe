import * as z from 'zod';
import { defaultStrategies } from '../../policies/placement/default-strategies.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { amounts } from '../given.ts';
import { stopsOn } from '../service-stops.ts';

/** The zones in which a service without a strategy may stop a task (ecs: ). */
export const defaultTermination: Adapter = adapter(
  'default-termination',
  form({ serviceTasksPerAz: amounts, strategy: z.null() }, ({ serviceTasksPerAz }) => {
    const perZone = Object.entries(serviceTasksPerAz);
    const instances = Object.fromEntries(perZone.map(([zone, taskCount]) => [zone, { zone, taskCount }]));
    return { stopAzIn: stopsOn(instances, defaultStrategies('service', 'EC2')) };
  }),
);
