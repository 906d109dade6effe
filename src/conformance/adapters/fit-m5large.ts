import * as z from 'zod';
import { DEFAULT_TIMINGS } from '../../catalog/defaults.ts';
import { loadInstanceTypes } from '../../catalog/instance-types.ts';
import { registeredResources } from '../../scenario/operations/register-container-instance.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { size } from '../given.ts';
import { tasksThatFit } from '../tasks-that-fit.ts';

/** How many tasks fit by the advertised size of an instance type, and by what it registers (ecs: ). */
export const fitM5large: Adapter = adapter(
  'fit-m5large',
  form(
    { instanceType: z.string(), taskCpu: size.min(1), taskMiB: size.min(1) },
    async ({ instanceType, taskCpu, taskMiB }) => {
      const type = (await loadInstanceTypes()).find(instanceType);
      if (type === undefined) return NOT_COVERED;
      const memoryFraction = DEFAULT_TIMINGS['instance.memoryFraction'];
      const advertised = registeredResources(
        { ...type, measuredMemoryMib: type.memoryMib },
        { memoryFraction: 1 },
      );
      const task = { cpu: taskCpu, memory: taskMiB };
      return {
        docClaimTasks: tasksThatFit(advertised, task),
        simulatorExpected: tasksThatFit(registeredResources(type, { memoryFraction }), task),
      };
    },
  ),
);
