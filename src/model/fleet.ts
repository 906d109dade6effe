import { type Columns, copyColumns, growColumns, restoreColumns } from '../kernel/columns.ts';
import { InstanceStatus } from './instance-status.ts';
import { NONE } from './task-table.ts';

/** Position of a container instance's row; rows are never used again. */
export type InstanceIndex = number & { readonly brand?: 'instance' };

const INT_COLUMNS = [
  'cluster',
  'entry',
  'number',
  'zone',
  'arm',
  'cpuTotal',
  'memoryTotal',
  'gpuTotal',
  'cpuFree',
  'memoryFree',
  'gpuFree',
  'hostCpuFree',
  'hostMemoryFree',
  'hostGpuFree',
  'taskCount',
  'firstTask',
  'queueHead',
  'queueTail',
  'changed',
] as const;
const FLOAT_COLUMNS = ['registeredAt', 'stoppedAt'] as const;
const BYTE_COLUMNS = ['status'] as const;
const ALL = [...INT_COLUMNS, ...FLOAT_COLUMNS, ...BYTE_COLUMNS] as const;

/**
 * The container instances of every cluster, one row each in order of registration, as typed columns.
 * `…Free` is the control plane's ledger (`remainingResources`), `host…Free` the agent's (ecs: ).
 */
export class Fleet {
  rows = 0;
  cluster: Int32Array = new Int32Array(64);
  /** Which entry of the scenario's `containerInstances` it came from: type, name and price. */
  entry: Int32Array = new Int32Array(64);
  /** The n of the id `NAME-n`. */
  number: Int32Array = new Int32Array(64);
  zone: Int32Array = new Int32Array(64);
  /** 1 for ARM64. */
  arm: Int32Array = new Int32Array(64);
  cpuTotal: Int32Array = new Int32Array(64);
  memoryTotal: Int32Array = new Int32Array(64);
  gpuTotal: Int32Array = new Int32Array(64);
  cpuFree: Int32Array = new Int32Array(64);
  memoryFree: Int32Array = new Int32Array(64);
  gpuFree: Int32Array = new Int32Array(64);
  hostCpuFree: Int32Array = new Int32Array(64);
  hostMemoryFree: Int32Array = new Int32Array(64);
  hostGpuFree: Int32Array = new Int32Array(64);
  /** Tasks on it that are not yet STOPPED. */
  taskCount: Int32Array = new Int32Array(64);
  firstTask: Int32Array = new Int32Array(64);
  queueHead: Int32Array = new Int32Array(64);
  queueTail: Int32Array = new Int32Array(64);
  /** 1 when something was released on it since waiting tasks were last looked at. */
  changed: Int32Array = new Int32Array(64);
  registeredAt: Float64Array = new Float64Array(64);
  stoppedAt: Float64Array = new Float64Array(64);
  status: Uint8Array = new Uint8Array(64);
  /** Value of each attribute that a placement looks at, by attribute, then by instance; -1 = the instance does not carry it. */
  readonly attributes: Int32Array[] = [];

  /** A row for a new instance with nothing on it. */
  add(resources: { readonly cpu: number; readonly memory: number; readonly gpu: number }): InstanceIndex {
    const row = this.rows++;
    if (row === this.cluster.length) {
      growColumns<Fleet>(this, ALL, row * 2);
      for (const [i, column] of this.attributes.entries()) {
        const larger = new Int32Array(row * 2).fill(NONE);
        larger.set(column);
        this.attributes[i] = larger;
      }
    }
    this.cpuTotal[row] = this.cpuFree[row] = this.hostCpuFree[row] = resources.cpu;
    this.memoryTotal[row] = this.memoryFree[row] = this.hostMemoryFree[row] = resources.memory;
    this.gpuTotal[row] = this.gpuFree[row] = this.hostGpuFree[row] = resources.gpu;
    this.firstTask[row] = NONE;
    this.queueHead[row] = NONE;
    this.queueTail[row] = NONE;
    this.registeredAt[row] = NONE;
    this.stoppedAt[row] = NONE;
    this.status[row] = InstanceStatus.NONE;
    return row;
  }

  /** Room for one more attribute; every instance is without it so far. */
  addAttribute(): number {
    return this.attributes.push(new Int32Array(this.cluster.length).fill(NONE)) - 1;
  }

  snapshot(): FleetState {
    return {
      rows: this.rows,
      columns: copyColumns(this as Fleet, ALL, this.rows),
      attributes: this.attributes.map((column) => column.slice(0, this.rows)),
    };
  }

  restore(state: FleetState): void {
    this.rows = state.rows;
    restoreColumns<Fleet>(this, ALL, state.columns, 64);
    this.attributes.length = 0;
    for (const saved of state.attributes) {
      const column = new Int32Array(this.cluster.length).fill(NONE);
      column.set(saved);
      this.attributes.push(column);
    }
  }
}

export interface FleetState {
  readonly rows: number;
  readonly columns: Columns;
  readonly attributes: readonly Int32Array[];
}
