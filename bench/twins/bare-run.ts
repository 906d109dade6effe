import alea from 'seedrandom/lib/alea.js';
import { type BareFleet, ClassFleet } from './bare-fleet.ts';
import { EpochQueue } from './epoch-queue.ts';

export interface BareOptions {
  readonly tasks: number;
  /** 0: Fargate, every task is billed by itself. */
  readonly instances: number;
  /** Units of 16 that tasks take in turn. */
  readonly sizes: readonly number[];
  readonly perSecond: number;
  readonly meanSeconds: number;
}

/** A task's events in order: arrival, PENDING, RUNNING, stopping, DEPROVISIONING, STOPPED. */
const [ARRIVAL, PENDING, RUNNING, STOPPED] = [0, 1, 2, 5];
const STATUSES = 6;
/** Milliseconds from each to the next; those of RUNNING are drawn. */
const DELAY_MS = [4000, 9000, 0, 1000, 20_000, 0];
const MINUTE_MS = 60_000;
/** Phases of an instant: what ends and releases, then arrivals. */
const ENDS = 1;
const ARRIVES = 4;
/** Rows of tasks that can live at once. */
const ROWS = 1 << 20;

/**
 * The loop without the product's layers, but with its features: a transition table, integer accounting, a running digest,
 * two observers that take an event object, a row of counts a minute. Gives a checksum of all that.
 */
export function bareRun(
  options: BareOptions,
  makeFleet: (instances: number) => BareFleet = (n) => new ClassFleet(n),
): string {
  const { tasks, instances, sizes, perSecond, meanSeconds } = options;
  const random = alea('bare', { state: true });
  const queue = new EpochQueue();
  const fleet = instances > 0 ? makeFleet(instances) : null;
  const isLegal = transitionTable();
  const status = new Uint8Array(ROWS);
  const size = new Uint8Array(ROWS);
  const instance = new Int32Array(ROWS);
  const pendingAt = new Float64Array(ROWS);
  const nextFree = new Int32Array(ROWS);
  const counts = new Int32Array(STATUSES);
  const minutes: number[] = [];
  const observers = [new CountingObserver(), new LatestObserver()];
  let free = -1;
  let rows = 0;
  let made = 0;
  let refused = 0;
  let clock = 0;
  let minute = MINUTE_MS;
  let digest = 0;
  let billed = 0;
  queue.push(0, ARRIVES, ARRIVAL, -1);
  while (queue.pop()) {
    const { at, kind } = queue;
    let task = queue.subject;
    for (; minute <= at; minute += MINUTE_MS) minutes.push(counts[RUNNING]!);
    if (kind === ARRIVAL) {
      const units = sizes[made % sizes.length]!;
      if (++made < tasks) {
        clock += (-Math.log(1 - random()) / perSecond) * 1000;
        queue.push(Math.round(clock), ARRIVES, ARRIVAL, -1);
      }
      const place = fleet === null ? 0 : fleet.place(units);
      if (place < 0) {
        refused++;
        continue;
      }
      task = free;
      if (task < 0) task = rows++;
      else free = nextFree[task]!;
      size[task] = units;
      instance[task] = place;
    } else {
      const from = status[task]!;
      if (isLegal[from * STATUSES + kind] === 0) throw new Error(`no way from ${from} to ${kind}`);
      counts[from]!--;
    }
    status[task] = kind;
    counts[kind]!++;
    digest = mixed(mixed(digest, at), task * STATUSES + kind);
    const event = { at, task, status: kind };
    for (let i = 0; i < observers.length; i++) observers[i]!.hear(event);
    if (kind === STOPPED) {
      billed += Math.max(MINUTE_MS, at - pendingAt[task]!) * size[task]!;
      if (fleet !== null) fleet.release(instance[task]!, size[task]!);
      counts[kind]!--;
      nextFree[task] = free;
      free = task;
      continue;
    }
    if (kind === PENDING) pendingAt[task] = at;
    const delay =
      kind === RUNNING
        ? Math.max(1, Math.round(-Math.log(1 - random()) * meanSeconds * 1000))
        : DELAY_MS[kind]!;
    queue.push(at + delay, ENDS, kind + 1, task);
  }
  const heard = observers.map((observer) => observer.heard).join('/');
  return `${(digest >>> 0).toString(16)}/${billed}/${minutes.length}/${heard}/${refused}`;
}

interface BareEvent {
  readonly at: number;
  readonly task: number;
  readonly status: number;
}

class CountingObserver {
  heard = 0;
  hear(event: BareEvent): void {
    this.heard = (this.heard + event.status) | 0;
  }
}

class LatestObserver {
  heard = 0;
  hear(event: BareEvent): void {
    this.heard = event.at;
  }
}

/** Only the next status may follow. */
function transitionTable(): Uint8Array {
  const table = new Uint8Array(STATUSES * STATUSES);
  for (let from = 0; from + 1 < STATUSES; from++) table[from * STATUSES + from + 1] = 1;
  return table;
}

function mixed(digest: number, value: number): number {
  const sum = Math.imul(digest ^ value, 0x9e3779b1);
  return sum ^ (sum >>> 15);
}
