import { InstanceStatus } from '../../model/instance-status.ts';
import type { ContainerInstanceSpec } from '../../scenario/scenario.ts';
import { changeInstanceStatus } from '../change-status.ts';
import type { Cluster, Simulation } from '../simulation.ts';

/** RegisterContainerInstance: one instance of an entry of the scenario joins its cluster, ACTIVE at once. */
export function registerContainerInstance(
  simulation: Simulation,
  cluster: Cluster,
  entry: number,
  spec: ContainerInstanceSpec,
  number: number,
  zone: number,
): number {
  const { fleet } = simulation;
  const instance = fleet.add(spec.registered);
  fleet.cluster[instance] = cluster.index;
  fleet.entry[instance] = entry;
  fleet.number[instance] = number;
  fleet.zone[instance] = zone;
  fleet.arm[instance] = spec.architecture === 'ARM64' ? 1 : 0;
  simulation.attributeValues.assign(fleet, instance, spec.attributes, simulation.zones[zone]!);
  if (cluster.view.memberCount === cluster.view.members.length) {
    const members = new Int32Array(cluster.view.members.length * 2);
    members.set(cluster.view.members);
    cluster.view.members = members;
  }
  cluster.view.members[cluster.view.memberCount++] = instance;
  activate(simulation, instance);
  return instance;
}

/** Opens the lowest closed instance of the cluster's ideal fleet, or a new one; false when the cluster has no ideal fleet. */
export function openIdealInstance(simulation: Simulation, clusterIndex: number): boolean {
  const cluster = simulation.clusterStates[clusterIndex]!;
  if (cluster.idealEntry < 0) return false;
  const { request } = simulation;
  const spec = simulation.scenario.clusters[clusterIndex]!.idealFleet!;
  const { cpu, memory, gpu } = spec.registered;
  if (request.cpu > cpu || request.memory > memory || request.gpu > gpu) return false;
  const again = cluster.closed.pop();
  if (again !== undefined) {
    activate(simulation, again);
    return true;
  }
  const number = simulation.nextInstanceNumber(spec.name);
  const zone = simulation.zone(spec.availabilityZones[(number - 1) % spec.availabilityZones.length]!);
  registerContainerInstance(simulation, cluster, cluster.idealEntry, spec, number, zone);
  return true;
}

/** Closes an empty instance of an ideal fleet; it can open again as a new machine. */
export function closeIdealInstance(simulation: Simulation, instance: number): void {
  const cluster = simulation.clusterStates[simulation.fleet.cluster[instance]!]!;
  changeInstanceStatus(simulation, instance, InstanceStatus.CLOSED);
  for (const readyAt of simulation.imageReadyAt)
    if (instance < readyAt.length) readyAt[instance] = Number.POSITIVE_INFINITY;
  let position = cluster.closed.length;
  while (position > 0 && cluster.closed[position - 1]! < instance) position--;
  cluster.closed.splice(position, 0, instance);
}

function activate(simulation: Simulation, instance: number): void {
  simulation.fleet.registeredAt[instance] = simulation.now;
  changeInstanceStatus(simulation, instance, InstanceStatus.ACTIVE);
}
