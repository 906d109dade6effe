import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import { InstanceStatus } from '../model/instance-status.ts';

/** What the timeline shows of an Auto Scaling group. */
export const GroupLevel = {
  /** Its desired capacity. */
  desired: 0,
  /** Launched and not yet registered; ACTIVE; draining. */
  booting: 1,
  inService: 2,
  draining: 3,
  /** Of its capacity provider: M and N as they were measured last, NaN before (ecs: ). */
  needed: 4,
  measured: 5,
} as const;
const LEVELS: number = Object.keys(GroupLevel).length;

/** What is known of a group before the run. */
export interface GroupFacts {
  readonly name: string;
  readonly desired: number;
  /** Index of its capacity provider, or -1. */
  readonly provider: number;
}

/** How Auto Scaling groups stand: the present levels of each. */
export class GroupLevels extends Observer {
  readonly groups: readonly GroupFacts[];
  private readonly levels: number[][];
  /** By entry, the group that launches its instances, or -1. */
  private readonly groupOfEntry: number[] = [];
  private world!: World;

  constructor(groups: readonly GroupFacts[]) {
    super();
    this.groups = groups;
    this.levels = groups.map(({ desired }) => {
      const levels = Array.from({ length: LEVELS }, () => 0);
      levels[GroupLevel.desired] = desired;
      levels[GroupLevel.needed] = Number.NaN;
      levels[GroupLevel.measured] = Number.NaN;
      return levels;
    });
  }

  override begin(world: World): void {
    this.world = world;
  }

  override groupScaled(_at: number, group: number, _from: number, to: number): void {
    this.levels[group]![GroupLevel.desired] = to;
  }

  override instanceStatusChanged(
    _at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const levels = this.levels[this.groupOf(instance)];
    if (levels === undefined) return;
    const { REGISTERING, ACTIVE, DRAINING } = InstanceStatus;
    levels[GroupLevel.booting]! += Number(to === REGISTERING) - Number(from === REGISTERING);
    levels[GroupLevel.inService]! += Number(to === ACTIVE) - Number(from === ACTIVE);
    levels[GroupLevel.draining]! += Number(to === DRAINING) - Number(from === DRAINING);
  }

  override providerMeasured(_at: number, provider: number, needed: number, instances: number): void {
    const levels = this.levels[this.groups.findIndex((group) => group.provider === provider)];
    if (levels === undefined) return;
    levels[GroupLevel.needed] = needed;
    levels[GroupLevel.measured] = instances;
  }

  /** Present levels of a group, by `GroupLevel`. */
  ofGroup(group: number): readonly number[] {
    return [...this.levels[group]!];
  }

  private groupOf(instance: number): number {
    if (this.groups.length === 0) return -1;
    const { fleet, entries } = this.world;
    const entry = fleet.entry[instance]!;
    return (this.groupOfEntry[entry] ??= this.groups.findIndex(({ name }) => name === entries[entry]!.name));
  }
}
