import { type Columns, copyColumns, growColumns, restoreColumns } from '../kernel/columns.ts';

/** Position of a task's row; rows are used again after a task has gone, ordinals never. */
export type TaskIndex = number & { readonly brand?: 'task' };

/** No row, no instance, no time. */
export const NONE = -1;

const INT_COLUMNS = [
  'generation', 'workload', 'definition', 'group', 'queue', 'cpu', 'memory', 'gpu', 'instance', 'zone',
  'handoverMs', 'hostMs', 'startMs', 'stopMs', 'detachMs', 'sigtermMs', 'stopReason', 'exitCode', 'next', 'previous', 'queueNext',
] as const;
const FLOAT_COLUMNS = [
  'ordinal', 'number', 'requestedAt', 'createdAt', 'connectivityAt', 'pullStartedAt', 'pullStoppedAt', 'startedAt',
  'stoppingAt', 'stoppedAt', 'durationMs', 'pullFactor',
] as const;
const BYTE_COLUMNS = ['alive', 'status', 'desiredRunning', 'stopCode', 'holding'] as const;
const ALL = [...INT_COLUMNS, ...FLOAT_COLUMNS, ...BYTE_COLUMNS] as const;

/**
 * The live tasks, one row each, as typed columns. Instants are milliseconds from the run's start, -1 = not yet.
 * A row lives from the first request to STOPPED (or to giving up); then its number is free for another task.
 */
export class TaskTable {
  rows = 0;
  live = 0;
  /** Tasks ever given a row: the next ordinal. */
  made = 0;
  private free: number[] = [];

  generation: Int32Array = new Int32Array(256);
  workload: Int32Array = new Int32Array(256);
  /** Index of the task definition; -1 for a trace's row, which brings its own size. */
  definition: Int32Array = new Int32Array(256);
  group: Int32Array = new Int32Array(256);
  /** The waiting queue that the task is in, or -1. */
  queue: Int32Array = new Int32Array(256);
  /** CPU units, MiB and whole GPUs that the task subtracts from its instance (ecs: ). */
  cpu: Int32Array = new Int32Array(256);
  memory: Int32Array = new Int32Array(256);
  gpu: Int32Array = new Int32Array(256);
  instance: Int32Array = new Int32Array(256);
  zone: Int32Array = new Int32Array(256);
  /** createdAt to connectivityAt: Fargate's provisioning, or on an instance with awsvpc the interface's attaching. */
  handoverMs: Int32Array = new Int32Array(256);
  /** PENDING to pullStartedAt: Fargate's host, or the hand-over to the instance's agent. */
  hostMs: Int32Array = new Int32Array(256);
  /** pullStoppedAt to startedAt. */
  startMs: Int32Array = new Int32Array(256);
  /** Containers ended to resources returned, on an instance. */
  stopMs: Int32Array = new Int32Array(256);
  /** Release of the network interface: DEPROVISIONING to STOPPED. */
  detachMs: Int32Array = new Int32Array(256);
  /** SIGTERM to the containers' own end. */
  sigtermMs: Int32Array = new Int32Array(256);
  /** Index into the run's reasons, or -1. */
  stopReason: Int32Array = new Int32Array(256);
  /** Exit code of the first essential container; -1 while unknown. */
  exitCode: Int32Array = new Int32Array(256);
  /** Neighbours in the list the task is in: those that wait, or those of one instance. */
  next: Int32Array = new Int32Array(256);
  previous: Int32Array = new Int32Array(256);
  /** Next task in the host's queue. */
  queueNext: Int32Array = new Int32Array(256);

