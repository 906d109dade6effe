/**
 * The slow, obvious station: every request of one task is simulated. Requests come at random (Poisson), share the cores
 * evenly, none has more than one core, and each waits a fixed time off the CPU once its CPU work is done. It imports
 * nothing from what it checks.
 */
export interface Station {
  readonly cores: number;
  /** CPU work offered as a part of the cores. */
  readonly utilisation: number;
  /** CPU work of a request from a uniform number of (0, 1); mean 1. */
  readonly work: (u: number) => number;
  readonly requests: number;
  readonly seed: number;
  /** Time off the CPU, in mean works. */
  readonly wait?: number;
  /** The most requests in the task, on and off the CPU; who finds it full is turned away. */
  readonly most?: number;
}

export interface StationResult {
  readonly mean: number;
  /** Response times of the requests served, ascending. */
  readonly responses: Float64Array;
  readonly rejectedShare: number;
}

export function simulateStation(station: Station): StationResult {
  const { cores, utilisation, work, requests, seed, wait = 0, most = Infinity } = station;
  const random = uniformNumbers(seed);
  const rate = utilisation * cores;
  const onCpu = new Heap();
  const offCpu: number[] = [];
  let offCpuFirst = 0;
  const responses: number[] = [];
  const warmUp = Math.floor(requests / 10);
  let now = 0;
  /** CPU time that each request on the CPU has had since the start: all go on at one pace. */
  let attained = 0;
  let nextArrival = -Math.log(random()) / rate;
  let offered = 0;
  let rejected = 0;
  while (offered < requests) {
    const pace = onCpu.size <= cores ? 1 : cores / onCpu.size;
    const nextDone = onCpu.size > 0 ? now + (onCpu.firstKey() - attained) / pace : Infinity;
    const nextLeft = offCpu[offCpuFirst] ?? Infinity;
    const next = Math.min(nextArrival, nextDone, nextLeft);
    attained += Math.max(0, next - now) * pace;
    now = next;
    if (next === nextLeft) {
      offCpuFirst++;
    } else if (next === nextDone) {
      attained = onCpu.firstKey();
      const { cameAt, counts } = onCpu.take();
      if (wait > 0) offCpu.push(now + wait);
      if (counts) responses.push(now - cameAt + wait);
    } else {
      nextArrival = now - Math.log(random()) / rate;
      const draw = random();
      const counts = offered >= warmUp;
      offered++;
      if (onCpu.size + offCpu.length - offCpuFirst >= most) {
        if (counts) rejected++;
      } else onCpu.add(attained + work(draw), now, counts);
    }
  }
  const sorted = Float64Array.from(responses).sort();
  let sum = 0;
  for (const response of sorted) sum += response;
  return { mean: sum / sorted.length, responses: sorted, rejectedShare: rejected / (requests - warmUp) };
}

/** Requests by the CPU time attained at which each is done. */
class Heap {
  private readonly entries: { key: number; cameAt: number; counts: boolean }[] = [];

  get size(): number {
    return this.entries.length;
  }

  firstKey(): number {
    return this.entries[0]!.key;
  }

  add(key: number, cameAt: number, counts: boolean): void {
    const { entries } = this;
    let at = entries.push({ key, cameAt, counts }) - 1;
    for (let up = (at - 1) >> 1; at > 0 && entries[up]!.key > entries[at]!.key; at = up, up = (at - 1) >> 1)
      this.swap(at, up);
  }

  take(): { cameAt: number; counts: boolean } {
    const { entries } = this;
    this.swap(0, entries.length - 1);
    const first = entries.pop()!;
    for (let at = 0, down = this.lesser(0); down >= 0 && entries[down]!.key < entries[at]!.key; ) {
      this.swap(at, down);
      at = down;
      down = this.lesser(at);
    }
    return first;
  }

  private lesser(at: number): number {
    const left = 2 * at + 1;
    if (left >= this.entries.length) return -1;
    const right = left + 1;
    return right < this.entries.length && this.entries[right]!.key < this.entries[left]!.key ? right : left;
  }

  private swap(a: number, b: number): void {
    const kept = this.entries[a]!;
    this.entries[a] = this.entries[b]!;
    this.entries[b] = kept;
  }
}

/** Numbers of (0, 1): the generator called mulberry32, half a step off zero. */
function uniformNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}
