import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { LevelIntegrals } from '../kernel/level-integrals.ts';
import { InstanceStatus } from '../model/instance-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';
import type { Counter } from './counters/counter.ts';
import { ec2BilledMs } from './ec2.ts';
import { billedEphemeralGib, fargateBilledSeconds, fargateOs } from './fargate.ts';
import { InstanceKinds } from './instance-kinds.ts';
import type { FargateGroupUsage, InstanceGroupUsage, Usage } from './usage.ts';

const HOUR_MS = 3_600_000;

/**
 * Adds up what is billed as it happens, hour by hour of the clock: whole numbers only, no price. What a change costs does
 * not depend on time or on how many tasks run. A task's or instance's rounding and minimum belong to its last hour.
 */
export class UsageMeter extends Observer {
  private world!: World;
  private readonly warmUpMs: number;
  private readonly hourClosed: (usage: Usage) => void;
  readonly integrals: LevelIntegrals = new LevelIntegrals();
  readonly fargateGroups: FargateGroup[] = [];
  readonly instanceGroups: InstanceGroup[] = [];
  /** By workload, then by capacity provider and zone. */
  private readonly fargateAt: FargateGroup[][] = [];
  /** By entry, then by zone. */
  private readonly placeAt: InstanceGroup[][] = [];
  private readonly kinds = new InstanceKinds();
  private readonly counters: readonly Counter[];
  private hourStartMs = 0;

  /** `hourClosed` gets each hour of the clock once it is over, the last one at the end of the run. */
  constructor(warmUpMs: number, hourClosed: (usage: Usage) => void, counters: readonly Counter[] = []) {
    super();
    this.counters = counters;
    this.warmUpMs = warmUpMs;
    this.hourClosed = hourClosed;
  }

  /** Where the running hour, or the part of it that is billed, began: milliseconds from the run's start. */
  get hourBeganMs(): number {
    return this.hourStartMs;
  }

  override begin(world: World): void {
    this.world = world;
    this.hourStartMs = this.warmUpMs;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : this.nextHour(0);
  }

  override sampled(at: number): number {
    const usage = this.take(at);
    if (at !== this.warmUpMs) this.hourClosed(usage);
    return this.nextHour(at);
  }

  override runEnded(at: number): void {
    if (at > this.hourStartMs) this.hourClosed(this.take(at));
  }

  override pullStarted(at: number, task: TaskIndex): void {
    if (this.world.tasks.instance[task] === NONE) this.changeFargate(at, task, 1);
  }

  override taskGone(at: number, task: TaskIndex): void {
    const { tasks } = this.world;
    const from = tasks.pullStartedAt[task]!;
    if (tasks.instance[task] !== NONE || from < 0) return;
    const group = this.changeFargate(at, task, -1);
    const addedMs = fargateBilledSeconds(at - from, group.os) * 1000 - (at - from);
    if (addedMs === 0) return;
    this.integrals.addFor(group.cpu, tasks.cpu[task]!, addedMs);
    this.integrals.addFor(group.memory, tasks.memory[task]!, addedMs);
    if (group.storageGib > 0) this.integrals.addFor(group.storage, group.storageGib, addedMs);
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    this.changeReserved(at, task, 1);
  }

  override taskReleased(at: number, task: TaskIndex): void {
    this.changeReserved(at, task, -1);
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const { fleet, entries } = this.world;
    const place = this.placeOf(instance);
    const wasRow = place.rowOf(from);
    const isRow = place.rowOf(to);
    if (wasRow !== NONE) this.integrals.change(wasRow, at, -1);
    if (isRow !== NONE) this.integrals.change(isRow, at, 1);
    // An ideal fleet is a bound, not a thing that AWS sells: it has neither rounding nor minimum.
    if (wasRow === NONE || isRow !== NONE || entries[fleet.entry[instance]!]!.ideal) return;
    const ranMs = at - fleet.launchedAt[instance]!;
    this.integrals.addFor(wasRow, 1, ec2BilledMs(ranMs) - ranMs);
  }

  /** The usage since the last time, which is over now. */
  private take(at: number): Usage {
    const amount = (row: number) => this.integrals.take(row, at);
    const fromMs = this.hourStartMs;
    this.hourStartMs = at;
    const fargate: FargateGroupUsage[] = [];
    for (const { workload, provider, zone, cpu, memory, storage, storageGib } of this.fargateGroups) {
      const cpuUnitMs = amount(cpu);
      const mibMs = amount(memory);
      const ephemeralGibMs = storageGib > 0 ? amount(storage) : 0n;
      if (cpuUnitMs > 0n || mibMs > 0n)
        fargate.push({ workload, provider, zone, cpuUnitMs, mibMs, ephemeralGibMs });
    }
    const instances: InstanceGroupUsage[] = [];
    for (const { entry, zone, booting, active, draining, warm, reserved } of this.instanceGroups) {
      const [bootingMs, activeMs, drainingMs] = [amount(booting), amount(active), amount(draining)];
      const warmMs = amount(warm);
      const parts = reserved.map(({ workload, cpu, memory }) => ({
        workload,
        cpuUnitMs: amount(cpu),
        mibMs: amount(memory),
      }));
      if (bootingMs + activeMs + drainingMs + warmMs > 0n)
        instances.push({
          entry,
          zone,
          bootingMs,
          activeMs,
          drainingMs,
          warmMs,
          reserved: parts.filter(({ cpuUnitMs, mibMs }) => cpuUnitMs > 0n || mibMs > 0n),
        });
    }
    const metered = this.counters.flatMap((counter) => counter.take(at, instances));
    return { fromMs, toMs: at, fargate, instances, metered };
  }

