import type { World } from '../../events/world.ts';
import { LevelIntegrals } from '../../kernel/level-integrals.ts';
import { InstanceStatus } from '../../model/instance-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { publicIpv4BilledMs } from '../meters/network.ts';
import { Counter } from './counter.ts';

/**
 * Public IPv4 addresses of tasks on Fargate and of instances (billing:N6): a task has its own from the start of its image pull
 * until it has stopped, an instance as long as it runs. Each is billed for a minute at least.
 */
export class PublicIpCounter extends Counter {
  private world!: World;
  private readonly integrals = new LevelIntegrals();
  private readonly rows = new Map<string, Row>();

  override begin(world: World): void {
    this.world = world;
  }

  override pullStarted(at: number, task: TaskIndex): void {
    const row = this.rowOfTask(task);
    if (row !== NONE) this.integrals.change(row, at, 1);
  }

  override taskGone(at: number, task: TaskIndex): void {
    const from = this.world.tasks.pullStartedAt[task]!;
    const row = from < 0 ? NONE : this.rowOfTask(task);
    if (row !== NONE) this.giveBack(row, at, at - from);
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const { fleet, entries } = this.world;
    const { publicIp, cluster, provider } = entries[fleet.entry[instance]!]!;
    if (!publicIp || runs(from) === runs(to)) return;
    const row = this.rowOf({ zone: fleet.zone[instance]!, cluster, provider, workload: NONE });
    if (runs(to)) this.integrals.change(row, at, 1);
    else this.giveBack(row, at, at - fleet.launchedAt[instance]!);
  }

  override take(at: number): MeteredUsage[] {
    return [...this.rows.values()].flatMap(({ row, ...place }) => {
      const quantity = this.integrals.take(row, at);
      return quantity === 0n ? [] : [{ meter: 'publicIpv4.hour' as const, ...place, quantity }];
    });
  }

  private giveBack(row: number, at: number, hadMs: number): void {
    this.integrals.change(row, at, -1);
    this.integrals.addFor(row, 1, publicIpv4BilledMs(hadMs) - hadMs);
  }

  private rowOfTask(task: TaskIndex): number {
    const { tasks, workloads } = this.world;
    const workload = tasks.workload[task]!;
    const { publicIp, cluster } = workloads[workload]!;
    if (!publicIp || tasks.instance[task] !== NONE) return NONE;
    return this.rowOf({ zone: tasks.zone[task]!, cluster, provider: tasks.provider[task]!, workload });
  }

  private rowOf(place: Omit<Row, 'row'>): number {
    const key = `${place.zone}/${place.cluster}/${place.provider}/${place.workload}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known.row;
    const row = this.integrals.add();
    this.rows.set(key, { ...place, row });
    return row;
  }
}

interface Row extends Pick<MeteredUsage, 'zone' | 'cluster' | 'provider' | 'workload'> {
  readonly row: number;
}

/** Whether EC2 runs it: booting, taking tasks or on its way out. */
function runs(status: InstanceStatus): boolean {
  switch (status) {
    case InstanceStatus.REGISTERING:
    case InstanceStatus.ACTIVE:
    case InstanceStatus.DRAINING:
    case InstanceStatus.DEREGISTERING:
      return true;
    default:
      return false;
  }
}