  /** Counts tasks over the whole run, in order of their first request. */
  ordinal: Float64Array = new Float64Array(256);
  /** The n of the id `STEM-n`. */
  number: Float64Array = new Float64Array(256);
  requestedAt: Float64Array = new Float64Array(256);
  createdAt: Float64Array = new Float64Array(256);
  connectivityAt: Float64Array = new Float64Array(256);
  pullStartedAt: Float64Array = new Float64Array(256);
  pullStoppedAt: Float64Array = new Float64Array(256);
  startedAt: Float64Array = new Float64Array(256);
  stoppingAt: Float64Array = new Float64Array(256);
  stoppedAt: Float64Array = new Float64Array(256);
  durationMs: Float64Array = new Float64Array(256);
  /** What the time of an image pull is multiplied with: drawn at the arrival. */
  pullFactor: Float64Array = new Float64Array(256);

  /** 1 while the row is a task's. */
  alive: Uint8Array = new Uint8Array(256);
  status: Uint8Array = new Uint8Array(256);
  /** 1 while `desiredStatus` is RUNNING. */
  desiredRunning: Uint8Array = new Uint8Array(256);
  stopCode: Uint8Array = new Uint8Array(256);
  /** Bits of what the task holds on its instance: see `Holding`. */
  holding: Uint8Array = new Uint8Array(256);

  /** Mapped task ids (`taskId` column of a trace) and mapped groups, for live rows only. */
  names = new Map<number, string>();

  /** A row for a new task, its columns at their beginnings. */
  add(): TaskIndex {
    const row = this.free.pop() ?? this.rows++;
    if (row === this.generation.length) growColumns<TaskTable>(this, ALL, row * 2);
    this.live++;
    this.ordinal[row] = this.made++;
    this.alive[row] = 1;
    this.status[row] = 0;
    this.desiredRunning[row] = 1;
    this.stopCode[row] = 0;
    this.holding[row] = 0;
    this.instance[row] = NONE;
    this.zone[row] = NONE;
    this.stopReason[row] = NONE;
    this.queue[row] = NONE;
    this.exitCode[row] = NONE;
    this.createdAt[row] = NONE;
    this.connectivityAt[row] = NONE;
    this.pullStartedAt[row] = NONE;
    this.pullStoppedAt[row] = NONE;
    this.startedAt[row] = NONE;
    this.stoppingAt[row] = NONE;
    this.stoppedAt[row] = NONE;
    return row;
  }

  /** Gives the row back: timers that still name it are stale from now on. */
  remove(row: TaskIndex): void {
    this.generation[row] = (this.generation[row]! + 1) & 0x7fffffff;
    if (this.names.size > 0) this.names.delete(row);
    this.alive[row] = 0;
    this.free.push(row);
    this.live--;
  }

  isLive(row: TaskIndex): boolean {
    return this.alive[row] === 1;
  }

  /** Makes every timer that is set for the task stale, without giving the row back. */
  cancelTimers(row: TaskIndex): void {
    this.generation[row] = (this.generation[row]! + 1) & 0x7fffffff;
  }

  snapshot(): TaskTableState {
    return {
      rows: this.rows,
      live: this.live,
      made: this.made,
      free: [...this.free],
      names: [...this.names],
      columns: copyColumns(this as TaskTable, ALL, this.rows),
    };
  }

  restore(state: TaskTableState): void {
    this.rows = state.rows;
    this.live = state.live;
    this.made = state.made;
    this.free = [...state.free];
    this.names = new Map(state.names);
    restoreColumns<TaskTable>(this, ALL, state.columns, 256);
  }
}

export interface TaskTableState {
  readonly rows: number;
  readonly live: number;
  readonly made: number;
  readonly free: readonly number[];
  readonly names: readonly (readonly [number, string])[];
  readonly columns: Columns;
}

/** What a task holds on its container instance (ecs, two ledgers). */
export const Holding = {
  /** Counted in the control plane's remaining resources: from placement to desiredStatus STOPPED. */
  CONTROL: 1,
  /** Counted by the agent on the host: from its start of work to STOPPED. */
  HOST: 2,
  /** In the host's queue. */
  QUEUED: 4,
} as const;
