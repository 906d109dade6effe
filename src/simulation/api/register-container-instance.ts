import { InstanceStatus } from '../../model/instance-status.ts';
import type { ContainerInstanceSpec } from '../../scenario/scenario.ts';
import { changeInstanceStatus } from '../change-status.ts';
import type { Cluster, Simulation } from '../simulation.ts';

/** RegisterContainerInstance: one instance of an entry of the scenario joins its cluster; `activate` makes it ACTIVE. */
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
  return instance;
}

/** The instance is ACTIVE from now on and takes tasks. */
export function activate(simulation: Simulation, instance: number): void {
  simulation.fleet.registeredAt[instance] = simulation.now;
  changeInstanceStatus(simulation, instance, InstanceStatus.ACTIVE);
}
