import { assert } from '../kernel/assert.ts';
import { type Block, copyBlock, grownBlock, layOut, makeBlock } from '../kernel/rows.ts';

/** Position of a task's row; rows are used again after a task has gone, ordinals never. */
export type TaskIndex = number & { readonly brand?: 'task' };

/** No row, no instance, no time. */
export const NONE = -1;

const FLOATS = [
  'ordinal',
  'number',
  'requestedAt',
  'createdAt',
  'connectivityAt',
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'stoppingAt',
  'stoppedAt',
  'durationMs',
  'sigtermMs',
  'stopReason',
  'provider',
  'subnet',
  'deployment',
] as const;
const INTS = [
  'generation',
  'status',
  'holding',
  'instance',
  'zone',
  'workload',
  'group',
  'cpu',
  'memory',
  'gpu',
  'queue',
  'next',
  'previous',
  'queueNext',
  'stopCode',
  'exitCode',
] as const;

/** Distance between two tasks' positions: three lines of the cache, two of them for the fractional numbers. */
const STRIDE = 16;

/** Beyond this a position would not fit a timer. */
const MOST_ROWS: number = Math.floor(2 ** 31 / STRIDE);

/**
 * The live tasks, one row each (`layOut`): `tasks.startedAt[task]`. Instants are milliseconds from the run's start,
 * negative = not yet: until then the field holds the delay that leads to it, drawn at the arrival (`delayUntil`). A row lives from the first request to STOPPED (or to giving up); then it is free for another task.
 */
export class TaskTable {
  live = 0;
  /** Tasks ever given a row: the next ordinal. */
  made = 0;
  /** Positions that were ever in use lie below this. */
  private end = 0;
  private free: TaskIndex[] = [];
  private block: Block = makeBlock(STRIDE, 256);

  /** Counts tasks over the whole run, in order of their first request; -1 while the row is free. */
  ordinal!: Float64Array;
  /** The n of the id `STEM-n`. */
  number!: Float64Array;
  requestedAt!: Float64Array;
  createdAt!: Float64Array;
  /** Before: Fargate's provisioning, or on an instance with awsvpc the interface's attaching. */
  connectivityAt!: Float64Array;
  /** Before: from PENDING, Fargate's host, or the hand-over to the instance's agent. */
  pullStartedAt!: Float64Array;
  /** Before: minus what the median time of an image pull is multiplied with. */
  pullStoppedAt!: Float64Array;
  /** Before: the start of the containers, from pullStoppedAt. */
  startedAt!: Float64Array;
  stoppingAt!: Float64Array;
  /** Before: from the containers' end, the release of the network interface, or of what the task held on its instance. */
  stoppedAt!: Float64Array;
  durationMs!: Float64Array;
  /** SIGTERM to the containers' own end. */
  sigtermMs!: Float64Array;
  /** Index into the run's reasons, or -1. */
  stopReason!: Float64Array;
  /** The capacity provider that its strategy chose, or -1 for a launch type. */
  provider!: Float64Array;
  /** Where its network interface has its address, or -1. */
  subnet!: Float64Array;
  /** Number of the deployment of a service that started it, or -1. */
  deployment!: Float64Array;

  generation!: Int32Array;
  status!: Int32Array;
  /** Bits of what the task holds: see `Holding`. */
  holding!: Int32Array;
  instance!: Int32Array;
  zone!: Int32Array;
  workload!: Int32Array;
  group!: Int32Array;
  /** CPU units, MiB and whole GPUs that the task subtracts from its instance (ecs: ). */
  cpu!: Int32Array;
  memory!: Int32Array;
  gpu!: Int32Array;
  /** The waiting queue that the task is in, or -1. */
  queue!: Int32Array;
  /** Neighbours in the list the task is in: those that wait, or those of one instance. */
  next!: Int32Array;
  previous!: Int32Array;
  /** Next task in the host's queue. */
  queueNext!: Int32Array;
  stopCode!: Int32Array;
  /** Exit code of the first essential container; -1 while unknown. */
  exitCode!: Int32Array;

