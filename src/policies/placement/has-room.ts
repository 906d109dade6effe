import type { Fleet } from '../../model/fleet.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import type { PlacementRequest, PortNeed, Requirements } from './placement.ts';

/** Whether the instance takes tasks at all: ACTIVE, and its agent is connected (ecs: ). */
export function takesTasks(fleet: Fleet, instance: number): boolean {
  return fleet.status[instance] === InstanceStatus.ACTIVE && fleet.agentConnected[instance] === 1;
}

/** Whether the instance has left what the task subtracts from it, beside what is reserved for daemons (ecs: ). */
export function hasRoom(
  fleet: Fleet,
  instance: number,
  request: Pick<PlacementRequest, 'cpu' | 'memory' | 'gpu'>,
  requirements: Requirements,
): boolean {
  return (
    isFree(fleet, instance, request, requirements) &&
    (fleet.awaitsDaemons[instance] === 0 || leavesDaemonsRoom(fleet, instance, request, requirements.enis))
  );
}

/** The same for a daemon itself; equality fits (ecs: ). */
export function isFree(
  fleet: Fleet,
  instance: number,
  request: Pick<PlacementRequest, 'cpu' | 'memory' | 'gpu'>,
  { enis, ports }: Requirements,
): boolean {
  return (
    fleet.cpuFree[instance]! >= request.cpu &&
    fleet.memoryFree[instance]! >= request.memory &&
    fleet.gpuFree[instance]! >= request.gpu &&
    fleet.enisFree[instance]! >= enis &&
    (ports === null ||
      (fleet.portsLeft[instance]! >= ports.count && !overlaps(fleet.portBits, instance, ports.bits)))
  );
}

/** Whether what is reserved on the instance for daemons that are still to come there stays free (ecs: ). */
function leavesDaemonsRoom(
  fleet: Fleet,
  instance: number,
  { cpu, memory, gpu }: Pick<PlacementRequest, 'cpu' | 'memory' | 'gpu'>,
  enis: number,
): boolean {
  return (
    fleet.cpuFree[instance]! - fleet.daemonCpu[instance]! >= cpu &&
    fleet.memoryFree[instance]! - fleet.daemonMemory[instance]! >= memory &&
    fleet.gpuFree[instance]! - fleet.daemonGpu[instance]! >= gpu &&
    fleet.enisFree[instance]! - fleet.daemonEnis[instance]! >= enis
  );
}

/** Whether the instance is what the task asks for, whatever is left of it: provider, attributes, zone. */
export function isOfKind(fleet: Fleet, instance: number, requirements: Requirements): boolean {
  return (
    isOfProvider(fleet, instance, requirements) &&
    hasAttributes(fleet, instance, requirements) &&
    isInSubnets(fleet, instance, requirements)
  );
}

/** With a capacity provider only its own instances count, before everything else (ecs: ). */
export function isOfProvider(fleet: Fleet, instance: number, { provider }: Requirements): boolean {
  return provider < 0 || fleet.provider[instance] === provider;
}

/** Architecture, operating system, and EXTERNAL or not (ecs: ). */
export function hasAttributes(
  fleet: Fleet,
  instance: number,
  { arm, osFamily, external }: Requirements,
): boolean {
  return (
    (arm < 0 || fleet.arm[instance] === arm) &&
    (osFamily < 0 || fleet.osFamily[instance] === osFamily) &&
    fleet.external[instance] === external
  );
}

/** Whether one of the task's subnets lies in the instance's zone. */
export function isInSubnets(fleet: Fleet, instance: number, { zones }: Requirements): boolean {
  return zones === null || zones[fleet.zone[instance]!] === true;
}

/** Whether one of the ports is taken on the instance. */
export function overlaps(taken: readonly Int32Array[], instance: number, bits: PortNeed['bits']): boolean {
  for (let word = 0; word < bits.length; word++)
    if ((taken[word]![instance]! & bits[word]!) !== 0) return true;
  return false;
}
