import * as z from 'zod';
import { clusterReservation } from '../../model/ecs-metrics.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Reservation of a cluster with several instances (autoscaling: ). The guide prints whole percents, rounded down. */
export const ecsClusterReservation: Adapter = adapter(
  'ecs-cluster-reservation',
  form(
    {
      registeredCpu: z.array(z.number()),
      registeredMemMiB: z.array(z.number()),
      tasks: z.number(),
      taskCpu: z.number(),
      taskMemMiB: z.number(),
    },
    ({ registeredCpu, registeredMemMiB, tasks, taskCpu, taskMemMiB }) => {
      const exactCpu = clusterReservation(taskCpu * tasks, sum(registeredCpu), tasks);
      const exactMem = clusterReservation(taskMemMiB * tasks, sum(registeredMemMiB), tasks);
      return {
        cpuReservationPct: floored(exactCpu),
        memReservationPct: floored(exactMem),
        exactCpu,
        exactMem,
      };
    },
  ),
);

function floored(percent: number | null): number | null {
  return percent === null ? null : Math.floor(percent);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
