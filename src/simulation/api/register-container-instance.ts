import { InstanceStatus } from '../../model/instance-status.ts';
import { reservedPorts, taskPortLimit } from '../../scenario/operations/register-container-instance.ts';
import type { ContainerInstanceSpec } from '../../scenario/scenario.ts';
import { changeInstanceStatus } from '../change-status.ts';
import { setInstanceFailure } from '../failures/instance-failure.ts';
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
  const { view } = cluster;
  const reserved = reservedPorts(spec.osFamily);
  const instance = fleet.add({
    ...spec.registered,
    enis: spec.awsvpcTasks ?? NO_LIMIT,
    ports: taskPortLimit(spec.osFamily),
  });
  fleet.cluster[instance] = cluster.index;
  fleet.entry[instance] = entry;
  fleet.number[instance] = number;
  fleet.position[instance] = view.memberCount;
  fleet.zone[instance] = zone;
  fleet.arm[instance] = spec.architecture === 'ARM64' ? 1 : 0;
  fleet.osFamily[instance] = simulation.osFamily(spec.osFamily);
  fleet.provider[instance] = simulation.entries[entry]!.provider;
  fleet.external[instance] = Number(spec.external);
  fleet.agentConnected[instance] = Number(spec.agentConnected);
  for (const port of reserved) takePort(simulation, instance, `tcp/${port}`);
  simulation.attributeValues.assign(fleet, instance, spec.attributes, simulation.zones[zone]!);
  if (view.memberCount === view.members.length) {
    const members = new Int32Array(view.members.length * 2);
    members.set(view.members);
    view.members = members;
  }
  view.members[view.memberCount++] = instance;
  cluster.placementIndex.register(view, simulation.request, instance);
  return instance;
}

/** More network interfaces than any instance has tasks. */
const NO_LIMIT = 2 ** 30;

function takePort({ fleet, hostPorts }: Simulation, instance: number, port: string): void {
  const number = hostPorts.indexOf(port);
  if (number < 0) return;
  for (const columns of [fleet.portBits, fleet.hostPortBits])
    columns[number >> 5]![instance]! |= 1 << (number & 31);
}

/** The instance is ACTIVE from now on and takes tasks. */
export function activate(simulation: Simulation, instance: number): void {
  const { fleet, now } = simulation;
  fleet.registeredAt[instance] = now;
  // One that has booted was launched before.
  if (fleet.status[instance] !== InstanceStatus.REGISTERING) fleet.launchedAt[instance] = now;
  changeInstanceStatus(simulation, instance, InstanceStatus.ACTIVE);
  if (simulation.scenario.failures.length > 0) setInstanceFailure(simulation, instance);
}
