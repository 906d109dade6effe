import type { Simulation } from '../simulation.ts';
import { noteRoom } from '../waiting.ts';
import { primaryOf, type Service } from './service.ts';

/** What each instance of the list has left is kept for the daemon that is still to come there (ecs: ). */
export function reserve(simulation: Simulation, service: Service, instances: readonly number[]): void {
  const { workload } = primaryOf(service);
  for (const instance of instances) change(simulation, workload, instance, 1);
  service.reserved = instances;
  service.reservedFor = workload;
}

/** A pass begins with nothing reserved by the service itself. */
export function release(simulation: Simulation, service: Service): void {
  for (const instance of service.reserved) {
    change(simulation, service.reservedFor, instance, -1);
    noteRoom(simulation, instance);
  }
  service.reserved = [];
}

function change(simulation: Simulation, workload: number, instance: number, sign: 1 | -1): void {
  const { fleet, workloadStates, clusterStates } = simulation;
  const { definition, awsvpc } = workloadStates[workload]!;
  fleet.awaitsDaemons[instance]! += sign;
  fleet.daemonCpu[instance]! += sign * definition.need.cpu;
  fleet.daemonMemory[instance]! += sign * definition.need.memory;
  fleet.daemonGpu[instance]! += sign * definition.need.gpu;
  fleet.daemonEnis[instance]! += sign * Number(awsvpc);
  clusterStates[fleet.cluster[instance]!]!.placementIndex.update(instance);
}

/** Whether an instance holds the service's task once what is on it has gone: for one that never will nothing is kept. */
export function couldHold(
  { fleet, workloadStates }: Simulation,
  service: Service,
  instance: number,
): boolean {
  const { need } = workloadStates[primaryOf(service).workload]!.definition;
  return (
    fleet.cpuTotal[instance]! >= need.cpu &&
    fleet.memoryTotal[instance]! >= need.memory &&
    fleet.gpuTotal[instance]! >= need.gpu
  );
}
