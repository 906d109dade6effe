import { PositionSet } from '../kernel/position-set.ts';
import type { Fleet } from './fleet.ts';

/**
 * How many tasks of each task group stand where in one cluster: what `spread` and `distinctInstance` look at (ecs,
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
    const count = this.groups.get(group);
    if (count !== undefined) fitTo(count, this.fleet);
    return count;
  }

  placed(group: number, instance: number): void {
    let count = this.groups.get(group);
    if (count === undefined) {
      count = this.spare.pop() ?? newCount();
      this.groups.set(group, count);
    }
    fitTo(count, this.fleet);
    count.total++;
    this.moveLevel(count, instance, 1);
    if (count.present[instance]!++ === 0) count.presentAt.add(this.fleet.position[instance]!);
    this.addByAttribute(count, instance, 1);
  }

  /** The task's desiredStatus has become STOPPED. */
  released(group: number, instance: number): void {
    const count = this.groups.get(group)!;
    this.moveLevel(count, instance, -1);
    this.addByAttribute(count, instance, -1);
  }

  /** The task is STOPPED. */
  gone(group: number, instance: number): void {
    const count = this.groups.get(group)!;
    if (--count.present[instance]! === 0) count.presentAt.remove(this.fleet.position[instance]!);
    if (--count.total === 0) {
      this.groups.delete(group);
      this.spare.push(count);
    }
  }

  private moveLevel(count: GroupCount, instance: number, change: number): void {
    const position = this.fleet.position[instance]!;
    const before = count.byInstance[instance]!;
    const after = before + change;
    count.byInstance[instance] = after;
    if (before === 0) count.busy.add(position);
    else levelOf(count, before).remove(position);
    if (after === 0) count.busy.remove(position);
    else levelOf(count, after).add(position);
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
      total: count.total,
      byInstance: count.byInstance.slice(),
      present: count.present.slice(),
      byAttribute: count.byAttribute.map((counts) => [...counts]),
    }));
  }

  /** The fleet must be in its saved state already. */
  restore(state: GroupCountsState): void {
    this.groups.clear();
    this.spare.length = 0;
    for (const { group, total, byInstance, present, byAttribute } of state) {
      const count = newCount();
      count.total = total;
      count.byInstance = byInstance.slice();
      count.present = present.slice();
      count.byAttribute.push(...byAttribute.map((counts) => [...counts]));
      this.groups.set(group, count);
      for (let instance = 0; instance < byInstance.length; instance++) {
        const position = this.fleet.position[instance]!;
        if (byInstance[instance]! > 0) {
          count.busy.add(position);
          levelOf(count, byInstance[instance]!).add(position);
        }
        if (present[instance]! > 0) count.presentAt.add(position);
      }
    }
  }
}

/** Positions are those of `Fleet.position`. */
export interface GroupCount {
  /** Tasks that are not yet STOPPED. */
  total: number;
  byInstance: Int32Array;
  /** By instance, tasks that are not yet STOPPED. */
  present: Int32Array;
  /** By attribute, then by value + 1 (0: instances without the attribute). */
  readonly byAttribute: number[][];
  /** Positions where it has tasks whose desiredStatus is RUNNING, and by their number (0: none). */
  readonly busy: PositionSet;
  readonly levels: PositionSet[];
  /** Positions where it has tasks that are not yet STOPPED. */
  readonly presentAt: PositionSet;
}

export type GroupCountsState = readonly {
  readonly group: number;
  readonly total: number;
  readonly byInstance: Int32Array;
  readonly present: Int32Array;
  readonly byAttribute: readonly (readonly number[])[];
}[];

function newCount(): GroupCount {
  return {
    total: 0,
    byInstance: new Int32Array(0),
    present: new Int32Array(0),
    byAttribute: [],
    busy: new PositionSet(),
    levels: [],
    presentAt: new PositionSet(),
  };
}

function levelOf(count: GroupCount, tasks: number): PositionSet {
  while (count.levels.length <= tasks) count.levels.push(new PositionSet());
  return count.levels[tasks]!;
}

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
