import type { World } from '../events/world.ts';

/** Index of the service whose tasks a workload starts, or -1 for standalone tasks. */
export function serviceOf({ workloads, services }: World, workload: number): number {
  const { service } = workloads[workload]!;
  return service === '' ? -1 : services.findIndex(({ name }) => name === service);
}
