/**
 * The slow, obvious service: every single request is simulated. Requests come at random (Poisson) at a rate that is constant
 * piece by piece, each goes to one task and shares its cores evenly with those that are there: none has more than one core.
 * After its CPU work it waits a fixed time off the CPU. Below one vCPU a task is one slower core. A client that has waited for
 * the time-out has gone; the work of its request is done all the same. It imports nothing from what it checks.
 */
export interface RequestService {
  /** vCPUs of each task, and what part of the requests comes to it; parts add up to 1. */
  readonly tasks: readonly { readonly cores: number; readonly share: number }[];
  /** Requests a second from each instant on, ms; it ends at `endMs`. */
  readonly rates: readonly { readonly fromMs: number; readonly perSecond: number }[];
  readonly endMs: number;
  /** CPU time of one request, ms. */
  readonly work: Work;
  readonly waitMs?: number;
  readonly timeoutMs?: number;
  /** The most requests in a task, on the CPU and off it: more are refused. */
  readonly most?: number;
  readonly seed: number;
}

export interface Work {
  readonly kind: 'constant' | 'exponential' | 'lognormal';
  readonly meanMs: number;
  /** Of a lognormal: variance / mean^2. */
  readonly scv?: number;
}

export interface RequestResult {
  readonly offered: number;
  readonly rejected: number;
  readonly timedOut: number;
  readonly served: number;
  /** Response times of those served, ms, ascending. */
  readonly responses: Float64Array;
  readonly meanMs: number;
  /** Part of all cores' time that was used. */
  readonly utilisation: number;
}

/** What becomes of all requests that come until the end. */
export function simulateRequests(service: RequestService): RequestResult {
  const { tasks, endMs, work, waitMs = 0, timeoutMs = Infinity, most = Infinity } = service;
  const random = uniformNumbers(service.seed);
  const stations = tasks.map(({ cores }) => new Task(cores));
  const responses: number[] = [];
  let [offered, rejected, timedOut] = [0, 0, 0];
  const note = (response: number) => (response > timeoutMs ? timedOut++ : responses.push(response));
  for (const now of arrivals(service, random)) {
    const station = stations[pick(tasks, random())]!;
    station.advanceTo(now, waitMs, note);
    offered++;
    const draw = workOf(work, random);
    if (station.size >= most) rejected++;
    else station.add(now, draw);
  }
  let used = 0;
  for (const station of stations) {
    station.advanceTo(endMs, waitMs, note);
    used += station.used;
    station.advanceTo(Infinity, waitMs, note);
  }
  const sorted = Float64Array.from(responses).sort();
  const sum = sorted.reduce((total, response) => total + response, 0);
  const capacity = tasks.reduce((total, { cores }) => total + cores, 0) * endMs;
  return {
    offered,
    rejected,
    timedOut,
    served: sorted.length,
    responses: sorted,
    meanMs: sum / sorted.length,
    utilisation: used / capacity,
  };
}

/** The response time up to which the part `fraction` lies. */
export function quantileOf(ascending: Float64Array, fraction: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(fraction * ascending.length))]!;
}

/** One task: all requests on its CPU go on at one pace. */
class Task {
  /** Core time that was used up to now, ms. */
  used = 0;
  private readonly cores: number;
  private now = 0;
  private onCpu: { readonly cameAt: number; left: number }[] = [];
  /** When those off the CPU leave, in order. */
  private offCpu: number[] = [];

  constructor(cores: number) {
    this.cores = cores;
  }

  get size(): number {
    return this.onCpu.length + this.offCpu.length;
  }

  add(now: number, work: number): void {
    this.onCpu.push({ cameAt: now, left: work });
  }

  advanceTo(until: number, waitMs: number, note: (responseMs: number) => void): void {
    while (this.onCpu.length > 0) {
      const pace = Math.min(1, this.cores, this.cores / this.onCpu.length);
      const least = this.onCpu.reduce((lowest, { left }) => Math.min(lowest, left), Infinity);
      const doneAt = this.now + least / pace;
      const at = Math.min(doneAt, until);
      const progress = doneAt <= until ? least : (at - this.now) * pace;
      this.used += progress * this.onCpu.length;
      this.now = at;
      for (const request of this.onCpu) request.left -= progress;
      if (doneAt > until) break;
      for (const { cameAt, left } of this.onCpu)
        if (left <= 1e-9) {
          note(at - cameAt + waitMs);
          if (waitMs > 0) this.offCpu.push(at + waitMs);
        }
      this.onCpu = this.onCpu.filter(({ left }) => left > 1e-9);
    }
    if (until < Infinity) this.now = until;
    this.offCpu = this.offCpu.filter((leavesAt) => leavesAt > until);
  }
}

/** Instants of a Poisson process, piece by piece. */
function* arrivals({ rates, endMs }: RequestService, random: () => number): Generator<number> {
  for (const [i, { fromMs, perSecond }] of rates.entries()) {
    const untilMs = Math.min(rates[i + 1]?.fromMs ?? endMs, endMs);
    if (perSecond === 0) continue;
    let now = fromMs;
    for (;;) {
      now -= (Math.log(random()) * 1000) / perSecond;
      if (now >= untilMs) break;
      yield now;
    }
  }
}

function pick(tasks: RequestService['tasks'], u: number): number {
  let passed = 0;
  for (const [i, { share }] of tasks.entries()) {
    passed += share;
    if (u < passed) return i;
  }
  return tasks.length - 1;
}

function workOf({ kind, meanMs, scv = 1 }: Work, random: () => number): number {
  const [u, v] = [random(), random()];
  switch (kind) {
    case 'constant':
      return meanMs;
    case 'exponential':
      return -meanMs * Math.log(u);
    case 'lognormal': {
      const variance = Math.log(1 + scv);
      const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
      return meanMs * Math.exp(-variance / 2 + Math.sqrt(variance) * normal);
    }
    default:
      return kind satisfies never;
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
