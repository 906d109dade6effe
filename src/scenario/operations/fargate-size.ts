import { fargateMemoryChoices, isFargateSize } from '../../catalog/fargate-sizes.ts';

export type FargateOsFamily = 'LINUX' | 'WINDOWS';

/** What Fargate answers for a pair of CPU and memory that its table does not have (ecs: ). */
const NO_FARGATE_CONFIGURATION = 'No Fargate configuration exists for given values.';
/** What it answers for CPU units that stand in no row of the table (ecs: ). */
export const INVALID_FARGATE_CPU = "Invalid 'cpu' setting for task.";

/** CPU units that Windows tasks may have (ecs: ). */
export const WINDOWS_CPU_UNITS: readonly number[] = [1024, 2048, 4096];
/** From so many CPU units on a Linux task needs platform version 1.4.0 (ecs: ). */
const NEW_PLATFORM_CPU_UNITS = 8192;
const NEW_PLATFORM_VERSION = '1.4.0';

/**
 * AWS's reason to refuse a task size (CPU units, MiB) on Fargate, or null when the table has it: never rounded up in
 * silence (ecs: ).
 */
export function fargateSizeProblem(
  cpu: number,
  memory: number,
  os: FargateOsFamily = 'LINUX',
): string | null {
  const osFamilies = fargateOsFamilies(cpu);
  if (osFamilies.length === 0) return INVALID_FARGATE_CPU;
  return isFargateSize(cpu, memory) && osFamilies.includes(os) ? null : NO_FARGATE_CONFIGURATION;
}

/** The operating system families that have a row for these CPU units; none when no row has them (ecs: ). */
export function fargateOsFamilies(cpu: number): readonly FargateOsFamily[] {
  if (fargateMemoryChoices(cpu).length === 0) return [];
  return WINDOWS_CPU_UNITS.includes(cpu) ? ['LINUX', 'WINDOWS'] : ['LINUX'];
}

/** The platform version that a Linux task of this size needs at least; null when any will do (ecs: ). */
export function minimumPlatformVersion(cpu: number): string | null {
  return cpu >= NEW_PLATFORM_CPU_UNITS ? NEW_PLATFORM_VERSION : null;
}

/** Whether a platform version (`LATEST`, `1.4.0`, `1.3.0`) is enough for what needs at least `minimum`. */
export function satisfiesPlatformVersion(version: string, minimum: string | null): boolean {
  if (minimum === null || version.toUpperCase() === 'LATEST') return true;
  const [has, needs] = [version.split('.').map(Number), minimum.split('.').map(Number)];
  for (const [i, need] of needs.entries()) {
    const part = has[i] ?? 0;
    if (part !== need) return part > need;
  }
  return true;
}

/** The memory sizes that go with these CPU units, for a sentence: `512, 1024 or 2048`, `2048 to 8192 in steps of 1024`. */
export function describeMemoryChoices(cpu: number): string {
  const choices = fargateMemoryChoices(cpu);
  const first = choices[0] ?? 0;
  const last = choices[choices.length - 1] ?? 0;
  const step = (choices[1] ?? last) - first;
  const even = choices.every((choice, i) => choice === first + i * step);
  if (choices.length > 3 && even) return `${first} to ${last} in steps of ${step}`;
  return listed(choices);
}

/** `512, 1024 or 2048` */
export function listed(choices: readonly number[]): string {
  return choices.join(', ').replace(/, (\d+)$/, ' or $1');
}
