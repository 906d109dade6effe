import type { World } from '../../events/world.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { Sender } from './outbound-traffic.ts';

/** A task as bytes that it sends and gets are billed; `null`: it runs outside of AWS (ECS Anywhere). */
export function senderOf(world: World, task: TaskIndex): Sender | null {
  const { tasks, fleet, entries, workloads } = world;
  const instance = tasks.instance[task]!;
  const workload = tasks.workload[task]!;
  if (instance !== NONE && fleet.external[instance] === 1) return null;
  const { publicIp: isPublic } = instance === NONE ? workloads[workload]! : entries[fleet.entry[instance]!]!;
  return { zone: tasks.zone[task]!, isPublic, workload };
}

/** The tasks of a service that its requests come to, each with its part of them. */
export function sendersOf(world: World, service: number): readonly (Sender & { readonly share: number })[] {
  return world.requestSpread(service).flatMap(({ workload, zone, share }) => {
    const { launchType } = world.workloads[workload]!;
    if (launchType === 'EXTERNAL') return [];
    return [{ workload, zone, share, isPublic: isPublic(world, workload) }];
  });
}

/** Whether tasks of a workload have public addresses: their own on Fargate, else those of their cluster's instances. */
function isPublic({ workloads, entries }: World, workload: number): boolean {
  const { launchType, publicIp, cluster } = workloads[workload]!;
  if (launchType === 'FARGATE') return publicIp;
  return entries.some((entry) => entry.cluster === cluster && entry.publicIp);
}
