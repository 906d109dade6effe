import type { World } from '../../events/world.ts';
import { LevelIntegrals } from '../../kernel/level-integrals.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import { volumeBilledMs, volumeLevels } from '../meters/ebs.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { Counter } from './counter.ts';

/**
 * Volumes that ECS makes for tasks (ecs: ), each from the placement of its task until the task has stopped, for a minute
 * at least (billing spec section 4); those that are kept go on.
 */
export class TaskVolumeCounter extends Counter {
  private world!: World;
  private readonly integrals = new LevelIntegrals();
  private readonly rows = new Map<string, Row>();
  /** By task, those that have a volume. */
  private readonly placedAt = new Map<TaskIndex, number>();

  override begin(world: World): void {
    this.world = world;
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    if (this.volumeOf(task) === null) return;
    this.placedAt.set(task, at);
    this.integrals.change(this.rowOf(task).row, at, 1);
  }

  override taskGone(at: number, task: TaskIndex): void {
    const from = this.placedAt.get(task);
    if (from === undefined) return;
    this.placedAt.delete(task);
    if (!this.volumeOf(task)!.deleteOnTermination) return;
    const { row } = this.rowOf(task);
    this.integrals.change(row, at, -1);
    this.integrals.addFor(row, 1, volumeBilledMs(at - from) - (at - from));
  }

  override take(at: number): MeteredUsage[] {
    return [...this.rows.values()].flatMap(({ row, ...place }) => {
      const volumeMs = this.integrals.take(row, at);
      if (volumeMs === 0n) return [];
      const volume = this.world.workloads[place.workload]!.managedVolume!;
      return volumeLevels(volume).map(({ meter, level }) => ({
        meter,
        ...place,
        quantity: BigInt(level) * volumeMs,
      }));
    });
  }

  private volumeOf(task: TaskIndex) {
    const { tasks, workloads } = this.world;
    return workloads[tasks.workload[task]!]!.managedVolume;
  }

  private rowOf(task: TaskIndex): Row {
    const { tasks, workloads } = this.world;
    const workload = tasks.workload[task]!;
    const { cluster } = workloads[workload]!;
    const place = { zone: tasks.zone[task]!, cluster, provider: tasks.provider[task]!, workload };
    const key = `${place.zone}/${place.provider}/${workload}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = { ...place, row: this.integrals.add() };
    this.rows.set(key, row);
    return row;
  }
}

interface Row extends Pick<MeteredUsage, 'zone' | 'cluster' | 'provider' | 'workload'> {
  readonly row: number;
}
