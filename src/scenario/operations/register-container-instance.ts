import type { Resources } from '../scenario.ts';
import { isWindows } from './os-family.ts';
import {
  BYTES_PER_MIB,
  CPU_UNITS_PER_VCPU,
  MOST_RESERVED_PORTS,
  PRIMARY_ENIS,
  RESERVED_TCP_PORTS,
  WINDOWS_RESERVED_TCP_PORTS,
} from './published-figures.ts';

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

/** The TCP ports that no task can have on an instance of this operating system family (ecs: ). */
export function reservedPorts(osFamily: string): readonly number[] {
  return isWindows(osFamily) ? [...RESERVED_TCP_PORTS, ...WINDOWS_RESERVED_TCP_PORTS] : RESERVED_TCP_PORTS;
}

/** Fixed host ports that tasks can have at once on an instance (ecs: ). */
export function taskPortLimit(osFamily: string): number {
  return MOST_RESERVED_PORTS - reservedPorts(osFamily).length;
}

/**
 * Tasks with a network interface of their own that an instance of the type can have at once: one less than its
 * interfaces, or the published figure with ENI trunking, which Windows and some types do not have (ecs: ).
 */
export function awsvpcTaskLimit(
  type: { readonly maxEnis: number; readonly trunkedTasks: number },
  osFamily: string,
  trunking: boolean,
): number {
  if (trunking && type.trunkedTasks > 0 && !isWindows(osFamily)) return type.trunkedTasks;
  return type.maxEnis - PRIMARY_ENIS;
}
