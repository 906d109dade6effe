import type { Digest } from '../kernel/digest.ts';
import { NONE } from '../model/task-table.ts';
import type { MeteredUsage } from './meters/metered-lines.ts';

/** What was used in one hour of the clock, or a part of it: whole numbers. Workloads, zones and entries are the world's indexes. */
export interface Usage {
  /** Milliseconds from the run's start. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly fargate: readonly FargateGroupUsage[];
  readonly instances: readonly InstanceGroupUsage[];
  /** All else that AWS measures. */
  readonly metered: readonly MeteredUsage[];
}

/** Fargate tasks of one workload on one capacity provider in one zone, from pullStartedAt to stoppedAt, rounding and minimum included. */
export interface FargateGroupUsage {
  readonly workload: number;
  /** Index of the capacity provider, or -1 for a launch type. */
  readonly provider: number;
  readonly zone: number;
  readonly cpuUnitMs: bigint;
  readonly mibMs: bigint;
  /** GiB above the free part. */
  readonly ephemeralGibMs: bigint;
}

/** Instances of one entry in one zone, in instance-milliseconds by what they were doing, and what tasks reserved on them. */
export interface InstanceGroupUsage {
  readonly entry: number;
  readonly zone: number;
  readonly bootingMs: bigint;
  readonly activeMs: bigint;
  readonly drainingMs: bigint;
  /** Running in a warm pool. */
  readonly warmMs: bigint;
  readonly reserved: readonly ReservedUsage[];
}

export interface ReservedUsage {
  readonly workload: number;
  readonly cpuUnitMs: bigint;
  readonly mibMs: bigint;
}

/** Whether instances and Fargate were used the same in two hours, whenever they were. */
export function isSameUsage(a: Usage, b: Usage): boolean {
  return (
    haveSameParts(a.fargate, b.fargate, isSameFargateGroup) &&
    haveSameParts(a.instances, b.instances, isSameGroup)
  );
}

function isSameFargateGroup(a: FargateGroupUsage, b: FargateGroupUsage): boolean {
  return (
    a.provider === b.provider &&
    a.zone === b.zone &&
    a.ephemeralGibMs === b.ephemeralGibMs &&
    hasSameAmounts(a, b)
  );
}

function isSameGroup(a: InstanceGroupUsage, b: InstanceGroupUsage): boolean {
  return (
    a.entry === b.entry &&
    a.zone === b.zone &&
    a.bootingMs === b.bootingMs &&
    a.activeMs === b.activeMs &&
    a.drainingMs === b.drainingMs &&
    a.warmMs === b.warmMs &&
    haveSameParts(a.reserved, b.reserved, hasSameAmounts)
  );
}

function hasSameAmounts(a: ReservedUsage, b: ReservedUsage): boolean {
  return a.workload === b.workload && a.cpuUnitMs === b.cpuUnitMs && a.mibMs === b.mibMs;
}

function haveSameParts<T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((part, i) => isSame(part, b[i]!));
}

/** Mixes the whole numbers of an hour into a digest. */
export function addToDigest(digest: Digest, usage: Usage): void {
  const { toMs } = usage;
  for (const { workload, provider, zone, cpuUnitMs, mibMs, ephemeralGibMs } of usage.fargate) {
    if (provider !== NONE) digest.add(toMs, provider, workload, zone);
    addAmount(digest, toMs, workload, zone, cpuUnitMs);
    addAmount(digest, toMs, workload, zone, mibMs);
    addAmount(digest, toMs, workload, zone, ephemeralGibMs);
  }
  for (const { entry, zone, bootingMs, activeMs, drainingMs, warmMs, reserved } of usage.instances) {
    addAmount(digest, toMs, entry, zone, bootingMs);
    addAmount(digest, toMs, entry, zone, activeMs);
    addAmount(digest, toMs, entry, zone, drainingMs);
    if (warmMs > 0n) addAmount(digest, toMs, entry, zone, warmMs);
    for (const { workload, cpuUnitMs, mibMs } of reserved) {
      addAmount(digest, toMs, workload, zone, cpuUnitMs);
      addAmount(digest, toMs, workload, zone, mibMs);
    }
  }
  for (const part of usage.metered) addMetered(digest, toMs, part);
}

function addMetered(digest: Digest, at: number, { meter, zone, workload, quantity }: MeteredUsage): void {
  // Names are of our code: their letters stand for them.
  const name = [...meter].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
  digest.add(at, name, workload, zone);
  addAmount(digest, at, name, zone, quantity);
}

function addAmount(digest: Digest, at: number, subject: number, zone: number, amount: bigint): void {
  if (amount < DIGEST_UNIT) {
    digest.add(at, zone, subject, Number(amount));
    return;
  }
  digest.add(at, zone, subject, Number(amount % DIGEST_UNIT));
  digest.add(at, zone, subject, Number(amount / DIGEST_UNIT));
}

const DIGEST_UNIT = 2n ** 52n;
