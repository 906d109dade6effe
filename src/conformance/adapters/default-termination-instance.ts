import * as z from 'zod';
import { defaultStrategies } from '../../policies/placement/default-strategies.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { amounts } from '../given.ts';
import { stopsOnlyOn } from '../service-stops.ts';

/** The instance of a zone on which a service without a strategy stops a task (ecs: ). */
export const defaultTerminationInstance: Adapter = adapter(
  'default-termination-instance',
  form({ az: z.string(), serviceTasksPerInstance: amounts }, ({ az, serviceTasksPerInstance }) => {
    const perInstance = Object.entries(serviceTasksPerInstance);
    const instances = Object.fromEntries(
      perInstance.map(([name, taskCount]) => [name, { zone: az, taskCount }]),
    );
    return stopsOnlyOn(instances, defaultStrategies('service', 'EC2'));
  }),
);