  private changeFargate(at: number, task: TaskIndex, sign: 1 | -1): FargateGroup {
    const { tasks } = this.world;
    const group = this.fargateGroup(tasks.workload[task]!, tasks.provider[task]!, tasks.zone[task]!);
    this.integrals.change(group.cpu, at, sign * tasks.cpu[task]!);
    this.integrals.change(group.memory, at, sign * tasks.memory[task]!);
    if (group.storageGib > 0) this.integrals.change(group.storage, at, sign * group.storageGib);
    return group;
  }

  private changeReserved(at: number, task: TaskIndex, sign: 1 | -1): void {
    const { tasks } = this.world;
    const instance = tasks.instance[task]!;
    if (instance === NONE) return;
    const place = this.placeOf(instance);
    const workload = tasks.workload[task]!;
    const reserved = place.reservedAt[workload] ?? this.addReserved(place, workload);
    this.integrals.change(reserved.cpu, at, sign * tasks.cpu[task]!);
    this.integrals.change(reserved.memory, at, sign * tasks.memory[task]!);
  }

  private fargateGroup(workload: number, provider: number, zone: number): FargateGroup {
    const { definitions, workloads, providers } = this.world;
    const ofWorkload = (this.fargateAt[workload] ??= []);
    const place = zone * (providers.length + 1) + provider + 1;
    const known = ofWorkload[place];
    if (known !== undefined) return known;
    const definition = definitions[workloads[workload]!.definition]!;
    const rows = [this.integrals.add(), this.integrals.add(), this.integrals.add()] as const;
    const [cpu, memory, storage] = rows;
    const group = {
      workload,
      provider,
      zone,
      cpu,
      memory,
      storage,
      storageGib: billedEphemeralGib(definition.ephemeralStorageGib),
      os: fargateOs(definition),
    };
    ofWorkload[place] = group;
    this.fargateGroups.push(group);
    return group;
  }

  private placeOf(instance: number): InstanceGroup {
    const { fleet } = this.world;
    const zone = fleet.zone[instance]!;
    const byZone = (this.placeAt[fleet.entry[instance]!] ??= []);
    return (byZone[zone] ??= this.groupOf(this.kinds.of(fleet.entry[instance]!, this.world.entries), zone));
  }

  private groupOf(entry: number, zone: number): InstanceGroup {
    const known = this.instanceGroups.find((group) => group.entry === entry && group.zone === zone);
    if (known !== undefined) return known;
    const place = new InstanceGroup(
      entry,
      zone,
      this.integrals.add(),
      this.integrals.add(),
      this.integrals.add(),
      this.integrals.add(),
    );
    this.instanceGroups.push(place);
    return place;
  }

  private addReserved(place: InstanceGroup, workload: number): Reserved {
    const reserved = { workload, cpu: this.integrals.add(), memory: this.integrals.add() };
    place.reservedAt[workload] = reserved;
    place.reserved.push(reserved);
    return reserved;
  }

  /** The next full hour of the clock, from the run's start. */
  private nextHour(at: number): number {
    const epochMs = this.world.startMs + at;
    return at + HOUR_MS - (((epochMs % HOUR_MS) + HOUR_MS) % HOUR_MS);
  }
}

/** Fargate tasks of one workload on one capacity provider in one zone; numbers are rows of the integrals. */
export interface FargateGroup {
  readonly workload: number;
  /** Index of the capacity provider, or -1 for a launch type. */
  readonly provider: number;
  readonly zone: number;
  readonly cpu: number;
  readonly memory: number;
  readonly storage: number;
  readonly storageGib: number;
  readonly os: 'LINUX' | 'WINDOWS';
}

interface Reserved {
  readonly workload: number;
  readonly cpu: number;
  readonly memory: number;
}

/** Instances of one entry in one zone; numbers are rows of the integrals. */
export class InstanceGroup {
  readonly entry: number;
  readonly zone: number;
  readonly booting: number;
  readonly active: number;
  readonly draining: number;
  /** Running in a warm pool. */
  readonly warm: number;
  readonly reserved: Reserved[] = [];
  /** By workload. */
  readonly reservedAt: Reserved[] = [];

  constructor(entry: number, zone: number, booting: number, active: number, draining: number, warm: number) {
    this.entry = entry;
    this.zone = zone;
    this.booting = booting;
    this.active = active;
    this.draining = draining;
    this.warm = warm;
  }

  /** Where a running instance of this status counts; NONE when EC2 does not bill it (billing:E2). */
  rowOf(status: InstanceStatus): number {
    switch (status) {
      case InstanceStatus.REGISTERING:
        return this.booting;
      case InstanceStatus.ACTIVE:
        return this.active;
      case InstanceStatus.DRAINING:
      case InstanceStatus.DEREGISTERING:
        return this.draining;
      case InstanceStatus.WARM_RUNNING:
        return this.warm;
      default:
        return NONE;
    }
  }
}
