import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { LevelIntegrals } from '../kernel/level-integrals.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';

/**
 * Container instances that hold something of a task, by the control plane's ledger (ecs: a): how many at once and for
 * how long, after the warm-up. An instance without tasks is not in use, whether it is paid for or not.
 */
export class InstancesInUse extends Observer {
  /** The most at once. */
  peak = 0;
  /** Tasks that were placed on instances. */
  tasksPlaced = 0;
  private readonly warmUpMs: number;
  private readonly integrals = new LevelIntegrals();
  private readonly row: number;
  /** Tasks by instance. */
  private readonly taskCounts: number[] = [];
  private inUse = 0;
  private world!: World;

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
    this.row = this.integrals.add();
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : -1;
  }

  /** The warm-up is over: everything is counted from here. */
  override sampled(at: number): number {
    this.integrals.take(this.row, at);
    this.peak = this.inUse;
    this.tasksPlaced = 0;
    return -1;
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    const instance = this.world.tasks.instance[task]!;
    if (instance === NONE) return;
    this.tasksPlaced++;
    const count = this.taskCounts[instance] ?? 0;
    this.taskCounts[instance] = count + 1;
    if (count === 0) this.change(at, 1);
  }

  override taskReleased(at: number, task: TaskIndex): void {
    const instance = this.world.tasks.instance[task]!;
    if (instance !== NONE && --this.taskCounts[instance]! === 0) this.change(at, -1);
  }

  /** Instance-milliseconds in use up to `at`. */
  instanceMs(at: number): bigint {
    return this.integrals.read(this.row, at);
  }

  private change(at: number, by: 1 | -1): void {
    this.integrals.change(this.row, at, by);
    this.inUse += by;
    this.peak = Math.max(this.peak, this.inUse);
  }
}
