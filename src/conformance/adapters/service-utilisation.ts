import * as z from 'zod';
import { serviceUtilisation as percentOf } from '../../model/ecs-metrics.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** CPUUtilization and MemoryUtilization of a service (ecs: ). */
export const serviceUtilisation: Adapter = adapter(
  'service-utilisation',
  form(
    {
      taskCpu: z.number(),
      taskMiB: z.number(),
      usedCpu: z.number(),
      usedMiB: z.number(),
      tasks: z.number(),
    },
    ({ taskCpu, taskMiB, usedCpu, usedMiB, tasks }) => ({
      CPUUtilization: percentOf(usedCpu, taskCpu * tasks, tasks),
      MemoryUtilization: percentOf(usedMiB, taskMiB * tasks, tasks),
    }),
  ),
);
