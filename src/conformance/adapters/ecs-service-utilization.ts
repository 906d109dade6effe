import * as z from 'zod';
import { serviceUtilisation } from '../../model/ecs-metrics.ts';
import { shareCpu } from '../../requests/host/share-cpu.ts';
import { taskLimits } from '../../scenario/operations/task-limits.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const cpuDefinedAt = z.enum(['container', 'task']);

/** Utilisation of a service whose tasks may or may not use idle CPU of their instance (autoscaling: ). */
export const ecsServiceUtilization: Adapter = adapter(
  'ecs-service-utilization',
  form(
    {
      taskCpu: z.number(),
      taskMemMiB: z.number(),
      tasks: z.number(),
      usedCpu: z.number(),
      usedMemMiB: z.number(),
      cpuDefinedAt,
    },
    ({ usedCpu, usedMemMiB, taskMemMiB, ...given }) => ({
      cpuPct: cpuPercent({ ...given, demandCpu: usedCpu, instanceCpu: Number.POSITIVE_INFINITY }),
      memPct: serviceUtilisation(usedMemMiB, taskMemMiB * given.tasks, given.tasks),
    }),
  ),
  form(
    { taskCpu: z.number(), tasks: z.number(), instanceCpu: z.number(), demandCpu: z.number(), cpuDefinedAt },
    (given) => ({ cpuPctMax: cpuPercent(given) }),
  ),
);

interface Given {
  readonly taskCpu: number;
  readonly tasks: number;
  readonly instanceCpu: number;
  /** Of all tasks together. */
  readonly demandCpu: number;
  readonly cpuDefinedAt: z.output<typeof cpuDefinedAt>;
}

/** Of equal tasks on one instance; CPU in units throughout. */
function cpuPercent(given: Given): number | null {
  const { taskCpu, tasks, instanceCpu, demandCpu } = given;
  const ofTask = given.cpuDefinedAt === 'task';
  const limits = taskLimits({
    cpu: ofTask ? taskCpu : null,
    memory: null,
    osFamily: null,
    containers: [{ cpu: ofTask ? null : taskCpu }],
  });
  const each = (value: number) => new Float64Array(tasks).fill(value);
  const used = each(0);
  shareCpu(
    each(demandCpu / tasks),
    each(limits.cpuShares),
    each(limits.cpu ?? Number.POSITIVE_INFINITY),
    instanceCpu,
    used,
  );
  const sum = used.reduce((total, one) => total + one, 0);
  return serviceUtilisation(sum, taskCpu * tasks, tasks);
}
