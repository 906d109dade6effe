import { InstanceStatus } from '../model/instance-status.ts';
import { NONE } from '../model/task-table.ts';
import { evaluateQuery } from '../policies/placement/cluster-query/evaluate-query.ts';
import type { PlacementRules } from '../policies/placement/place-task.ts';
import { reservedPorts, taskPortLimit } from '../scenario/operations/register-container-instance.ts';
import type { ContainerInstanceSpec } from '../scenario/scenario.ts';
import { activate, registerContainerInstance } from './api/register-container-instance.ts';
import { changeInstanceStatus } from './change-status.ts';
import { unopenedSubject } from './instance-subject.ts';
import { isZoneOut } from './outage.ts';
import type { Simulation } from './simulation.ts';

/**
 * Opens the instance of the cluster's ideal fleet with the lowest number that is closed and could take the request, and gives
 * it: a number whose zone the task excludes stays closed. NONE when the cluster has no ideal fleet or none can.
 */
export function openIdealInstance(
  simulation: Simulation,
  clusterIndex: number,
  rules: PlacementRules,
): number {
  const cluster = simulation.clusterStates[clusterIndex]!;
  const spec = simulation.scenario.clusters[clusterIndex]!.idealFleet;
  if (spec === null || unmetByIdeal(simulation, clusterIndex, rules) !== null) return NONE;
  for (let i = cluster.closed.length - 1; i >= 0; i--) {
    const instance = cluster.closed[i]!;
    if (unmetByNumber(simulation, spec, simulation.fleet.number[instance]!, rules) !== null) continue;
    cluster.closed.splice(i, 1);
    activate(simulation, instance);
    return instance;
  }
  for (let i = 0; i < spec.availabilityZones.length; i++) {
    const number = simulation.nextInstanceNumber(spec.name);
    const zone = simulation.zone(zoneOf(spec, number));
    const instance = registerContainerInstance(simulation, cluster, cluster.idealEntry, spec, number, zone);
    if (unmetByNumber(simulation, spec, number, rules) === null) {
      activate(simulation, instance);
      return instance;
    }
    simulation.fleet.status[instance] = InstanceStatus.CLOSED;
    cluster.closed.unshift(instance);
  }
  return NONE;
}

/** Closes an empty instance of an ideal fleet; it can open again as a new one. */
export function closeIdealInstance(simulation: Simulation, instance: number): void {
  const cluster = simulation.clusterStates[simulation.fleet.cluster[instance]!]!;
  changeInstanceStatus(simulation, instance, InstanceStatus.CLOSED);
  for (const readyAt of simulation.imageReadyAt)
    if (instance < readyAt.length) readyAt[instance] = Number.POSITIVE_INFINITY;
  let position = cluster.closed.length;
  while (position > 0 && cluster.closed[position - 1]! < instance) position--;
  cluster.closed.splice(position, 0, instance);
}

/** Why no instance of the ideal fleet could ever take the request, in ECS's words; `null` when one could, or there is none. */
export function unmetByIdeal(
  simulation: Simulation,
  clusterIndex: number,
  rules: PlacementRules,
): string | null {
  const spec = simulation.scenario.clusters[clusterIndex]!.idealFleet;
  return spec === null ? null : unmetWhenEmpty(simulation, spec, rules);
}

/** Why no new instance like this could take the request in any of its zones, in ECS's words; or `null`. */
export function unmetWhenEmpty(
  simulation: Simulation,
  spec: ContainerInstanceSpec,
  rules: PlacementRules,
): string | null {
  const next = simulation.instanceNumbers.get(spec.name) ?? 0;
  let reason: string | null = null;
  for (let i = 1; i <= spec.availabilityZones.length; i++) {
    reason = unmetByNumber(simulation, spec, next + i, rules);
    if (reason === null) return null;
  }
  return reason;
}

/** Why the instance with this number could not take the request even when it is empty, in ECS's words; or `null`. */
function unmetByNumber(
  simulation: Simulation,
  spec: ContainerInstanceSpec,
  number: number,
  { requirements, constraints }: PlacementRules,
): string | null {
  const { cpu, memory, gpu } = simulation.request;
  const { arm, osFamily, external, provider, zones, enis, ports } = requirements;
  const zone = zoneOf(spec, number);
  if (isZoneOut(simulation, simulation.zone(zone))) return 'NO ACTIVE INSTANCES';
  if (cpu > spec.registered.cpu) return 'RESOURCE:CPU';
  if (memory > spec.registered.memory) return 'RESOURCE:MEMORY';
  if (ports !== null) {
    const isReserved = reservedPorts(spec.osFamily).some((port) =>
      isAskedFor(simulation, ports.bits, `tcp/${port}`),
    );
    if (isReserved || ports.count > taskPortLimit(spec.osFamily)) return 'RESOURCE:PORTS';
  }
  if (enis > (spec.awsvpcTasks ?? enis)) return 'RESOURCE:ENI';
  if (gpu > spec.registered.gpu) return 'RESOURCE:GPU';
  if (provider >= 0 && simulation.providers[provider]!.name !== spec.capacityProvider)
    return 'EMPTY CAPACITY PROVIDER';
  if (arm >= 0 && (arm === 1) !== (spec.architecture === 'ARM64')) return 'ATTRIBUTE';
  if (osFamily >= 0 && simulation.osFamily(spec.osFamily) !== osFamily) return 'ATTRIBUTE';
  if (external !== Number(spec.external)) return 'ATTRIBUTE';
  if (zones !== null && zones[simulation.zone(zone)] !== true) return 'LOCATION';
  const subject = unopenedSubject(spec, zone, number, simulation.startMs + simulation.now);
  for (const constraint of constraints)
    if (constraint.type === 'memberOf' && !evaluateQuery(constraint.query, subject))
      return 'MemberOf placement constraint unsatisfied';
  return null;
}

function isAskedFor({ hostPorts }: Simulation, bits: Int32Array, port: string): boolean {
  const number = hostPorts.indexOf(port);
  return number >= 0 && (bits[number >> 5]! & (1 << (number & 31))) !== 0;
}

function zoneOf({ availabilityZones }: ContainerInstanceSpec, number: number): string {
  return availabilityZones[(number - 1) % availabilityZones.length]!;
}