  /** Mapped task ids (`taskId` column of a trace), for live rows only. */
  names = new Map<number, string>();

  constructor() {
    layOut<TaskTable>(this, this.block, FLOATS, INTS);
  }

  /** A row for a new task, its fields at their beginnings but for those that its arrival draws. */
  add(): TaskIndex {
    const task = this.free.pop() ?? this.takeNew();
    this.live++;
    this.ordinal[task] = this.made++;
    this.createdAt[task] = NONE;
    this.stoppingAt[task] = NONE;
    this.status[task] = 0;
    this.holding[task] = Holding.WANTED;
    this.instance[task] = NONE;
    this.zone[task] = NONE;
    this.queue[task] = NONE;
    this.stopCode[task] = 0;
    this.stopReason[task] = NONE;
    this.provider[task] = NONE;
    this.subnet[task] = NONE;
    this.deployment[task] = NONE;
    this.exitCode[task] = NONE;
    return task;
  }

  /** Gives the row back: timers that still name it are stale from now on. */
  remove(task: TaskIndex): void {
    this.cancelTimers(task);
    if (this.names.size > 0) this.names.delete(task);
    this.ordinal[task] = NONE;
    this.free.push(task);
    this.live--;
  }

  /** Whether `desiredStatus` is RUNNING. */
  isWanted(task: TaskIndex): boolean {
    return (this.holding[task]! & Holding.WANTED) !== 0;
  }

  /** Makes every timer that is set for the task stale, without giving the row back. */
  cancelTimers(task: TaskIndex): void {
    this.generation[task] = (this.generation[task]! + 1) & 0x7fffffff;
  }

  /** Every live task, in no order that means anything. */
  liveTasks(): TaskIndex[] {
    const found: TaskIndex[] = [];
    for (let task = 0; task < this.end; task += STRIDE) if (this.ordinal[task] !== NONE) found.push(task);
    return found;
  }

  private takeNew(): TaskIndex {
    const task = this.end;
    this.end += STRIDE;
    if (this.end > this.block.ints.length) {
      assert(this.end < MOST_ROWS * STRIDE, 'a run has more live tasks than it can hold');
      this.block = grownBlock(this.block, task * 2);
      layOut<TaskTable>(this, this.block, FLOATS, INTS);
    }
    return task;
  }

  snapshot(): TaskTableState {
    const { live, made, end } = this;
    return {
      live,
      made,
      end,
      free: [...this.free],
      names: [...this.names],
      block: copyBlock(this.block, end),
    };
  }

  restore(state: TaskTableState): void {
    const { live, made, end } = state;
    this.live = live;
    this.made = made;
    this.end = end;
    this.free = [...state.free];
    this.names = new Map(state.names);
    this.block = grownBlock(state.block, Math.max(end, 256 * STRIDE));
    layOut<TaskTable>(this, this.block, FLOATS, INTS);
  }
}

/** What an instant's field holds until the instant has come: the delay (ms, 0 or more) that leads to it. */
export function notYet(delayMs: number): number {
  return -1 - delayMs;
}

/** The delay that `notYet` put into a field. */
export function delayUntil(field: number): number {
  return -1 - field;
}

export interface TaskTableState {
  readonly live: number;
  readonly made: number;
  readonly end: number;
  readonly free: readonly number[];
  readonly names: readonly (readonly [number, string])[];
  readonly block: Block;
}

/** What a task holds on its container instance (ecs, two ledgers), and whether it is to run at all. */
export const Holding = {
  /** Counted in the control plane's remaining resources: from placement to desiredStatus STOPPED. */
  CONTROL: 1,
  /** Counted by the agent on the host: from its start of work to STOPPED. */
  HOST: 2,
  /** In the host's queue. */
  QUEUED: 4,
  /** `desiredStatus` is RUNNING. */
  WANTED: 8,
  /** It counts as healthy for its service (ecs: ). */
  HEALTHY: 16,
  /** Its health checks have failed and it is to be replaced (ecs: ). */
  UNHEALTHY: 32,
} as const;
