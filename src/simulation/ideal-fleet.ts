import { InstanceStatus } from '../model/instance-status.ts';
import type { ContainerInstanceSpec } from '../scenario/scenario.ts';
import { activate, registerContainerInstance } from './api/register-container-instance.ts';
import { changeInstanceStatus } from './change-status.ts';
import type { Simulation } from './simulation.ts';
import type { Workload } from './workload.ts';

/**
 * Opens the instance of the cluster's ideal fleet with the lowest number that is closed and could take the task: a number
 * whose zone the task's constraints exclude stays closed. False when the cluster has no ideal fleet or none can.
 */
export function openIdealInstance(simulation: Simulation, workload: Workload): boolean {
  const cluster = simulation.clusterStates[workload.cluster]!;
  const spec = simulation.scenario.clusters[workload.cluster]!.idealFleet;
  if (spec === null || unmetByIdeal(simulation, workload) !== null) return false;
  const { availabilityZones } = spec;
  const allowed = availabilityZones.map((zone) => allowsZone(workload, spec, zone));
  const zoneOf = (number: number) => (number - 1) % availabilityZones.length;
  for (let i = cluster.closed.length - 1; i >= 0; i--) {
    const instance = cluster.closed[i]!;
    if (!allowed[zoneOf(simulation.fleet.number[instance]!)]!) continue;
    cluster.closed.splice(i, 1);
    activate(simulation, instance);
    return true;
  }
  for (;;) {
    const number = simulation.nextInstanceNumber(spec.name);
    const zone = simulation.zone(availabilityZones[zoneOf(number)]!);
    const instance = registerContainerInstance(simulation, cluster, cluster.idealEntry, spec, number, zone);
    if (allowed[zoneOf(number)]!) {
      activate(simulation, instance);
      return true;
    }
    simulation.fleet.status[instance] = InstanceStatus.CLOSED;
    cluster.closed.unshift(instance);
  }
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
export function unmetByIdeal(simulation: Simulation, workload: Workload): string | null {
  const spec = simulation.scenario.clusters[workload.cluster]!.idealFleet;
  if (spec === null) return null;
  const { request } = simulation;
  if (request.cpu > spec.registered.cpu) return 'RESOURCE:CPU';
  if (request.memory > spec.registered.memory) return 'RESOURCE:MEMORY';
  if (request.gpu > spec.registered.gpu) return 'RESOURCE:GPU';
  if (request.arm >= 0 && (request.arm === 1) !== (spec.architecture === 'ARM64')) return 'ATTRIBUTE';
  return spec.availabilityZones.some((zone) => allowsZone(workload, spec, zone))
    ? null
    : 'MemberOf placement constraint unsatisfied';
}

/** Whether the task's constraints allow an empty instance of the entry in this zone. */
function allowsZone({ spec, definition }: Workload, entry: ContainerInstanceSpec, zone: string): boolean {
  return [...spec.placementConstraints, ...definition.placementConstraints].every(
    (constraint) =>
      constraint.type === 'distinctInstance' ||
      (constraint.attribute === 'ecs.availability-zone' ? zone : entry.attributes[constraint.attribute]) ===
        constraint.value,
  );
}
