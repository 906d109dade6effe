import { PositionSet } from '../../../kernel/position-set.ts';
import type { Fleet } from '../../../model/fleet.ts';
import { hasRoom, takesTasks } from '../has-room.ts';
import type { Requirements } from '../placement.ts';

/** The size of a task. */
export interface TaskSize {
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
}

/**
 * The instances of a cluster that could take a task of one size and kind, kept at each change; one set for each value of an
 * attribute, or one in all.
 */
export class FitSets {
  readonly size: TaskSize;
  readonly parts: FitSet[] = [];
  /** Counts the placements; the set that was used longest ago gives way. */
  lastUsed = 0;
  private readonly fleet: Fleet;
  private readonly requirements: Requirements;
  /** By instance, 1 when its kind and the constraints that never change allow the task. */
  private readonly allowed: { readonly byInstance: Uint8Array };
  private readonly attribute: number;
  private readonly byValue: FitSet[] = [];

  constructor(
    fleet: Fleet,
    size: TaskSize,
    requirements: Requirements,
    allowed: { readonly byInstance: Uint8Array },
    attribute: number,
  ) {
    this.fleet = fleet;
    this.size = size;
    this.requirements = requirements;
    this.allowed = allowed;
    this.attribute = attribute;
  }

  /** Brings the sets up to date after something of the instance has changed. */
  update(instance: number): void {
    const { fleet } = this;
    if (this.allowed.byInstance[instance] !== 1) return;
    const position = fleet.position[instance]!;
    const set = this.setOf(instance);
    if (hasRoom(fleet, instance, this.size, this.requirements) && takesTasks(fleet, instance))
      set.add(position);
    else set.remove(position);
  }

  /** Makes the sets anew from the fleet. */
  rebuild(members: Int32Array, count: number): void {
    for (const set of this.parts) set.clear();
    for (let i = 0; i < count; i++) this.update(members[i]!);
  }

  private setOf(instance: number): FitSet {
    const value = this.attribute < 0 ? -1 : this.fleet.attributes[this.attribute]![instance]!;
    const known = this.byValue[value + 1];
    if (known !== undefined) return known;
    const set = new FitSet(value);
    this.byValue[value + 1] = set;
    this.parts.push(set);
    return set;
  }
}

/** Those among them that share a value of the attribute; -1 when they have none. */
class FitSet extends PositionSet {
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }
}
