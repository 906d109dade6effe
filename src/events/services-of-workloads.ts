import type { World } from './world.ts';

/** By workload the index of the service whose tasks it starts, or -1 for standalone tasks. */
export function servicesOfWorkloads({ workloads, services }: World): number[] {
  const indexes = new Map(services.map(({ name }, service) => [name, service]));
  return workloads.map(({ service }) => indexes.get(service) ?? -1);
}
