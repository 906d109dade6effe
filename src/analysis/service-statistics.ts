import { Observer } from '../events/observer.ts';
import { servicesOfWorkloads } from '../events/services-of-workloads.ts';
import type { World } from '../events/world.ts';
import { LevelIntegrals } from '../kernel/level-integrals.ts';
import { TaskStatus } from '../model/task-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';

/** A count over the measured time; what lasted no time at all is in none of them. */
export interface CountOverTime {
  /** Count-milliseconds. */
  readonly countMs: bigint;
  readonly min: number;
  readonly max: number;
}

/** Desired and RUNNING tasks of each service over time after the warm-up, and how long there were too few. */
export class ServiceStatistics extends Observer {
  private readonly warmUpMs: number;
  private world!: World;
  private readonly integrals = new LevelIntegrals();
  private readonly counts: ServiceCounts[] = [];
  /** Of each workload the service whose tasks it starts, or -1. */
  private serviceOfWorkload: readonly number[] | null = null;

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : -1;
  }

  /** The warm-up is over: everything is counted from here. */
  override sampled(at: number): number {
    for (let row = 0; row < this.integrals.rows; row++) this.integrals.take(row, at);
    for (const { desired, running } of this.counts) {
      desired.forget(at);
      running.forget(at);
    }
    return -1;
  }

  override serviceChanged(at: number, service: number, desired: number): void {
    const counts = this.countsOf(service);
    this.change(counts, counts.desired, at, desired - counts.desired.level);
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    const by = Number(to === TaskStatus.RUNNING) - Number(from === TaskStatus.RUNNING);
    if (by === 0) return;
    const workload = this.world.tasks.workload[task]!;
    const service = (this.serviceOfWorkload ??= servicesOfWorkloads(this.world))[workload]!;
    if (service === NONE) return;
    const counts = this.countsOf(service);
    this.change(counts, counts.running, at, by);
  }

  desired(service: number, at: number): CountOverTime {
    return this.overTime(this.countsOf(service).desired, at);
  }

  running(service: number, at: number): CountOverTime {
    return this.overTime(this.countsOf(service).running, at);
  }

  /** Milliseconds with fewer RUNNING tasks than desired. */
  belowDesiredMs(service: number, at: number): number {
    return Number(this.integrals.read(this.countsOf(service).belowRow, at));
  }

  private change(
    { desired, running, belowRow }: ServiceCounts,
    count: Extremes,
    at: number,
    by: number,
  ): void {
    const wasBelow = running.level < desired.level;
    count.change(at, by);
    this.integrals.change(count.row, at, by);
    const isBelow = running.level < desired.level;
    if (isBelow !== wasBelow) this.integrals.change(belowRow, at, isBelow ? 1 : -1);
  }

  private overTime(count: Extremes, at: number): CountOverTime {
    count.change(at, 0);
    const { min, max, level } = count;
    const countMs = this.integrals.read(count.row, at);
    return min > max ? { countMs, min: level, max: level } : { countMs, min, max };
  }

  private countsOf(service: number): ServiceCounts {
    return (this.counts[service] ??= {
      desired: new Extremes(this.integrals.add()),
      running: new Extremes(this.integrals.add()),
      belowRow: this.integrals.add(),
    });
  }
}

interface ServiceCounts {
  readonly desired: Extremes;
  readonly running: Extremes;
  /** Row of the integrals that is 1 while there are fewer running than desired. */
  readonly belowRow: number;
}

/** A count, and the lowest and highest that it has stood at for any time. */
class Extremes {
  readonly row: number;
  level = 0;
  min: number = Number.POSITIVE_INFINITY;
  max: number = Number.NEGATIVE_INFINITY;
  private since = 0;

  constructor(row: number) {
    this.row = row;
  }

  change(at: number, by: number): void {
    if (at > this.since) {
      this.min = Math.min(this.min, this.level);
      this.max = Math.max(this.max, this.level);
    }
    this.since = at;
    this.level += by;
  }

  forget(at: number): void {
    this.min = Number.POSITIVE_INFINITY;
    this.max = Number.NEGATIVE_INFINITY;
    this.since = at;
  }
}
