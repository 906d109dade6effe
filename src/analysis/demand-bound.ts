import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { LevelIntegrals } from '../kernel/level-integrals.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';
import { FleetCapacity } from './packing/fleet-bound.ts';
import { type Counted, RESOURCES, type ResourceVector } from './packing/resource-vector.ts';

/** The tasks that counted on instances at the moment of the most demand, by cluster. */
export interface PeakDemand {
  readonly atMs: number;
  readonly tasksByCluster: readonly (readonly Counted<ResourceVector>[])[];
}

/**
 * How many instances the tasks that are placed need at the least, from moment to moment after the warm-up: by the sums of
 * what they take, and by those that take more than half an instance. Its integral, and the tasks of the moment of the most.
 */
export class DemandBound extends Observer {
  private readonly warmUpMs: number;
  private readonly clusters: readonly ClusterDemand[];
  private readonly integrals = new LevelIntegrals();
  private readonly row: number;
  private needed = 0;
  private peakNeeded = 0;
  private peakLoad = 0;
  private peakAtMs = 0;
  private world!: World;

  /** `fleets`: what each cluster has, in scenario order. */
  constructor(warmUpMs: number, fleets: readonly (readonly Counted<ResourceVector>[])[]) {
    super();
    this.warmUpMs = warmUpMs;
    this.clusters = fleets.map((fleet) => new ClusterDemand(fleet));
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
    this.notePeak(at, this.load());
    return -1;
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    if (this.world.tasks.instance[task] === NONE) return;
    this.change(at, task, 1);
    const load = this.load();
    if (this.needed > this.peakNeeded || (this.needed === this.peakNeeded && load > this.peakLoad))
      this.notePeak(at, load);
  }

  override taskReleased(at: number, task: TaskIndex): void {
    if (this.world.tasks.instance[task] !== NONE) this.change(at, task, -1);
  }

  /** Instance-milliseconds that no placement of these tasks can do without, up to `at`. */
  instanceMs(at: number): bigint {
    return this.integrals.read(this.row, at);
  }

  /** The first moment of the most demand. */
  peak(): PeakDemand {
    return { atMs: this.peakAtMs, tasksByCluster: this.clusters.map((cluster) => cluster.atMark()) };
  }

  private change(at: number, task: TaskIndex, by: 1 | -1): void {
    const { tasks, workloads } = this.world;
    const cluster = this.clusters[workloads[tasks.workload[task]!]!.cluster]!;
    const before = cluster.needed;
    cluster.change(tasks.cpu[task]!, tasks.memory[task]!, tasks.gpu[task]!, by);
    this.integrals.change(this.row, at, cluster.needed - before);
    this.needed += cluster.needed - before;
  }

  private load(): number {
    return this.clusters.reduce((sum, cluster) => sum + cluster.load, 0);
  }

  private notePeak(at: number, load: number): void {
    this.peakNeeded = this.needed;
    this.peakLoad = load;
    this.peakAtMs = at;
    for (const cluster of this.clusters) cluster.mark();
  }
}

/** The tasks on the instances of one cluster, by size, and as they were at a mark. */
class ClusterDemand {
  /** The fewest instances for them. */
  needed = 0;
  /** Fullness in instances of the largest size, by the resource that is wanted most. */
  load = 0;
  private readonly capacity: FleetCapacity;
  private readonly sums: Record<keyof ResourceVector, number> = { cpu: 0, memory: 0, gpu: 0 };
  /** Tasks that take more than half of the largest instance, by resource. */
  private readonly wide: Record<keyof ResourceVector, number> = { cpu: 0, memory: 0, gpu: 0 };
  private readonly counts = new Map<string, number>();
  /** What has changed since the mark: forgetting it costs no more than it took to note. */
  private readonly since = new Map<string, number>();

  constructor(fleet: readonly Counted<ResourceVector>[]) {
    this.capacity = new FleetCapacity(fleet);
  }

  change(cpu: number, memory: number, gpu: number, by: 1 | -1): void {
    const key = `${cpu}/${memory}/${gpu}`;
    add(this.counts, key, by);
    add(this.since, key, by);
    const size: ResourceVector = { cpu, memory, gpu };
    this.needed = 0;
    this.load = 0;
    for (const resource of RESOURCES) {
      const largest = this.capacity.largest[resource];
      if (largest === 0) continue;
      const sum = (this.sums[resource] += by * size[resource]);
      if (2 * size[resource] > largest) this.wide[resource] += by;
      const needed = Math.max(this.wide[resource], this.capacity.instancesFor(resource, sum));
      this.needed = Math.max(this.needed, needed);
      this.load = Math.max(this.load, sum / largest);
    }
  }

  mark(): void {
    this.since.clear();
  }

  /** Largest tasks first, so that the order says nothing about the run. */
  atMark(): Counted<ResourceVector>[] {
    const counts = new Map(this.counts);
    for (const [key, by] of this.since) add(counts, key, -by);
    return [...counts]
      .map(([key, count]) => {
        const [cpu, memory, gpu] = key.split('/').map(Number) as [number, number, number];
        return { size: { cpu, memory, gpu }, count };
      })
      .sort((a, b) => b.size.cpu - a.size.cpu || b.size.memory - a.size.memory || b.size.gpu - a.size.gpu);
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
