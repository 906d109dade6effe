import * as z from 'zod';
import { clusterUtilisation } from '../../model/ecs-metrics.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Utilisation of a cluster with several instances (autoscaling: ). The guide prints whole percents, rounded down. */
export const ecsClusterUtilization: Adapter = adapter(
  'ecs-cluster-utilization',
  form(
    {
      registeredCpu: z.array(z.number()),
      registeredMemMiB: z.array(z.number()),
      tasks: z.number(),
      usedCpuEach: z.number(),
      usedMemEach: z.number(),
    },
    ({ registeredCpu, registeredMemMiB, tasks, usedCpuEach, usedMemEach }) => ({
      cpuUtilizationPct: wholePercent(usedCpuEach * tasks, registeredCpu, tasks),
      memUtilizationPct: wholePercent(usedMemEach * tasks, registeredMemMiB, tasks),
    }),
  ),
);

function wholePercent(used: number, registered: readonly number[], tasks: number): number | null {
  const percent = clusterUtilisation(
    used,
    registered.reduce((total, value) => total + value, 0),
    tasks,
  );
  return percent === null ? null : Math.floor(percent);
}
