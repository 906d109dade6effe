import type { Fleet } from './fleet.ts';

/**
 * How many tasks of each task group stand where: what `spread` and `distinctInstance` look at (ecs: ).
 * Kept only when some workload uses one of them. A group's counts are made with its first task and go with its last.
 */
export class GroupCounts {
  private readonly groups = new Map<number, GroupCount>();
  private readonly spare: GroupCount[] = [];

  private readonly fleet: Fleet;

  constructor(fleet: Fleet) {
    this.fleet = fleet;
  }

  /** Tasks of the group by instance whose desiredStatus is RUNNING; undefined when it has no task. */
  get(group: number): GroupCount | undefined {
    return this.groups.get(group);
  }

  placed(group: number, instance: number): void {
    let count = this.groups.get(group);
    if (count === undefined) {
      count = this.spare.pop() ?? {
        total: 0,
        byInstance: new Int32Array(0),
        present: new Int32Array(0),
        byAttribute: [],
      };
      this.groups.set(group, count);
    }
    fitTo(count, this.fleet);
    count.total++;
    count.byInstance[instance]!++;
    count.present[instance]!++;
    this.addByAttribute(count, instance, 1);
  }

  /** The task's desiredStatus has become STOPPED. */
  released(group: number, instance: number): void {
    const count = this.groups.get(group)!;
    count.byInstance[instance]!--;
    this.addByAttribute(count, instance, -1);
  }

  /** The task is STOPPED. */
  gone(group: number, instance: number): void {
    const count = this.groups.get(group)!;
    count.present[instance]!--;
    if (--count.total === 0) {
      this.groups.delete(group);
      this.spare.push(count);
    }
  }

  private addByAttribute(count: GroupCount, instance: number, change: number): void {
    const attributes = this.fleet.attributes;
    for (let a = 0; a < attributes.length; a++) {
      const value = attributes[a]![instance]! + 1;
      const counts = (count.byAttribute[a] ??= []);
      while (counts.length <= value) counts.push(0);
      counts[value]! += change;
    }
  }

  snapshot(): GroupCountsState {
    return [...this.groups].map(([group, count]) => ({
      group,
      count: {
        total: count.total,
        byInstance: count.byInstance.slice(),
        present: count.present.slice(),
        byAttribute: count.byAttribute.map((counts) => [...counts]),
      },
    }));
  }

  restore(state: GroupCountsState): void {
    this.groups.clear();
    this.spare.length = 0;
    for (const { group, count } of state)
      this.groups.set(group, {
        total: count.total,
        byInstance: count.byInstance.slice(),
        present: count.present.slice(),
        byAttribute: count.byAttribute.map((counts) => [...counts]),
      });
  }
}

export interface GroupCount {
  /** Tasks that are not yet STOPPED. */
  total: number;
  byInstance: Int32Array;
  /** By instance, tasks that are not yet STOPPED. */
  present: Int32Array;
  /** By attribute, then by value + 1 (0: instances without the attribute). */
  byAttribute: number[][];
}

export type GroupCountsState = readonly { readonly group: number; readonly count: GroupCount }[];

function fitTo(count: GroupCount, fleet: Fleet): void {
  const length = fleet.cluster.length;
  if (count.byInstance.length >= length) return;
  const byInstance = new Int32Array(length);
  byInstance.set(count.byInstance);
  const present = new Int32Array(length);
  present.set(count.present);
  count.byInstance = byInstance;
  count.present = present;
}
