import { NONE, type TaskIndex } from '../model/task-table.ts';
import type { Simulation } from './simulation.ts';
import type { Workload } from './workload.ts';

/** Of a task that got no address, in the place of its subnet. */
export const NO_ADDRESS = -2;

/** Whether a task of the workload can have its network interface in the zone; without `subnets` it always can. */
export function hasSubnetIn(simulation: Simulation, { spec }: Workload, zone: number): boolean {
  const { subnets } = simulation.scenario;
  return (
    spec.subnets === null ||
    spec.subnets.some((subnet) => simulation.zone(subnets[subnet]!.availabilityZone) === zone)
  );
}

/** Whether one of the workload's subnets in the zone has an address left. */
export function hasAddressIn(simulation: Simulation, workload: Workload, zone: number): boolean {
  const subnet = roomiest(simulation, workload, zone);
  return subnet === NONE || simulation.subnetFree[subnet]! > 0;
}

/** The task's network interface takes an address of the roomiest of its subnets in its zone, or finds none left. */
export function takeAddress(simulation: Simulation, task: TaskIndex, workload: Workload): void {
  const { tasks, subnetFree } = simulation;
  const subnet = roomiest(simulation, workload, tasks.zone[task]!);
  if (subnet === NONE) return;
  if (subnetFree[subnet] === 0) tasks.subnet[task] = NO_ADDRESS;
  else {
    subnetFree[subnet]!--;
    tasks.subnet[task] = subnet;
  }
}

/** The network interface is gone, after DEPROVISIONING. */
export function releaseAddress({ tasks, subnetFree }: Simulation, task: TaskIndex): void {
  const subnet = tasks.subnet[task]!;
  if (subnet >= 0) subnetFree[subnet]!++;
}

/** Of the workload's subnets in the zone the one with the most addresses left, the first of equals; NONE without subnets. */
function roomiest(simulation: Simulation, { spec }: Workload, zone: number): number {
  const { subnets } = simulation.scenario;
  let best = NONE;
  for (const subnet of spec.subnets ?? []) {
    if (simulation.zone(subnets[subnet]!.availabilityZone) !== zone) continue;
    if (best === NONE || simulation.subnetFree[subnet]! > simulation.subnetFree[best]!) best = subnet;
  }
  return best;
}
