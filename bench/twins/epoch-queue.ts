import { Heap } from 'heap-js';

/** Phases that an instant can have; a tick is `at * 8 + phase`. */
const PHASES = 8;
const EPOCH = 4096;
const NEAR = 8192;

/**
 * The bare epoch queue: one list a tick of the current epoch, found by a bitmap of two levels; one list a later epoch, in
 * a ring or a map; a heap of epochs. No snapshot, no generation, no limit, no check, nothing set behind the present.
 */
export class EpochQueue {
  at = 0;
  kind = 0;
  subject = 0;
  private size = 0;
  private base = 0;
  private epoch = 0;
  private next = new Int32Array(1 << 16);
  private packed = new Int32Array(1 << 16);
  private subjects = new Int32Array(1 << 16);
  private used = 0;
  private free = -1;
  private readonly heads = new Int32Array(EPOCH).fill(-1);
  private readonly tails = new Int32Array(EPOCH);
  private readonly words = new Int32Array(EPOCH / 32);
  private readonly summary = new Int32Array(EPOCH / 1024);
  private readonly nearHeads = new Int32Array(NEAR).fill(-1);
  private readonly nearTails = new Int32Array(NEAR);
  private readonly far = new Map<number, [head: number, tail: number]>();
  private readonly epochs = new Heap<number>();

  push(at: number, phase: number, kind: number, subject: number): void {
    let row = this.free;
    if (row >= 0) this.free = this.next[row]!;
    else {
      if (this.used === this.next.length) this.grow();
      row = this.used++;
    }
    this.subjects[row] = subject;
    this.next[row] = -1;
    this.size++;
    const tick = at * PHASES + phase;
    const offset = tick - this.base;
    if (offset < EPOCH) {
      this.packed[row] = (kind << 12) | offset;
      this.append(row, offset);
      return;
    }
    const epoch = Math.floor(tick / EPOCH);
    this.packed[row] = (kind << 12) | (tick - epoch * EPOCH);
    if (epoch - this.epoch < NEAR) this.appendNear(row, epoch);
    else this.appendFar(row, epoch);
  }

  pop(): boolean {
    if (this.size === 0) return false;
    for (;;) {
      for (let s = 0; s < 4; s++) {
        const bits = this.summary[s]!;
        if (bits === 0) continue;
        const word = s * 32 + lowestBit(bits);
        this.take(word * 32 + lowestBit(this.words[word]!));
        return true;
      }
      this.begin(this.epochs.pop()!);
    }
  }

  private take(offset: number): void {
    const row = this.heads[offset]!;
    const next = this.next[row]!;
    this.heads[offset] = next;
    if (next < 0 && (this.words[offset >> 5]! &= ~(1 << (offset & 31))) === 0)
      this.summary[offset >> 10]! &= ~(1 << ((offset >> 5) & 31));
    this.at = Math.floor((this.base + offset) / PHASES);
    this.kind = this.packed[row]! >> 12;
    this.subject = this.subjects[row]!;
    this.next[row] = this.free;
    this.free = row;
    this.size--;
  }

  private append(row: number, offset: number): void {
    if (this.heads[offset]! < 0) {
      this.heads[offset] = row;
      this.words[offset >> 5]! |= 1 << (offset & 31);
      this.summary[offset >> 10]! |= 1 << ((offset >> 5) & 31);
    } else this.next[this.tails[offset]!] = row;
    this.tails[offset] = row;
  }

  private appendNear(row: number, epoch: number): void {
    const slot = epoch & (NEAR - 1);
    if (this.nearHeads[slot]! < 0) {
      this.nearHeads[slot] = row;
      if (!this.far.has(epoch)) this.epochs.push(epoch);
    } else this.next[this.nearTails[slot]!] = row;
    this.nearTails[slot] = row;
  }

  private appendFar(row: number, epoch: number): void {
    const list = this.far.get(epoch);
    if (list === undefined) {
      this.far.set(epoch, [row, row]);
      this.epochs.push(epoch);
      return;
    }
    this.next[list[1]] = row;
    list[1] = row;
  }

  private begin(epoch: number): void {
    this.epoch = epoch;
    this.base = epoch * EPOCH;
    const list = this.far.get(epoch);
    if (list !== undefined) {
      this.far.delete(epoch);
      this.spill(list[0]);
    }
    const slot = epoch & (NEAR - 1);
    const head = this.nearHeads[slot]!;
    this.nearHeads[slot] = -1;
    this.spill(head);
  }

  private spill(head: number): void {
    for (let row = head; row >= 0; ) {
      const next = this.next[row]!;
      this.next[row] = -1;
      this.append(row, this.packed[row]! & (EPOCH - 1));
      row = next;
    }
  }

  private grow(): void {
    this.next = twiceAsLong(this.next);
    this.packed = twiceAsLong(this.packed);
    this.subjects = twiceAsLong(this.subjects);
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function twiceAsLong(column: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(column.length * 2);
  copy.set(column);
  return copy;
}
