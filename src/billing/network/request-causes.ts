import type { World } from '../../events/world.ts';
import type { Causes } from './part-usage.ts';

/** The workloads whose tasks the requests of a service come to, by their parts; those that come while there are none are its first one's. */
export function requestCauses(world: World, service: number): Causes {
  const causes = new Map<number, number>();
  for (const { workload, share } of world.requestSpread(service))
    causes.set(workload, (causes.get(workload) ?? 0) + share);
  if (causes.size === 0) causes.set(firstWorkloadOf(world, service), 1);
  return causes;
}

function firstWorkloadOf({ services, workloads }: World, service: number): number {
  const { name } = services[service]!;
  return workloads.findIndex((workload) => workload.service === name);
}
