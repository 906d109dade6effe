import type { Digest } from '../kernel/digest.ts';
import { NONE } from '../model/task-table.ts';

/** What was used in one hour of the clock, or a part of it: whole numbers. Workloads, zones and entries are the world's indexes. */
export interface Usage {
  /** Milliseconds from the run's start. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly fargate: readonly FargateGroupUsage[];
  readonly instances: readonly InstanceGroupUsage[];
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
  readonly reserved: readonly ReservedUsage[];
}

export interface ReservedUsage {
  readonly workload: number;
  readonly cpuUnitMs: bigint;
  readonly mibMs: bigint;
}

/** Whether two hours used the same, whenever they were. */
export function isSameUsage(a: Usage, b: Usage): boolean {
  return (
    haveSameParts(a.fargate, b.fargate, hasSameAmounts) &&
    haveSameParts(a.instances, b.instances, isSameGroup)
  );
}

function isSameGroup(a: InstanceGroupUsage, b: InstanceGroupUsage): boolean {
  return (
    a.entry === b.entry &&
    a.zone === b.zone &&
    a.bootingMs === b.bootingMs &&
    a.activeMs === b.activeMs &&
    a.drainingMs === b.drainingMs &&
    haveSameParts(a.reserved, b.reserved, hasSameAmounts)
  );
}

function hasSameAmounts<T extends ReservedUsage>(a: T, b: T): boolean {
  return Object.keys(a).every((key) => a[key as keyof T] === b[key as keyof T]);
}

function haveSameParts<T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((part, i) => isSame(part, b[i]!));
}

/** Mixes the whole numbers of an hour into a digest. */
export function addToDigest(digest: Digest, usage: Usage): void {
  for (const { workload, provider, zone, ...amounts } of usage.fargate) {
    if (provider !== NONE) digest.add(usage.toMs, provider, workload, zone);
    addAmounts(digest, usage.toMs, workload, zone, amounts);
  }
  for (const { entry, zone, reserved, ...amounts } of usage.instances) {
    addAmounts(digest, usage.toMs, entry, zone, amounts);
    for (const { workload, ...parts } of reserved) addAmounts(digest, usage.toMs, workload, zone, parts);
  }
}

function addAmounts(
  digest: Digest,
  at: number,
  subject: number,
  zone: number,
  amounts: Readonly<Record<string, bigint>>,
): void {
  for (const amount of Object.values(amounts)) {
    digest.add(at, zone, subject, Number(amount % DIGEST_UNIT));
    if (amount >= DIGEST_UNIT) digest.add(at, zone, subject, Number(amount / DIGEST_UNIT));
  }
}

const DIGEST_UNIT = 2n ** 52n;
