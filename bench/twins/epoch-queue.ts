import { Heap } from 'heap-js';

const EPOCH = 4096;
const NEAR = 8192;

/** The bare epoch queue: timers by tick, first in first out, no snapshot, no phases, no generation, no checks. */
export class EpochQueue {
  tick = 0;
  kind = 0;
  subject = 0;
  size = 0;
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

  push(tick: number, kind: number, subject: number): void {
    let row = this.free;
    if (row >= 0) this.free = this.next[row]!;
    else {
      if (this.used === this.next.length) this.grow();
      row = this.used++;
    }
    this.subjects[row] = subject;
    this.next[row] = -1;
    this.size++;
    const offset = tick - this.base;
    if (offset < EPOCH) {
      this.packed[row] = (kind << 12) | offset;
      this.append(row, offset);
      return;
    }
    const epoch = Math.floor(tick / EPOCH);
    this.packed[row] = (kind << 12) | (tick - epoch * EPOCH);
    const slot = epoch & (NEAR - 1);
    if (epoch - this.epoch < NEAR) {
      if (this.nearHeads[slot]! < 0) {
        this.nearHeads[slot] = row;
        if (!this.far.has(epoch)) this.epochs.push(epoch);
      } else this.next[this.nearTails[slot]!] = row;
      this.nearTails[slot] = row;
      return;
    }
    const list = this.far.get(epoch);
    if (list === undefined) {
      this.far.set(epoch, [row, row]);
      this.epochs.push(epoch);
    } else {
      this.next[list[1]] = row;
      list[1] = row;
    }
  }

  pop(): boolean {
    if (this.size === 0) return false;
    for (;;) {
      for (let s = 0; s < 4; s++) {
        const bits = this.summary[s]!;
        if (bits === 0) continue;
        const word = s * 32 + 31 - Math.clz32(bits & -bits);
        const low = this.words[word]!;
        const offset = word * 32 + 31 - Math.clz32(low & -low);
        const row = this.heads[offset]!;
        const next = this.next[row]!;
        this.heads[offset] = next;
        if (next < 0 && (this.words[word]! &= ~(1 << (offset & 31))) === 0) this.summary[s]! &= ~(1 << (word & 31));
        this.tick = this.base + offset;
        this.kind = this.packed[row]! >> 12;
        this.subject = this.subjects[row]!;
        this.next[row] = this.free;
        this.free = row;
        this.size--;
        return true;
      }
      this.begin(this.epochs.pop()!);
    }
  }

  private begin(epoch: number): void {
    this.epoch = epoch;
    this.base = epoch * EPOCH;
    const list = this.far.get(epoch);
    if (list !== undefined) {
      this.far.delete(epoch);
      this.spill(list[0]);
    }
    const head = this.nearHeads[epoch & (NEAR - 1)]!;
    this.nearHeads[epoch & (NEAR - 1)] = -1;
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

  private append(row: number, offset: number): void {
    if (this.heads[offset]! < 0) {
      this.heads[offset] = row;
      this.words[offset >> 5]! |= 1 << (offset & 31);
      this.summary[offset >> 10]! |= 1 << ((offset >> 5) & 31);
    } else this.next[this.tails[offset]!] = row;
    this.tails[offset] = row;
  }

  private grow(): void {
    const larger = (column: Int32Array) => {
      const copy = new Int32Array(column.length * 2);
      copy.set(column);
      return copy;
    };
    this.next = larger(this.next);
    this.packed = larger(this.packed);
    this.subjects = larger(this.subjects);
  }
}
