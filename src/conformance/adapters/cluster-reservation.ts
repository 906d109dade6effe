import * as z from 'zod';
import { clusterReservation as percentOf } from '../../model/ecs-metrics.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** CPUReservation and MemoryReservation of a cluster (ecs: ). */
export const clusterReservation: Adapter = adapter(
  'cluster-reservation',
  form(
    {
      registeredCpu: z.number(),
      registeredMiB: z.number(),
      tasks: z.number(),
      taskCpu: z.number(),
      taskMiB: z.number(),
    },
    ({ registeredCpu, registeredMiB, tasks, taskCpu, taskMiB }) => ({
      CPUReservation: percentOf(taskCpu * tasks, registeredCpu, tasks),
      MemoryReservation: percentOf(taskMiB * tasks, registeredMiB, tasks),
    }),
  ),
);
