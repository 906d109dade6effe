import type { Fleet } from './fleet.ts';
import { FreeList, keyOf } from './free-list.ts';
import { InstanceStatus } from './instance-status.ts';
import { NONE } from './task-table.ts';

/**
 * The instances of one cluster that take tasks, by how much of a resource they have left, then by registration; one list for each
 * value of an attribute, or one in all.
 */
export class FreeOrder {
  readonly lists: FreeList[] = [];
  /** Column of the fleet's attributes, or -1. */
  readonly attribute: number;
  readonly field: 'cpu' | 'memory';
  private readonly fleet: Fleet;
  /** By instance, its present key; -1 while it is in no list. */
  private keys: Float64Array = new Float64Array(0);
  private readonly byValue: FreeList[] = [];

  constructor(fleet: Fleet, field: 'cpu' | 'memory', attribute: number) {
    this.fleet = fleet;
    this.field = field;
    this.attribute = attribute;
  }

  /** Brings the order up to date after something of the instance has changed. */
  update(instance: number): void {
    if (instance >= this.keys.length) this.grow(instance + 1);
    const { fleet } = this;
    const before = this.keys[instance]!;
    const free = (this.field === 'cpu' ? fleet.cpuFree : fleet.memoryFree)[instance]!;
    const takesTasks =
      fleet.status[instance] === InstanceStatus.ACTIVE && fleet.agentConnected[instance] === 1;
    const key = takesTasks ? keyOf(free, instance) : NONE;
    if (key < 0 && before < 0) return;
    const list = this.listOf(instance);
    if (key === before) {
      list.touch(key);
      return;
    }
    this.keys[instance] = key;
    if (before >= 0) list.remove(before);
    if (key >= 0) list.insert(key);
  }

  /** Makes the order anew from the fleet: after a run was restored. */
  rebuild(members: Int32Array, count: number): void {
    this.keys.fill(NONE);
    this.lists.length = 0;
    this.byValue.length = 0;
    for (let i = 0; i < count; i++) this.update(members[i]!);
  }

  private listOf(instance: number): FreeList {
    const value = this.attribute < 0 ? NONE : this.fleet.attributes[this.attribute]![instance]!;
    const known = this.byValue[value + 1];
    if (known !== undefined) return known;
    const list = new FreeList(this.fleet, this.field, value);
    this.byValue[value + 1] = list;
    this.lists.push(list);
    return list;
  }

  private grow(length: number): void {
    const larger = new Float64Array(Math.max(64, length * 2)).fill(NONE);
    larger.set(this.keys);
    this.keys = larger;
  }
}
