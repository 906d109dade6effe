import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { InstanceStatus } from '../model/instance-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';

const RESOURCES = ['cpu', 'memory', 'gpu'] as const;
type Amounts = Record<(typeof RESOURCES)[number], number>;

/**
 * Finds the moment at which the ACTIVE container instances were fullest: when the largest of the reserved shares of their CPU, memory
 * and GPUs was highest, after all else of its instant and after the warm-up; the first of equals. An ideal fleet is always
 * just as large as it must be: it counts as one instance, so that the moment of the most reserved is found.
 */
export class BusiestMoment extends Observer {
  /** Milliseconds from the run's start. */
  atMs = 0;
  private readonly warmUpMs: number;
  private readonly reserved: Amounts = { cpu: 0, memory: 0, gpu: 0 };
  private readonly registered: Amounts = { cpu: 0, memory: 0, gpu: 0 };
  /** The entries of ideal fleets that have been counted. */
  private readonly idealEntries = new Set<number>();
  private highest = -1;
  /** Instant of the last change. */
  private changedAt = 0;
  private world!: World;

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    this.change(at, task, 1);
  }

  override taskReleased(at: number, task: TaskIndex): void {
    this.change(at, task, -1);
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const { ACTIVE } = InstanceStatus;
    const sign = Number(to === ACTIVE) - Number(from === ACTIVE);
    if (sign === 0) return;
    this.passTo(at);
    const { fleet, entries } = this.world;
    for (const resource of RESOURCES) {
      const total = fleet[`${resource}Total`][instance]!;
      this.reserved[resource] += sign * (total - fleet[`${resource}Free`][instance]!);
      if (!this.idealEntries.has(fleet.entry[instance]!)) this.registered[resource] += sign * total;
    }
    if (entries[fleet.entry[instance]!]!.ideal) this.idealEntries.add(fleet.entry[instance]!);
  }

  override runEnded(at: number): void {
    this.passTo(at);
    this.look(Math.min(at, Math.max(this.changedAt, this.warmUpMs)));
  }

  private change(at: number, task: TaskIndex, sign: 1 | -1): void {
    const { tasks, fleet } = this.world;
    const instance = tasks.instance[task]!;
    if (instance === NONE || fleet.status[instance] !== InstanceStatus.ACTIVE) return;
    this.passTo(at);
    for (const resource of RESOURCES) this.reserved[resource] += sign * tasks[resource][task]!;
  }

  /** What has stood since the last change stood up to here. */
  private passTo(at: number): void {
    if (at === this.changedAt) return;
    if (at > this.warmUpMs) this.look(Math.max(this.changedAt, this.warmUpMs));
    this.changedAt = at;
  }

  private look(at: number): void {
    let share = 0;
    for (const resource of RESOURCES)
      if (this.registered[resource] > 0)
        share = Math.max(share, this.reserved[resource] / this.registered[resource]);
    if (share <= this.highest) return;
    this.highest = share;
    this.atMs = at;
  }
}
