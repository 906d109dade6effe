import { chargeOf, HOUR_MS } from './pricing/charge.ts';

/** What Fargate charges at least for a task, seconds (billing:F2); a crash loop pays it each time (billing:F3). */
export const FARGATE_MINIMUM_SECONDS: Readonly<Record<'LINUX' | 'WINDOWS', number>> = {
  LINUX: 60,
  WINDOWS: 300,
};

/** Ephemeral storage that comes with a task, GiB (billing:F5). */
export const FREE_EPHEMERAL_GIB = 20;

/** What Fargate has prices of its own for. */
export type FargatePlatform = 'X86_64' | 'ARM64' | 'WINDOWS';

export function fargatePlatform({
  arm,
  windows,
}: {
  readonly arm: boolean;
  readonly windows: boolean;
}): FargatePlatform {
  if (windows) return 'WINDOWS';
  return arm ? 'ARM64' : 'X86_64';
}

/** What the least that Fargate charges depends on. */
export function fargateOs({ windows }: { readonly windows: boolean }): 'LINUX' | 'WINDOWS' {
  return windows ? 'WINDOWS' : 'LINUX';
}

/** 1e-10 USD for one hour of one vCPU, one GB (2^30 bytes) of memory, one GB of storage above the free part. */
export interface FargateRates {
  readonly vcpuHour: bigint;
  readonly gbHour: bigint;
  readonly ephemeralGbHour: bigint;
  /** The licence of Windows for one vCPU; nothing on Linux. */
  readonly osVcpuHour: bigint;
}

/** What tasks were billed for, in integers: CPU units, MiB and GiB above the free part, each times milliseconds. */
export interface FargateUsage {
  readonly cpuUnitMs: bigint;
  readonly mibMs: bigint;
  readonly ephemeralGibMs: bigint;
}

/** Nano-USD (1e-9 USD), each part rounded once. */
export interface FargateCharges {
  readonly vcpu: bigint;
  readonly memory: bigint;
  readonly storage: bigint;
}

/** Seconds that a task is billed for which ran `ms` from pullStartedAt to stoppedAt: up to the next second, then the minimum (billing:F1, F2). */
export function fargateBilledSeconds(ms: number, os: 'LINUX' | 'WINDOWS'): number {
  return Math.max(FARGATE_MINIMUM_SECONDS[os], Math.ceil(ms / 1000));
}

/** Usage times rate (billing:F4 to F6). */
export function fargateCharges(usage: FargateUsage, rates: FargateRates): FargateCharges {
  return {
    vcpu: chargeOf(usage.cpuUnitMs, CPU_UNITS * HOUR_MS, rates.vcpuHour),
    memory: chargeOf(usage.mibMs, MIB_IN_GB * HOUR_MS, rates.gbHour),
    storage: chargeOf(usage.ephemeralGibMs, HOUR_MS, rates.ephemeralGbHour),
  };
}

/** The licence of Windows on Fargate, by the vCPU-hour, at 1e-10 USD; nano-USD (billing:F5, F9). */
export function windowsLicenceCharge(cpuUnitMs: bigint, osVcpuHour: bigint): bigint {
  return chargeOf(cpuUnitMs, CPU_UNITS * HOUR_MS, osVcpuHour);
}

/** The GiB of ephemeral storage that a task is billed for. */
export function billedEphemeralGib(sizeGib: number): number {
  return Math.max(0, sizeGib - FREE_EPHEMERAL_GIB);
}

const CPU_UNITS = 1024n;
const MIB_IN_GB = 1024n;
