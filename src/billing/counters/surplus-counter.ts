import type { InstanceUse } from '../../events/observer.ts';
import type { InstanceEntry, World } from '../../events/world.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import { advanceSurplus, NO_SURPLUS, type SurplusState, settleSurplus } from '../meters/burstable.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { platformOf } from '../rates.ts';
import { shareOut } from '../share-out.ts';
import { Counter } from './counter.ts';

/**
 * Surplus credits of burstable instances in unlimited mode (billing:E6): what an instance owes beyond a day's earnings is
 * charged in its hour, the rest once it stops, or when the run ends. It is put down to those whose tasks used the CPU since the
 * last charge, by how much they used.
 */
export class SurplusCounter extends Counter {
  private world!: World;
  private readonly endMs: number | null;
  /** By instance, those that run. */
  private readonly running = new Map<number, Running>();
  /** Charged since the last time, by what lines tell apart. */
  private readonly charged = new Map<string, MeteredUsage>();

  /** `endMs`: where the run ends, `null` when its workloads decide. */
  constructor(endMs: number | null) {
    super();
    this.endMs = endMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const { unlimitedBaselineVcpu: baseline } = this.entryOf(instance);
    if (baseline === null || runs(from) === runs(to)) return;
    if (runs(to)) {
      this.running.set(instance, {
        baseline: thousandths(baseline),
        used: 0,
        since: at,
        state: NO_SURPLUS,
        told: 0n,
        uses: [],
        usedBy: new Map(),
      });
      return;
    }
    this.settle(at, instance, this.running.get(instance)!);
    this.running.delete(instance);
  }

  override instanceUseChanged(
    at: number,
    instance: number,
    usedVcpu: number,
    uses: readonly InstanceUse[],
  ): void {
    const credits = this.running.get(instance);
    if (credits === undefined) return;
    advance(credits, at);
    credits.used = thousandths(usedVcpu);
    credits.uses = uses;
  }

  override runEnded(at: number): void {
    for (const [instance, credits] of this.running) this.settle(at, instance, credits);
  }

  override take(at: number): MeteredUsage[] {
    for (const [instance, credits] of this.running) {
      // The last hour may be closed before the run's end is told.
      if (at === this.endMs) this.settle(at, instance, credits);
      advance(credits, at);
      this.tell(instance, credits);
    }
    const usage = [...this.charged.values()];
    this.charged.clear();
    return usage;
  }

  /** All that it owes is charged. */
  private settle(at: number, instance: number, credits: Running): void {
    advance(credits, at);
    credits.state = settleSurplus(credits.state);
    this.tell(instance, credits);
  }

  private tell(instance: number, credits: Running): void {
    const quantity = credits.state.charged - credits.told;
    if (quantity === 0n) return;
    credits.told = credits.state.charged;
    const entry = this.entryOf(instance);
    const meter = meterOf(entry);
    const zone = this.world.fleet.zone[instance]!;
    const { cluster, provider } = entry;
    const causes = [...credits.usedBy];
    const parts = shareOut(
      quantity,
      causes.map(([, used]) => used),
    );
    credits.usedBy.clear();
    for (const [i, part] of (causes.length === 0 ? [quantity] : parts).entries())
      this.charge({ meter, zone, cluster, provider, workload: causes[i]?.[0] ?? NONE, quantity: part });
  }

  private charge(usage: MeteredUsage): void {
    const { meter, zone, cluster, provider, workload, quantity } = usage;
    const key = `${meter}/${zone}/${cluster}/${provider}/${workload}`;
    const before = this.charged.get(key)?.quantity ?? 0n;
    this.charged.set(key, { ...usage, quantity: before + quantity });
  }

  private entryOf(instance: number): InstanceEntry {
    return this.world.entries[this.world.fleet.entry[instance]!]!;
  }
}

interface Running {
  /** Thousandths of a vCPU. */
  readonly baseline: number;
  used: number;
  /** Up to here `state` is counted. */
  since: number;
  state: SurplusState;
  /** What of its charges has been told. */
  told: bigint;
  uses: readonly InstanceUse[];
  /** By workload, since the last charge: thousandths of a vCPU times milliseconds. */
  readonly usedBy: Map<number, bigint>;
}

function advance(credits: Running, at: number): void {
  const ms = at - credits.since;
  credits.state = advanceSurplus(credits.state, credits.used, ms, credits);
  for (const { workload, usedVcpu } of credits.uses) {
    const used = BigInt(thousandths(usedVcpu)) * BigInt(ms);
    if (used > 0n) credits.usedBy.set(workload, (credits.usedBy.get(workload) ?? 0n) + used);
  }
  credits.since = at;
}

function thousandths(vcpu: number): number {
  return Math.round(vcpu * 1000);
}

function meterOf(entry: InstanceEntry): MeteredUsage['meter'] {
  if (platformOf(entry) === 'Windows') return 'ec2.cpuCredits.windowsVcpuHour';
  return entry.ec2InstanceType?.startsWith('t4g.') === true
    ? 'ec2.cpuCredits.t4gVcpuHour'
    : 'ec2.cpuCredits.vcpuHour';
}

function runs(status: InstanceStatus): boolean {
  switch (status) {
    case InstanceStatus.REGISTERING:
    case InstanceStatus.ACTIVE:
    case InstanceStatus.DRAINING:
    case InstanceStatus.DEREGISTERING:
    case InstanceStatus.WARM_RUNNING:
      return true;
    default:
      return false;
  }
}
