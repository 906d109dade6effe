import type { GroupMetric } from '../../cloudwatch/metric.ts';
import type { Simulation } from '../simulation.ts';
import { LevelSums, type LevelSumsState } from './level-sums.ts';
import type { SampleSet } from './sample-set.ts';

/** Instances that count, and how many of them their tasks keep busy: the CPU of each is one. */
const INSTANCES = 0;
const BUSY = 1;

/** What tasks of one workload use that tell it together: CPU units, and on how many instances of the group they are counted. */
interface WorkloadUse {
  used: number;
  /** RUNNING on any container instance. */
  running: number;
  /** Of those on instances that count, each by what it would keep busy of its instance with one CPU unit. */
  share: number;
}

/** An instance that does not count yet, and its RUNNING tasks. */
interface WarmingInstance {
  isGone: boolean;
  /** What those keep busy that use a constant part. */
  busy: number;
  /** By workload, the share of the others. */
  readonly shares: Map<number, number>;
}

/**
 * What metrics of one Auto Scaling group add up in the course of one period. CPU in use is that of tasks; where those of a workload
 * tell it together, each of them is taken to use the same.
 */
export class GroupMeter {
  readonly cluster: number;
  /** Index among the run's groups. */
  readonly group: number;
  readonly warmUpMs: number;
  private readonly levels = new LevelSums(2);
  private readonly uses = new Map<number, WorkloadUse>();
  private readonly warming = new Map<number, WarmingInstance>();

  constructor(cluster: number, group: number, warmUpMs: number) {
    this.cluster = cluster;
    this.group = group;
    this.warmUpMs = warmUpMs;
  }

  /** It is in service (scaling: ). */
  came(at: number, instance: number): void {
    if (this.warmUpMs > 0) this.warming.set(instance, { isGone: false, busy: 0, shares: new Map() });
    else this.levels.change(at, INSTANCES, 1);
  }

  gone(at: number, instance: number): void {
    const young = this.warming.get(instance);
    if (young === undefined) this.levels.change(at, INSTANCES, -1);
    else young.isGone = true;
  }

  /** It has had its warm-up, and counts from now on (scaling: ). */
  warmed(at: number, instance: number): void {
    const young = this.warming.get(instance);
    this.warming.delete(instance);
    if (young === undefined || young.isGone) return;
    this.levels.change(at, INSTANCES, 1);
    this.levels.change(at, BUSY, young.busy);
    for (const [workload, share] of young.shares) this.changeUse(at, workload, { share });
  }

  /** A task that uses a constant part of an instance of the group has come to RUNNING, or left it. */
  constantTask(at: number, instance: number, busyBy: number): void {
    const young = this.warming.get(instance);
    if (young === undefined) this.levels.change(at, BUSY, busyBy);
    else young.busy += busyBy;
  }

  /** Another task has: `share` of an instance of the group, or 0 of any other. */
  tellingTask(at: number, instance: number, workload: number, by: 1 | -1, share: number): void {
    const young = share === 0 ? undefined : this.warming.get(instance);
    if (young !== undefined) young.shares.set(workload, (young.shares.get(workload) ?? 0) + by * share);
    this.changeUse(at, workload, { running: by, share: young === undefined ? by * share : 0 });
  }

  useChanged(at: number, workload: number, used: number): void {
    this.changeUse(at, workload, { used });
  }

  integrate(at: number): void {
    this.levels.integrate(at);
  }

  keepPart(part: number, openedAt: number): void {
    this.levels.keepPart(part, openedAt);
  }

  reset(at: number): void {
    this.levels.reset(at);
  }

  read(simulation: Simulation, metric: GroupMetric, into: SampleSet): SampleSet {
    const { desired, members } = simulation.groups[this.group]!;
    switch (metric) {
      case 'CPUUtilization':
        return into.one(this.utilization());
      case 'GroupDesiredCapacity':
        return into.one(desired);
      case 'GroupInServiceInstances':
        return into.one(members.size - members.pending - members.terminating);
      case 'GroupTotalInstances':
        return into.one(members.size);
    }
  }

  snapshot(): GroupMeterState {
    return {
      levels: this.levels.snapshot(),
      uses: [...this.uses].map(([workload, use]) => [workload, { ...use }]),
      warming: [...this.warming].map(([instance, { shares, ...young }]) => [
        instance,
        { ...young, shares: [...shares] },
      ]),
    };
  }

  restore({ levels, uses, warming }: GroupMeterState): void {
    this.levels.restore(levels);
    this.uses.clear();
    for (const [workload, use] of uses) this.uses.set(workload, { ...use });
    this.warming.clear();
    for (const [instance, { shares, ...young }] of warming)
      this.warming.set(instance, { ...young, shares: new Map(shares) });
  }

  /** Percent, of the instances that counted; `null`: there was none. */
  private utilization(): number | null {
    const { sums } = this.levels;
    if (sums[INSTANCES]! <= 0) return null;
    return Math.min(100, Math.max(0, (100 * sums[BUSY]!) / sums[INSTANCES]!));
  }

  private changeUse(at: number, workload: number, by: Partial<WorkloadUse>): void {
    const use = this.uses.get(workload) ?? { used: 0, running: 0, share: 0 };
    this.uses.set(workload, use);
    const before = busyOf(use);
    use.used += by.used ?? 0;
    use.running += by.running ?? 0;
    use.share += by.share ?? 0;
    const after = busyOf(use);
    if (after !== before) this.levels.change(at, BUSY, after - before);
  }
}

function busyOf({ used, running, share }: WorkloadUse): number {
  return running === 0 ? 0 : (used / running) * share;
}

/** The same as plain data. */
export interface GroupMeterState {
  readonly levels: LevelSumsState;
  readonly uses: readonly (readonly [workload: number, use: WorkloadUse])[];
  readonly warming: readonly (readonly [
    instance: number,
    young: Omit<WarmingInstance, 'shares'> & { readonly shares: readonly (readonly [number, number])[] },
  ])[];
}
