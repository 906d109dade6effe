import * as z from 'zod';
import { shareCpu } from '../../requests/host/share-cpu.ts';
import { CPU_UNITS_PER_VCPU } from '../../scenario/operations/published-figures.ts';
import { linuxShares, taskLimits } from '../../scenario/operations/task-limits.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const container = z.strictObject({ cpu: z.number(), demand: z.number() });

/** What containers of one instance can use, and the shares that Docker is given for a container (ecs: ). */
export const cpuShares: Adapter = adapter(
  'cpu-shares',
  form({ instanceVcpu: z.number(), containers: z.array(container) }, ({ instanceVcpu, containers }) => {
    const limits = containers.map(({ cpu }) =>
      taskLimits({ cpu: null, memory: null, osFamily: null, containers: [{ cpu }] }),
    );
    const usable = new Float64Array(containers.length);
    shareCpu(
      Float64Array.from(containers, ({ demand }) => demand / CPU_UNITS_PER_VCPU),
      Float64Array.from(limits, (limit) => limit.cpuShares),
      Float64Array.from(limits, ({ cpu }) => cpu ?? Number.POSITIVE_INFINITY),
      instanceVcpu,
      usable,
    );
    return { usableCpuUnits: [...usable].map((vcpu) => vcpu * CPU_UNITS_PER_VCPU) };
  }),
  form({ containerCpu: z.number().nullable(), agentVersion: z.string() }, ({ containerCpu }) => ({
    dockerShares: linuxShares(containerCpu),
  })),
);
