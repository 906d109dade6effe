import type { Fleet } from './fleet.ts';

/** Instances a fleet may have for a key to stay a whole number. */
const INSTANCES = 2 ** 21;
/** Keys a block may hold. */
const BLOCK = 64;

/**
 * Keys in rising order and, side by side with them, what their instances have left of the other resource: a search looks at
 * most of them in vain and must not go to the fleet for that. `most` is at least the most of `others`.
 */
interface Block {
  readonly keys: Float64Array;
  readonly others: Int32Array;
  count: number;
  most: number;
}

/** What else an instance must be, beside having enough left. */
export interface InstanceTest {
  /** By instance; where it is not 0 the instance is passed over without a further question. `null`: nowhere. */
  readonly excluded: Int32Array | null;
  passes(instance: number): boolean;
}

/** An instance's place in an order: the amount it has left, then its registration. */
export function keyOf(free: number, instance: number): number {
  return free * INSTANCES + instance;
}

function instanceOf(key: number): number {
  return key - Math.floor(key / INSTANCES) * INSTANCES;
}

/**
 * Instances in rising order of what they have left of one resource, in blocks that know the most any of theirs has left of
 * the other: a search passes over blocks in which nobody can have room.
 */
export class FreeList {
  /** Value of the attribute that all its instances share; -1 when they have none. */
  readonly value: number;
  private readonly blocks: Block[] = [];
  /** The last key of each block. */
  private readonly ends: number[] = [];
  private readonly fleet: Fleet;
  private readonly byCpu: boolean;

  constructor(fleet: Fleet, field: 'cpu' | 'memory', value: number) {
    this.fleet = fleet;
    this.byCpu = field === 'cpu';
    this.value = value;
  }

  /** What an instance has left of the resource that the list is ordered by. */
  freeOf(instance: number): number {
    return (this.byCpu ? this.fleet.cpuFree : this.fleet.memoryFree)[instance]!;
  }

  insert(key: number): void {
    if (this.blocks.length === 0) {
      this.blocks.push(emptyBlock());
      this.ends.push(key);
    }
    const index = Math.min(this.blockOf(key), this.blocks.length - 1);
    const block = this.blocks[index]!;
    const { keys, others } = block;
    let at = block.count++;
    for (; at > 0 && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!;
      others[at] = others[at - 1]!;
    }
    const other = this.otherOf(instanceOf(key));
    keys[at] = key;
    others[at] = other;
    block.most = Math.max(block.most, other);
    this.ends[index] = keys[block.count - 1]!;
    if (block.count === BLOCK) this.split(index);
  }

  /** `most` may stay too high: the next search that finds nobody in the block puts it right. */
  remove(key: number): void {
    const index = this.blockOf(key);
    const block = this.blocks[index]!;
    const { keys, others } = block;
    const last = --block.count;
    for (let at = positionIn(block, key); at < last; at++) {
      keys[at] = keys[at + 1]!;
      others[at] = others[at + 1]!;
    }
    if (last > 0) this.ends[index] = keys[last - 1]!;
    else {
      this.blocks.splice(index, 1);
      this.ends.splice(index, 1);
    }
  }

  /** The other resource of an instance that is in the list has changed. */
  touch(key: number): void {
    const block = this.blocks[this.blockOf(key)]!;
    const other = this.otherOf(instanceOf(key));
    block.others[positionIn(block, key)] = other;
    block.most = Math.max(block.most, other);
  }

  /** The first instance with at least so much left of each resource that passes the test; -1 when there is none. */
  first(need: number, other: number, test: InstanceTest): number {
    const from = need * INSTANCES;
    const { excluded } = test;
    for (let b = this.blockOf(from); b < this.blocks.length; b++) {
      const block = this.blocks[b]!;
      if (block.most < other) continue;
      const { keys, others, count } = block;
      for (let at = positionIn(block, from); at < count; at++) {
        if (others[at]! < other) continue;
        const instance = instanceOf(keys[at]!);
        if (excluded !== null && excluded[instance] !== 0) continue;
        if (test.passes(instance)) return instance;
      }
      lookAgain(block);
    }
    return -1;
  }

  /** The last such instance, and of those with as much left as it the first. */
  last(need: number, other: number, test: InstanceTest): number {
    const from = need * INSTANCES;
    let found = -1;
    for (let b = this.blocks.length - 1; b >= 0; b--) {
      const block = this.blocks[b]!;
      if (found < 0 && block.most < other) continue;
      const { keys, others } = block;
      for (let at = block.count - 1; at >= 0; at--) {
        if (keys[at]! < from) return found;
        const instance = instanceOf(keys[at]!);
        if (found >= 0 && this.freeOf(instance) < this.freeOf(found)) return found;
        if (others[at]! >= other && test.passes(instance)) found = instance;
      }
      if (found < 0) lookAgain(block);
    }
    return found;
  }

  /** Every instance that has so much left, in order of registration. */
  eachWith(free: number, visit: (instance: number) => void): void {
    const from = keyOf(free, 0);
    const end = keyOf(free + 1, 0);
    for (let b = this.blockOf(from); b < this.blocks.length; b++) {
      const block = this.blocks[b]!;
      for (let at = positionIn(block, from); at < block.count; at++) {
        if (block.keys[at]! >= end) return;
        visit(instanceOf(block.keys[at]!));
      }
    }
  }

  private otherOf(instance: number): number {
    return (this.byCpu ? this.fleet.memoryFree : this.fleet.cpuFree)[instance]!;
  }

  private split(index: number): void {
    const block = this.blocks[index]!;
    const second = emptyBlock();
    for (const column of ['keys', 'others'] as const)
      second[column].set(block[column].subarray(BLOCK / 2, BLOCK));
    second.count = BLOCK / 2;
    block.count = BLOCK / 2;
    lookAgain(block);
    lookAgain(second);
    this.blocks.splice(index + 1, 0, second);
    this.ends.splice(index, 1, block.keys[block.count - 1]!, second.keys[second.count - 1]!);
  }

  /** Index of the first block whose last key is not below `key`. */
  private blockOf(key: number): number {
    const { ends } = this;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function emptyBlock(): Block {
  return {
    keys: new Float64Array(BLOCK),
    others: new Int32Array(BLOCK),
    count: 0,
    most: -1,
  };
}

function lookAgain(block: Block): void {
  const { others, count } = block;
  let most = -1;
  for (let i = 0; i < count; i++) if (others[i]! > most) most = others[i]!;
  block.most = most;
}

/** Position of the first key in the block that is not below `key`. */
function positionIn(block: Block, key: number): number {
  let low = 0;
  let high = block.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (block.keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
