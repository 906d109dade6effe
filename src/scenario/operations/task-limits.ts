import type { LimitsSpec } from '../scenario.ts';
import type { ContainerDefinitionRequest } from './container-definition.ts';
import { isWindows } from './os-family.ts';
import { DEFAULT_LINUX_CPU_SHARES, LEAST_WINDOWS_CPU_UNITS, LINUX_CPU_SHARES } from './published-figures.ts';

/** A task's size as far as it counts on its own level, and its containers; CPU units and MiB. */
export interface TaskSizes {
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly osFamily: string | null;
  readonly containers: readonly Pick<ContainerDefinitionRequest, 'cpu' | 'memory'>[];
}

/**
 * What a task cannot pass, and its part of contended CPU (ecs: ). The containers of a task are looked at
 * together: where each has a hard limit, their sum is the task's.
 */
export function taskLimits(sizes: TaskSizes): LimitsSpec {
  return { cpu: cpuLimit(sizes), cpuShares: cpuShares(sizes), memory: memoryLimit(sizes) };
}

/** Linux CPU shares of a container with so many CPU units (ecs: ). */
export function linuxShares(cpu: number | null | undefined): number {
  return Math.min(LINUX_CPU_SHARES.maximum, Math.max(LINUX_CPU_SHARES.minimum, cpu ?? 0));
}

/** The task's own `cpu` is a hard limit, and so is that of a Windows container; that of a Linux container is a share. */
function cpuLimit({ cpu, osFamily, containers }: TaskSizes): number | null {
  if (cpu !== null) return cpu;
  if (!isWindows(osFamily)) return null;
  return sum(containers, (container) => container.cpu || LEAST_WINDOWS_CPU_UNITS);
}

/** With a `cpu` of its own the agent sets a quota for the task and no shares, so it has those that Linux gives everybody. */
function cpuShares({ cpu, containers }: TaskSizes): number {
  return cpu === null ? sum(containers, (container) => linuxShares(container.cpu)) : DEFAULT_LINUX_CPU_SHARES;
}

function memoryLimit({ memory, containers }: TaskSizes): number | null {
  const everyOne = containers.every((container) => typeof container.memory === 'number');
  const ofContainers = everyOne ? sum(containers, (container) => container.memory ?? 0) : null;
  if (memory === null || ofContainers === null) return memory ?? ofContainers;
  return Math.min(memory, ofContainers);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
