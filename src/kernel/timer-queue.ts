import { Heap } from 'heap-js';
import { assert } from './assert.ts';

/** Phases an instant can have; a phase is 0 to 7. */
const PHASES = 8;
const OFFSET_BITS = 13;
/** Ticks of an epoch: the resolution within which timers need no comparing at all. */
const EPOCH: number = 1 << OFFSET_BITS;
/** Epochs ahead of the current one that are found by a ring (more than an hour of milliseconds); later ones by a map. */
const NEAR = 4096;
const NONE = -1;

/** Numbers a timer, and which is which: the next of its list, kind and offset in its epoch, subject, generation. */
const ROW = 4;
const NEXT = 0;
const PACKED = 1;
const SUBJECT = 2;
const GENERATION = 3;

/**
 * The timers of a run, in total order: instant, phase, then first in, first out.
 *
 * A tick is `instant * 8 + phase`. The current epoch of 8,192 ticks is one list a tick, found by a two-level bitmap;
 * each later epoch is one list, spilled in order when its time comes; `heap-js` orders the epochs that have a timer.
 * So an idle month is one heap pop, and two timers are never compared. A timer set for the present instant in an
 * earlier phase than the running one runs next.
 *
 * `pop` allocates nothing: the popped timer stands in `at`, `kind`, `subject` and `generation`.
 */
export class TimerQueue {
  /** Instant (ms) of the last popped timer. */
  at = 0;
  kind = 0;
  subject = 0;
  generation = 0;
  /** Timers that are set and not yet popped. */
  size = 0;

  private tick = 0;
  private epoch = 0;
  private base = 0;
  /** Four numbers a timer, side by side: see NEXT to GENERATION. A timer's row is the position of its first. */
  private rows: Int32Array = new Int32Array(1024 * ROW);
  private used = 0;
  private free = NONE;

  private readonly heads = new Int32Array(EPOCH).fill(NONE);
  private readonly tails = new Int32Array(EPOCH);
  private readonly words = new Int32Array(EPOCH / 32);
  private readonly summary = new Int32Array(EPOCH / 32 / 32);

  private urgentHead = NONE;
  private urgentTail = NONE;
  private readonly nearHeads = new Int32Array(NEAR).fill(NONE);
  private readonly nearTails = new Int32Array(NEAR);
  private far = new Map<number, { head: number; tail: number }>();
  private epochs = new Heap<number>();

  /** Sets a timer at instant `at` (integer ms, not before the last popped one) in `phase`. */
  push(at: number, phase: number, kind: number, subject: number, generation: number): void {
    const row = this.free !== NONE ? this.takeFree() : this.takeNew();
    const tick = at * PHASES + phase;
    const offset = tick - this.base;
    this.rows[row + SUBJECT] = subject;
    this.rows[row + GENERATION] = generation;
    this.rows[row + NEXT] = NONE;
    this.size++;
    if (tick < this.tick) this.appendUrgent(row, at, kind);
    else if (offset < EPOCH) {
      this.rows[row + PACKED] = (kind << OFFSET_BITS) | offset;
      this.appendCurrent(row, offset);
    } else {
      const epoch = Math.floor(tick / EPOCH);
      this.rows[row + PACKED] = (kind << OFFSET_BITS) | (tick - epoch * EPOCH);
      this.appendLater(row, epoch);
    }
  }

  /** Takes the next timer if its instant is at most `untilMs`; false when there is none. */
  pop(untilMs: number): boolean {
    if (this.urgentHead !== NONE) {
      const row = this.urgentHead;
      this.urgentHead = this.rows[row + NEXT]!;
      this.release(row);
      return true;
    }
    if (this.size === 0) return false;
    const limit = untilMs * PHASES + (PHASES - 1);
    for (;;) {
      const offset = this.firstOffset();
      if (offset !== NONE) {
        const tick = this.base + offset;
        if (tick > limit) return false;
        this.tick = tick;
        this.at = Math.floor(tick / PHASES);
        this.release(this.takeCurrent(offset));
        return true;
      }
      if (this.beginsAfter(this.epochs.peek()!, limit)) return false;
      this.begin(this.epochs.pop()!);
    }
  }

  /** The phase of the last popped timer. */
  get phase(): number {
    return this.tick - this.at * PHASES;
  }

  private release(row: number): void {
    this.kind = this.rows[row + PACKED]! >> OFFSET_BITS;
    this.subject = this.rows[row + SUBJECT]!;
    this.generation = this.rows[row + GENERATION]!;
    this.rows[row + NEXT] = this.free;
    this.free = row;
    this.size--;
  }

  private firstOffset(): number {
    const summary = this.summary;
    for (let s = 0; s < summary.length; s++) {
      const bits = summary[s]!;
      if (bits === 0) continue;
      const word = s * 32 + lowestBit(bits);
      return word * 32 + lowestBit(this.words[word]!);
    }
    return NONE;
  }

  private takeCurrent(offset: number): number {
    const row = this.heads[offset]!;
    const next = this.rows[row + NEXT]!;
    this.heads[offset] = next;
    if (next === NONE) {
      const word = offset >> 5;
      if ((this.words[word]! &= ~(1 << (offset & 31))) === 0) this.summary[word >> 5]! &= ~(1 << (word & 31));
    }
    return row;
  }

