import alea, { type Alea } from 'seedrandom/lib/alea.js';

/**
 * One named stream of random numbers. The name (`seed/concern/subject`) and the count of draws so far decide the next
 * draw, so no stream ever moves another. Alea, because it is three times cheaper than seedrandom's default.
 */
export class Stream {
  private generator: Alea;

  constructor(name: string) {
    this.generator = alea(name, { state: true });
  }

  /** The next number of [0, 1), with 32 bits. */
  next(): number {
    return this.generator();
  }

  /** The whole state as plain data, to be given to `restore`. */
  snapshot(): StreamState {
    return this.generator.state();
  }

  /** Goes on from a state that `snapshot` gave. */
  restore(state: StreamState): void {
    this.generator = alea('', { state });
  }
}

export interface StreamState {
  c: number;
  s0: number;
  s1: number;
  s2: number;
}
