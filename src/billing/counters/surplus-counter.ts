import type { InstanceEntry, World } from '../../events/world.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import { advanceSurplus, NO_SURPLUS, type SurplusState, settleSurplus } from '../meters/burstable.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { platformOf } from '../rates.ts';
import { Counter } from './counter.ts';

/**
 * Surplus credits of burstable instances in unlimited mode (billing:E6): what an instance owes beyond a day's earnings is
 * charged in its hour, the rest once it stops. What is owed when the run ends, nobody has been charged for.
 */
export class SurplusCounter extends Counter {
  private world!: World;
  /** By instance, those that run. */
  private readonly running = new Map<number, Running>();
  /** Charged since the last time, by what lines tell apart. */
  private readonly charged = new Map<string, MeteredUsage>();

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
      });
      return;
    }
    const credits = this.running.get(instance)!;
    advance(credits, at);
    credits.state = settleSurplus(credits.state);
    this.tell(instance, credits);
    this.running.delete(instance);
  }

  override instanceUseChanged(at: number, instance: number, usedVcpu: number): void {
    const credits = this.running.get(instance);
    if (credits === undefined || credits.used === thousandths(usedVcpu)) return;
    advance(credits, at);
    credits.used = thousandths(usedVcpu);
  }

  override take(at: number): MeteredUsage[] {
    for (const [instance, credits] of this.running) {
      advance(credits, at);
      this.tell(instance, credits);
    }
    const usage = [...this.charged.values()];
    this.charged.clear();
    return usage;
  }

  private tell(instance: number, credits: Running): void {
    const quantity = credits.state.charged - credits.told;
    if (quantity === 0n) return;
    credits.told = credits.state.charged;
    const entry = this.entryOf(instance);
    const meter = meterOf(entry);
    const zone = this.world.fleet.zone[instance]!;
    const { cluster, provider } = entry;
    const key = `${meter}/${zone}/${cluster}/${provider}`;
    const before = this.charged.get(key)?.quantity ?? 0n;
    this.charged.set(key, {
      meter,
      zone,
      cluster,
      provider,
      workload: NONE,
      quantity: before + quantity,
    });
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
}

function advance(credits: Running, at: number): void {
  credits.state = advanceSurplus(credits.state, credits.used, at - credits.since, credits);
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
