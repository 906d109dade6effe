import type { Fleet } from './fleet.ts';

/** Instances a fleet may have for a key to stay a whole number. */
const INSTANCES = 2 ** 21;
/** Keys a block may hold. */
const BLOCK = 128;

/** Up to 128 keys in rising order; `most` is at least the most of the other resource that any of its instances has left. */
interface Block {
  readonly keys: Float64Array;
  count: number;
  most: number;
}

/** An instance's place in an order: the amount it has left, then its registration. */
export function keyOf(free: number, instance: number): number {
  return free * INSTANCES + instance;
}

/**
 * Instances in rising order of what they have left of one resource, in blocks that know the most any of theirs has left of
 * the other: a search passes over blocks in which nobody can have room.
 */
export class FreeList {
  /** Value of the attribute that all its instances share; -1 when they have none. */
  readonly value: number;
  private readonly blocks: Block[] = [];
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
    if (this.blocks.length === 0) this.blocks.push(emptyBlock());
    const index = Math.min(this.blockOf(key), this.blocks.length - 1);
    const block = this.blocks[index]!;
    const at = positionIn(block, key);
    block.keys.copyWithin(at + 1, at, block.count);
    block.keys[at] = key;
    block.count++;
    block.most = Math.max(block.most, this.otherOf(key));
    if (block.count === BLOCK) this.split(index);
  }

  /** `most` may stay too high: the next search that finds nobody in the block puts it right. */
  remove(key: number): void {
    const index = this.blockOf(key);
    const block = this.blocks[index]!;
    const at = positionIn(block, key);
    block.keys.copyWithin(at, at + 1, block.count);
    if (--block.count === 0) this.blocks.splice(index, 1);
  }

  /** The other resource of an instance that is in the list has changed. */
  touch(key: number): void {
    const block = this.blocks[this.blockOf(key)]!;
    block.most = Math.max(block.most, this.otherOf(key));
  }

  /** The first instance with at least so much left of each resource for which the test holds; -1 when there is none. */
  first(need: number, other: number, passes: (instance: number) => boolean): number {
    const from = need * INSTANCES;
    for (let b = this.blockOf(from); b < this.blocks.length; b++) {
      const block = this.blocks[b]!;
      if (block.most < other) continue;
      for (let at = positionIn(block, from); at < block.count; at++) {
        const instance = block.keys[at]! % INSTANCES;
        if (passes(instance)) return instance;
      }
      this.lookAgain(block);
    }
    return -1;
  }

  /** The last such instance, and of those with as much left as it the first. */
  last(need: number, other: number, passes: (instance: number) => boolean): number {
    const from = need * INSTANCES;
    let found = -1;
    for (let b = this.blocks.length - 1; b >= 0; b--) {
      const block = this.blocks[b]!;
      if (found < 0 && block.most < other) continue;
      for (let at = block.count - 1; at >= 0; at--) {
        const key = block.keys[at]!;
        if (key < from) return found;
        const instance = key % INSTANCES;
        if (found >= 0 && this.freeOf(instance) < this.freeOf(found)) return found;
        if (passes(instance)) found = instance;
      }
      if (found < 0) this.lookAgain(block);
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
        visit(block.keys[at]! % INSTANCES);
      }
    }
  }

  private lookAgain(block: Block): void {
    block.most = -1;
    for (let i = 0; i < block.count; i++) block.most = Math.max(block.most, this.otherOf(block.keys[i]!));
  }

  private otherOf(key: number): number {
    return (this.byCpu ? this.fleet.memoryFree : this.fleet.cpuFree)[key % INSTANCES]!;
  }

  private split(index: number): void {
    const block = this.blocks[index]!;
    const second = emptyBlock();
    second.keys.set(block.keys.subarray(BLOCK / 2, BLOCK));
    second.count = BLOCK / 2;
    block.count = BLOCK / 2;
    this.lookAgain(block);
    this.lookAgain(second);
    this.blocks.splice(index + 1, 0, second);
  }

  /** Index of the first block whose last key is not below `key`. */
  private blockOf(key: number): number {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.blocks[middle]!;
      if (block.keys[block.count - 1]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function emptyBlock(): Block {
  return { keys: new Float64Array(BLOCK), count: 0, most: -1 };
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
