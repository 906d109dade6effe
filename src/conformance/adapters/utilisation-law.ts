import * as z from 'zod';
import { serviceUtilisation } from '../../model/ecs-metrics.ts';
import { advanceBacklog } from '../../requests/backlog.ts';
import { capacityPerMs, coresUsed, requestCountPerTarget } from '../../requests/utilisation.ts';
import { CPU_UNITS_PER_VCPU } from '../../scenario/operations/published-figures.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { size, taskCount } from '../given.ts';

const SECOND_MS = 1000;

/** What a load makes tasks do, and what is left over when it is more than they can (autoscaling: ). */
export const utilisationLaw: Adapter = adapter(
  'utilisation-law',
  form(
    {
      rps: z.number().min(0),
      cpuMsPerRequest: z.number().positive(),
      tasks: taskCount.min(1),
      taskCpuUnits: size.min(1),
      hardLimit: z.literal(true).optional(),
    },
    ({ rps, cpuMsPerRequest, tasks, taskCpuUnits }) => {
      const cores = (tasks * taskCpuUnits) / CPU_UNITS_PER_VCPU;
      const offeredPerMs = rps / SECOND_MS;
      const capacity = capacityPerMs(cores, cpuMsPerRequest);
      const second = advanceBacklog(0, {
        offeredPerMs,
        durationMs: SECOND_MS,
        capacityPerMs: capacity,
        timeoutMs: Infinity,
        mostWaiting: Infinity,
      });
      return {
        offeredCores: coresUsed(offeredPerMs, cpuMsPerRequest),
        cpuCoresUsed: second.busyShare * cores,
        cpuCoresReserved: cores,
        cpuUtilizationPct: serviceUtilisation(second.busyShare * cores, cores, tasks),
        albRequestCountPerTargetPerMin: requestCountPerTarget(offeredPerMs * SECOND_MS, tasks * SECOND_MS),
        completedRpsMax: capacity * SECOND_MS,
        backlogGrowthPerSec: second.backlog,
      };
    },
  ),
);
