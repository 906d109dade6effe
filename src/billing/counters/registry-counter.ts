import type { World } from '../../events/world.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { Counter } from './counter.ts';
import { HourSpan, Presence } from './hour-span.ts';

/** Tasks that are registered with Cloud Map: RUNNING ones of services with `serviceRegistries`, by the started hour (ecs: ). */
export class RegistryCounter extends Counter {
  private world!: World;
  private readonly services: ReadonlySet<string>;
  private readonly span = new HourSpan();
  /** By workload. */
  private readonly tasks: Presence[] = [];

  /** `services`: `cluster/name` of those whose tasks are registered. */
  constructor(services: ReadonlySet<string>) {
    super();
    this.services = services;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override taskStatusChanged(_at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    if (from !== TaskStatus.RUNNING && to !== TaskStatus.RUNNING) return;
    const workload = this.world.tasks.workload[task]!;
    if (!this.services.has(this.world.workloads[workload]!.service)) return;
    const presence = (this.tasks[workload] ??= new Presence());
    if (to === TaskStatus.RUNNING) presence.come();
    else presence.go();
  }

  override take(at: number): MeteredUsage[] {
    const hours = this.span.take(at, this.world);
    return [...this.tasks.entries()].flatMap(([workload, presence]) => {
      const quantity = BigInt(presence?.take() ?? 0) * hours;
      if (quantity === 0n) return [];
      const { cluster } = this.world.workloads[workload]!;
      return [
        {
          meter: 'cloudMap.resourceMonth' as const,
          zone: NONE,
          cluster,
          provider: NONE,
          workload,
          quantity,
        },
      ];
    });
  }
}
