import { Observer } from '../events/observer.ts';
import { PROVISIONING_FULL } from '../events/refusals.ts';
import type { ManagedDecision } from '../events/scaling-news.ts';
import type { World } from '../events/world.ts';
import type { TaskIndex } from '../model/task-table.ts';

/** How a group was held at its maximum while tasks were in PROVISIONING. Instants are ms from the run's start. */
export interface GroupShortage {
  /** How often managed scaling began to want more. */
  heldAtMaximum: number;
  /** The most instances that it wanted, and the group's maximum then. */
  mostWanted: number;
  maximum: number;
  /** The most tasks that were in PROVISIONING when it wanted more. */
  mostWaiting: number;
  /** When it was held first; -1: never. */
  heldFirstAt: number;
}

/** Tasks that failed to start because no capacity came while they were in PROVISIONING, and when the first did; -1: none. */
export interface TimedOutTasks {
  tasks: number;
  firstAt: number;
}

/** Tasks that were not accepted at once, as their cluster had too many in PROVISIONING, and when the first was not; -1: none. */
export interface HeldTasks {
  tasks: number;
  firstAt: number;
}

/** How a group grew for tasks that none of its instances can hold; `firstAt` -1: it did not. */
export interface GrowthInVain {
  instances: number;
  mostTasks: number;
  firstAt: number;
}

/** Where Auto Scaling groups could not give what was asked of them, after the warm-up. */
export class CapacityShortages extends Observer {
  private readonly warmUpMs: number;
  private readonly groups: GroupShortage[] = [];
  private readonly providers: TimedOutTasks[] = [];
  private readonly clusters: HeldTasks[] = [];
  private readonly inVain: GrowthInVain[] = [];
  /** By group, when its desired capacity changed last. */
  private readonly scaledAt: number[] = [];
  /** By group: the call that held it at its maximum last, until it scales, nobody waits, or its alarm changes. */
  private readonly heldBy = new Map<number, ManagedDecision>();
  private world!: World;

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
    this.groups.length = 0;
    this.providers.length = 0;
    this.clusters.length = 0;
    this.inVain.length = 0;
    // Whoever is held at its maximum may not be called again as long as nothing changes.
    for (const [group, decision] of this.heldBy) this.count(at, group, decision, true);
    return -1;
  }

  override managedHeld(at: number, group: number, decision: ManagedDecision): void {
    if (decision.reason !== 'alreadyAtMaximum' || decision.tasksWaiting === 0) {
      this.heldBy.delete(group);
      return;
    }
    this.count(at, group, decision, !this.heldBy.has(group));
    this.heldBy.set(group, decision);
  }

  override groupScaled(at: number, group: number): void {
    this.heldBy.delete(group);
    this.scaledAt[group] = at;
  }

  override managedScaled(at: number, group: number, decision: ManagedDecision): void {
    const { direction, areTooLarge, tasksWaiting, from, to } = decision;
    if (direction !== 'out' || !areTooLarge) return;
    const counts = this.grownInVain(group);
    if (counts.firstAt < 0) counts.firstAt = at;
    counts.instances += to - from;
    counts.mostTasks = Math.max(counts.mostTasks, tasksWaiting);
  }

  override placementFailed(at: number, task: TaskIndex, reason: number): void {
    const { reasons, tasks, workloads } = this.world;
    if (reasons[reason] !== PROVISIONING_FULL) return;
    const counts = this.heldFrom(workloads[tasks.workload[task]!]!.cluster);
    if (counts.tasks++ === 0) counts.firstAt = at;
  }

  /** The next time that it is held is news again. */
  override alarmChanged(_at: number, alarm: number): void {
    const name = this.world.alarmNames[alarm]!;
    for (const [group, { alarmName }] of this.heldBy) if (alarmName === name) this.heldBy.delete(group);
  }

  override provisioningTimedOut(at: number, task: TaskIndex): void {
    const counts = this.timedOut(this.world.tasks.provider[task]!);
    if (counts.tasks++ === 0) counts.firstAt = at;
  }

  /** Of a group, an index of the world's. */
  group(index: number): GroupShortage {
    return (this.groups[index] ??= {
      heldAtMaximum: 0,
      mostWanted: 0,
      maximum: 0,
      mostWaiting: 0,
      heldFirstAt: -1,
    });
  }

  /** Of a capacity provider, an index of the world's. */
  timedOut(provider: number): TimedOutTasks {
    return (this.providers[provider] ??= { tasks: 0, firstAt: -1 });
  }

  /** Of a cluster, an index of the world's. */
  heldFrom(cluster: number): HeldTasks {
    return (this.clusters[cluster] ??= { tasks: 0, firstAt: -1 });
  }

  /** Of a group, an index of the world's. */
  grownInVain(group: number): GrowthInVain {
    return (this.inVain[group] ??= { instances: 0, mostTasks: 0, firstAt: -1 });
  }

  /** When a group's desired capacity changed last; 0: it never has. */
  lastScaledAt(group: number): number {
    return this.scaledAt[group] ?? 0;
  }

  private count(
    at: number,
    group: number,
    { wanted, maximum, tasksWaiting }: ManagedDecision,
    isNews: boolean,
  ): void {
    const counts = this.group(group);
    if (wanted! > counts.mostWanted) Object.assign(counts, { mostWanted: wanted!, maximum });
    counts.mostWaiting = Math.max(counts.mostWaiting, tasksWaiting);
    if (counts.heldFirstAt < 0) counts.heldFirstAt = at;
    if (isNews) counts.heldAtMaximum++;
  }
}
