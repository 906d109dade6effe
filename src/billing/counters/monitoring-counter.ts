import type { World } from '../../events/world.ts';
import type { InstanceStatus } from '../../model/instance-status.ts';
import { NONE } from '../../model/task-table.ts';
import { DETAILED_MONITORING_METRICS } from '../meters/cloudwatch.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { Counter } from './counter.ts';
import { HourSpan, Presence } from './hour-span.ts';
import { isRunning } from './is-running.ts';

/** Detailed monitoring of the instances of groups: seven custom metrics each, by the started hour (billing:E9). */
export class MonitoringCounter extends Counter {
  private world!: World;
  private readonly groups: ReadonlySet<string>;
  private readonly span = new HourSpan();
  /** By entry. */
  private readonly instances = new Map<number, Presence>();

  /** `groups`: names of the Auto Scaling groups that have it. */
  constructor(groups: ReadonlySet<string>) {
    super();
    this.groups = groups;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override instanceStatusChanged(
    _at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    if (isRunning(from) === isRunning(to)) return;
    const { fleet, entries } = this.world;
    const entry = fleet.entry[instance]!;
    if (!this.groups.has(entries[entry]!.name)) return;
    let presence = this.instances.get(entry);
    if (presence === undefined) this.instances.set(entry, (presence = new Presence()));
    if (isRunning(to)) presence.come();
    else presence.go();
  }

  override take(at: number): MeteredUsage[] {
    const hours = this.span.take(at, this.world);
    return [...this.instances].flatMap(([entry, presence]) => {
      const { cluster, provider } = this.world.entries[entry]!;
      const quantity = BigInt(presence.take() * DETAILED_MONITORING_METRICS) * hours;
      if (quantity === 0n) return [];
      return [
        {
          meter: 'cloudwatch.metricMonth' as const,
          zone: NONE,
          cluster,
          provider,
          workload: NONE,
          quantity,
        },
      ];
    });
  }
}
