import { hasSubnetIn } from './addresses.ts';
import type { Simulation } from './simulation.ts';
import type { Workload } from './workload.ts';

/** What Fargate answers when no zone that the task could go to is up. */
export const NO_FARGATE_CAPACITY =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone';

/** An Availability Zone that is out: until when, and the entries of the fixed instances that come back then, one each. */
export interface Outage {
  untilMs: number;
  readonly lost: number[];
}

/** Whether nothing can start in the zone now. */
export function isZoneOut({ outages }: Simulation, zone: number): boolean {
  return outages.size > 0 && outages.has(zone);
}

/** Whether Fargate has a zone for tasks of the workload. */
export function hasFargateZone(simulation: Simulation, workload: Workload): boolean {
  if (simulation.outages.size === 0) return true;
  return simulation.clusterStates[workload.cluster]!.fargateZones.some(
    (zone) => !isZoneOut(simulation, zone) && hasSubnetIn(simulation, workload, zone),
  );
}
