import { Heap } from 'heap-js';

interface Timer {
  readonly tick: number;
  readonly order: number;
  readonly kind: number;
  readonly subject: number;
}

/** The textbook queue: heap-js with one object a timer, equal ticks by the order in which they were set. */
export class ObjectQueue {
  tick = 0;
  kind = 0;
  subject = 0;
  private order = 0;
  private readonly heap = new Heap<Timer>((a, b) => a.tick - b.tick || a.order - b.order);

  push(tick: number, kind: number, subject: number): void {
    this.heap.push({ tick, order: this.order++, kind, subject });
  }

  pop(): boolean {
    const timer = this.heap.pop();
    if (timer === undefined) return false;
    this.tick = timer.tick;
    this.kind = timer.kind;
    this.subject = timer.subject;
    return true;
  }
}
