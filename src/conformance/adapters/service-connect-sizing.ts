import * as z from 'zod';
import { proxySize } from '../../requests/balancing/service-connect.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { size } from '../given.ts';

/** The size of a task with its Service Connect proxy, in a namespace of few services (ecs: ). */
export const serviceConnectSizing: Adapter = adapter(
  'service-connect-sizing',
  form({ peakRps: z.number().min(0), appCpu: size, appMiB: size }, ({ peakRps, appCpu, appMiB }) => {
    const { cpu, memory } = proxySize({ peakPerSecond: peakRps, services: 1, tasks: 1 });
    return { recommendedTaskCpu: appCpu + cpu, recommendedTaskMiB: appMiB + memory };
  }),
);
