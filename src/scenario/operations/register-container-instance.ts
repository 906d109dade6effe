import type { Resources } from '../scenario.ts';
import { BYTES_PER_MIB, CPU_UNITS_PER_VCPU, RESERVED_TCP_PORTS } from './published-figures.ts';

/** What the catalogue says of an instance type: MiB as advertised, and as an instance was seen to register it. */
export interface InstanceTypeSize {
  readonly vcpu: number;
  readonly memoryMib: number;
  readonly gpus: number;
  readonly measuredMemoryMib?: number | null | undefined;
}

/** What a container instance offers: CPU units, MiB, whole GPUs, and the TCP ports no task can have. */
export interface RegisteredResources extends Resources {
  readonly reservedTcpPorts: readonly number[];
}

export interface RegistrationSettings {
  /** Part of the advertised memory that is registered where no measured value is known (`instance.memoryFraction`). */
  readonly memoryFraction: number;
  /** `ECS_RESERVED_MEMORY` of the agent, MiB; default 0. */
  readonly reservedMemoryMib?: number | undefined;
}

/** What an instance of the type registers: all its CPU, and the memory that OS and agent leave (ecs: ). */
export function registeredResources(
  type: InstanceTypeSize,
  settings: RegistrationSettings,
): RegisteredResources {
  const osTotalMib = type.measuredMemoryMib ?? Math.floor(type.memoryMib * settings.memoryFraction);
  return {
    cpu: type.vcpu * CPU_UNITS_PER_VCPU,
    memory: registeredMemoryMib(osTotalMib * BYTES_PER_MIB, settings.reservedMemoryMib ?? 0),
    gpu: type.gpus,
    reservedTcpPorts: RESERVED_TCP_PORTS,
  };
}

/** MiB that the agent registers of the bytes its OS reports, less `ECS_RESERVED_MEMORY` (MiB); never below 0 (ecs: ). */
export function registeredMemoryMib(osTotalBytes: number, reservedMemoryMib: number): number {
  return Math.max(0, Math.floor(osTotalBytes / BYTES_PER_MIB) - reservedMemoryMib);
}
