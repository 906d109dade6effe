import { Heap } from 'heap-js';

interface Timer {
  readonly at: number;
  readonly phase: number;
  readonly order: number;
  readonly kind: number;
  readonly subject: number;
}

/** The textbook queue: heap-js with one object a timer; equal instants by phase, then as they were set. */
export class ObjectQueue {
  at = 0;
  kind = 0;
  subject = 0;
  private order = 0;
  private readonly heap = new Heap<Timer>((a, b) => a.at - b.at || a.phase - b.phase || a.order - b.order);

  push(at: number, phase: number, kind: number, subject: number): void {
    this.heap.push({ at, phase, order: this.order++, kind, subject });
  }

  pop(): boolean {
    const timer = this.heap.pop();
    if (timer === undefined) return false;
    this.at = timer.at;
    this.kind = timer.kind;
    this.subject = timer.subject;
    return true;
  }
}
