/** What a task takes, and whose it is. */
export interface NarrowedTask {
  readonly family: number;
  readonly cpu: number;
  readonly memory: number;
}

/**
 * Equal instances on which tasks are placed by looking at every one of them: those with room, of these (when it spreads) those
 * in the zone with the fewest tasks of the family, of these those with the least memory left, of these the first.
 */
export class NarrowedFleet {
  private readonly zoneOf: Int32Array;
  private readonly spreads: boolean;
  private readonly free: { readonly cpu: number; readonly memory: number }[];
  /** By family, then by zone. */
  private readonly tasksIn: number[][] = [];

  constructor(zoneOf: Int32Array, size: { readonly cpu: number; readonly memory: number }, spreads: boolean) {
    this.zoneOf = zoneOf;
    this.spreads = spreads;
    this.free = Array.from(zoneOf, () => size);
  }

  /** The task's instance, or -1. */
  place(task: NarrowedTask): number {
    let left = [...this.free.keys()].filter((instance) => {
      const { cpu, memory } = this.free[instance]!;
      return cpu >= task.cpu && memory >= task.memory;
    });
    if (this.spreads) left = keepLowest(left, (instance) => this.countOf(task.family, instance));
    left = keepLowest(left, (instance) => this.free[instance]!.memory);
    const [instance] = left;
    if (instance === undefined) return -1;
    this.put(task, instance);
    return instance;
  }

  /** Puts a task where something else has chosen. */
  put(task: NarrowedTask, instance: number): void {
    this.change(task, instance, 1);
  }

  release(task: NarrowedTask, instance: number): void {
    this.change(task, instance, -1);
  }

  private change({ family, cpu, memory }: NarrowedTask, instance: number, sign: 1 | -1): void {
    const free = this.free[instance]!;
    this.free[instance] = { cpu: free.cpu - sign * cpu, memory: free.memory - sign * memory };
    const zone = this.zoneOf[instance]!;
    const counts = (this.tasksIn[family] ??= []);
    counts[zone] = (counts[zone] ?? 0) + sign;
  }

  private countOf(family: number, instance: number): number {
    return this.tasksIn[family]?.[this.zoneOf[instance]!] ?? 0;
  }
}

function keepLowest(list: readonly number[], key: (instance: number) => number): number[] {
  const lowest = list.reduce((least, instance) => Math.min(least, key(instance)), Number.POSITIVE_INFINITY);
  return list.filter((instance) => key(instance) === lowest);
}
