import type { Simulation } from './simulation.ts';
import type { Workload } from './workload.ts';

/**
 * By zone, the tasks on Fargate that the next one of a workload and a capacity provider (-1: launch type) is spread with:
 * those of its service, or all of the cluster that are of none (ecs: ).
 */
export function fargateCounts(
  { clusterStates, providers }: Simulation,
  { cluster, service }: Workload,
  provider: number,
): number[] {
  return clusterStates[cluster]!.fargateByZone[(service + 1) * (providers.length + 1) + provider + 1]!;
}

/** How many such lists a cluster has. */
export function fargateCountsNeeded({ scenario, providers }: Simulation): number {
  return (scenario.services.length + 1) * (providers.length + 1);
}