  private appendCurrent(row: number, offset: number): void {
    if (this.heads[offset] === NONE) {
      this.heads[offset] = row;
      const word = offset >> 5;
      this.words[word]! |= 1 << (offset & 31);
      this.summary[word >> 5]! |= 1 << (word & 31);
    } else this.rows[this.tails[offset]! + NEXT] = row;
    this.tails[offset] = row;
  }

  private appendLater(row: number, epoch: number): void {
    if (epoch - this.epoch < NEAR) {
      const slot = epoch & (NEAR - 1);
      if (this.nearHeads[slot] === NONE) {
        this.nearHeads[slot] = row;
        if (!this.far.has(epoch)) this.epochs.push(epoch);
      } else this.rows[this.nearTails[slot]! + NEXT] = row;
      this.nearTails[slot] = row;
      return;
    }
    const list = this.far.get(epoch);
    if (list === undefined) {
      this.far.set(epoch, { head: row, tail: row });
      this.epochs.push(epoch);
    } else {
      this.rows[list.tail + NEXT] = row;
      list.tail = row;
    }
  }

  private appendUrgent(row: number, at: number, kind: number): void {
    if (at !== this.at)
      assert(false, `a timer was set at ${at} ms, before the present instant ${this.at} ms`);
    this.rows[row + PACKED] = kind << OFFSET_BITS;
    if (this.urgentHead === NONE) this.urgentHead = row;
    else this.rows[this.urgentTail + NEXT] = row;
    this.urgentTail = row;
  }

  /**
   * Whether every timer of a later epoch is behind `limit`. An epoch must not begin for nothing: a timer that is then set
   * between the present and its first one would lie before its base. So the epoch in which the limit falls is searched.
   */
  private beginsAfter(epoch: number, limit: number): boolean {
    const first = epoch * EPOCH;
    if (limit < first) return true;
    if (limit >= first + EPOCH - 1) return false;
    const within = limit - first;
    const far = this.far.get(epoch)?.head ?? NONE;
    return !this.hasUpTo(far, within) && !this.hasUpTo(this.nearHeads[epoch & (NEAR - 1)]!, within);
  }

  private hasUpTo(head: number, offset: number): boolean {
    for (let row = head; row !== NONE; row = this.rows[row + NEXT]!)
      if ((this.rows[row + PACKED]! & (EPOCH - 1)) <= offset) return true;
    return false;
  }

  /** What was far was set before anything that was near: it goes first. */
  private begin(epoch: number): void {
    this.epoch = epoch;
    this.base = epoch * EPOCH;
    const list = this.far.get(epoch);
    if (list !== undefined) {
      this.far.delete(epoch);
      this.spill(list.head);
    }
    const slot = epoch & (NEAR - 1);
    const head = this.nearHeads[slot]!;
    this.nearHeads[slot] = NONE;
    this.spill(head);
  }

  private spill(head: number): void {
    for (let row = head; row !== NONE; ) {
      const next = this.rows[row + NEXT]!;
      this.rows[row + NEXT] = NONE;
      this.appendCurrent(row, this.rows[row + PACKED]! & (EPOCH - 1));
      row = next;
    }
  }

  private takeFree(): number {
    const row = this.free;
    this.free = this.rows[row + NEXT]!;
    return row;
  }

  private takeNew(): number {
    if (this.used === this.rows.length) this.rows = grown(this.rows, this.used * 2);
    const row = this.used;
    this.used += ROW;
    return row;
  }

  /** The whole state as plain data, to be given to `restore`. */
  snapshot(): TimerQueueState {
    const { at, size, tick, epoch, used, free, urgentHead, urgentTail } = this;
    return {
      numbers: { at, size, tick, epoch, used, free, urgentHead, urgentTail },
      rows: this.rows.slice(0, this.used),
      current: [this.heads.slice(), this.tails.slice(), this.words.slice(), this.summary.slice()],
      near: [this.nearHeads.slice(), this.nearTails.slice()],
      far: [...this.far].map(([epoch, list]) => [epoch, list.head, list.tail] as const),
      epochs: this.epochs.toArray(),
    };
  }

  /** Goes on from a state that `snapshot` gave; the state is not changed by it. */
  restore(state: TimerQueueState): void {
    const { epoch, used } = state.numbers;
    Object.assign(this, state.numbers, { base: epoch * EPOCH });
    this.rows = grown(state.rows, Math.max(1024 * ROW, used));
    for (const [i, target] of [this.heads, this.tails, this.words, this.summary].entries())
      target.set(state.current[i]!);
    for (const [i, target] of [this.nearHeads, this.nearTails].entries()) target.set(state.near[i]!);
    this.far = new Map(state.far.map(([key, head, tail]) => [key, { head, tail }]));
    this.epochs = new Heap<number>();
    this.epochs.init([...state.epochs]);
  }
}

export interface TimerQueueState {
  readonly numbers: Readonly<
    Record<'at' | 'size' | 'tick' | 'epoch' | 'used' | 'free' | 'urgentHead' | 'urgentTail', number>
  >;
  readonly rows: Int32Array;
  readonly current: readonly Int32Array[];
  readonly near: readonly Int32Array[];
  readonly far: readonly (readonly [number, number, number])[];
  readonly epochs: readonly number[];
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function grown(column: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(column);
  return copy;
}
