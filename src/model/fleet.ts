import { type Columns, copyColumns, growColumns, restoreColumns } from '../kernel/columns.ts';
import { InstanceStatus } from './instance-status.ts';
import { NONE } from './task-table.ts';

/** Position of a container instance's row; rows are never used again. */
export type InstanceIndex = number & { readonly brand?: 'instance' };

const INT_COLUMNS = [
  'cluster',
  'entry',
  'number',
  'position',
  'zone',
  'arm',
  'osFamily',
  'provider',
  'cpuTotal',
  'memoryTotal',
  'gpuTotal',
  'cpuFree',
  'memoryFree',
  'gpuFree',
  'enisFree',
  'portsLeft',
  'hostCpuFree',
  'hostMemoryFree',
  'hostGpuFree',
  'taskCount',
  'workCount',
  'firstTask',
  'queueHead',
  'queueTail',
  'changed',
  'daemonCpu',
  'daemonMemory',
  'daemonGpu',
  'daemonEnis',
] as const;
const FLOAT_COLUMNS = ['launchedAt', 'registeredAt', 'stoppedAt'] as const;
const BYTE_COLUMNS = ['status', 'external', 'agentConnected', 'awaitsDaemons'] as const;
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
  /** Its place in its cluster's order of registration, from 0. */
  position: Int32Array = new Int32Array(64);
  zone: Int32Array = new Int32Array(64);
  /** 1 for ARM64. */
  arm: Int32Array = new Int32Array(64);
  /** Number of its `ecs.os-family`. */
  osFamily: Int32Array = new Int32Array(64);
  /** The capacity provider that it belongs to, or -1. */
  provider: Int32Array = new Int32Array(64);
  cpuTotal: Int32Array = new Int32Array(64);
  memoryTotal: Int32Array = new Int32Array(64);
  gpuTotal: Int32Array = new Int32Array(64);
  cpuFree: Int32Array = new Int32Array(64);
  memoryFree: Int32Array = new Int32Array(64);
  gpuFree: Int32Array = new Int32Array(64);
  /** Network interfaces that tasks can still have on it; a task gives its back when it is STOPPED (ecs: ). */
  enisFree: Int32Array = new Int32Array(64);
  /** Fixed host ports that tasks can still have (ecs: ). */
  portsLeft: Int32Array = new Int32Array(64);
  hostCpuFree: Int32Array = new Int32Array(64);
  hostMemoryFree: Int32Array = new Int32Array(64);
  hostGpuFree: Int32Array = new Int32Array(64);
  /** Tasks on it that are not yet STOPPED. */
  taskCount: Int32Array = new Int32Array(64);
  /** Those of them that are no daemon's: without one it is empty (ecs: ). */
  workCount: Int32Array = new Int32Array(64);
  firstTask: Int32Array = new Int32Array(64);
  queueHead: Int32Array = new Int32Array(64);
  queueTail: Int32Array = new Int32Array(64);
  /** 1 when something was released on it since waiting tasks were last looked at. */
  changed: Int32Array = new Int32Array(64);
  /** What is reserved in all for daemons that are still to come: of what is left, others cannot have it. */
  daemonCpu: Int32Array = new Int32Array(64);
  daemonMemory: Int32Array = new Int32Array(64);
  daemonGpu: Int32Array = new Int32Array(64);
  daemonEnis: Int32Array = new Int32Array(64);
  /** When EC2 began to bill it. */
  launchedAt: Float64Array = new Float64Array(64);
  registeredAt: Float64Array = new Float64Array(64);
  stoppedAt: Float64Array = new Float64Array(64);
  status: Uint8Array = new Uint8Array(64);
  /** 1 for an instance of ECS Anywhere. */
  external: Uint8Array = new Uint8Array(64);
  /** 1 while its agent is connected; without it the instance takes no task (ecs: ). */
  agentConnected: Uint8Array = new Uint8Array(64);
  /** DAEMON services whose task on it is still to come: until then what that needs is reserved (ecs: ). */
  awaitsDaemons: Uint8Array = new Uint8Array(64);
  /** Fixed host ports that are taken, one bit each of those that some task asks for: by word, then by instance. */
  readonly portBits: Int32Array[] = [];
  /** The agent's view of them: a port is free when its task is STOPPED. */
  readonly hostPortBits: Int32Array[] = [];
  /** Value of each attribute that a placement looks at, by attribute, then by instance; -1 = the instance does not carry it. */
  readonly attributes: Int32Array[] = [];

  /** A row for a new instance with nothing on it. */
  add(resources: InstanceResources): InstanceIndex {
    const row = this.rows++;
    if (row === this.cluster.length) {
      growColumns<Fleet>(this, ALL, row * 2);
      for (const columns of [this.attributes, this.portBits, this.hostPortBits]) growLists(columns, row * 2);
    }
    this.cpuTotal[row] = this.cpuFree[row] = this.hostCpuFree[row] = resources.cpu;
    this.memoryTotal[row] = this.memoryFree[row] = this.hostMemoryFree[row] = resources.memory;
    this.gpuTotal[row] = this.gpuFree[row] = this.hostGpuFree[row] = resources.gpu;
    this.enisFree[row] = resources.enis;
    this.portsLeft[row] = resources.ports;
    this.agentConnected[row] = 1;
    for (const bits of this.portBits) bits[row] = 0;
    for (const bits of this.hostPortBits) bits[row] = 0;
    this.firstTask[row] = NONE;
    this.queueHead[row] = NONE;
    this.queueTail[row] = NONE;
    this.launchedAt[row] = NONE;
    this.registeredAt[row] = NONE;
    this.stoppedAt[row] = NONE;
    this.status[row] = InstanceStatus.NONE;
    return row;
  }

  /** Room for one more attribute; every instance is without it so far. */
  addAttribute(): number {
    return this.attributes.push(new Int32Array(this.cluster.length).fill(NONE)) - 1;
  }

  /** Room for `count` fixed host ports that tasks compete for. */
  trackPorts(count: number): void {
    while (this.portBits.length * 32 < count) {
      this.portBits.push(new Int32Array(this.cluster.length));
      this.hostPortBits.push(new Int32Array(this.cluster.length));
    }
  }

  snapshot(): FleetState {
    return {
      rows: this.rows,
      columns: copyColumns(this as Fleet, ALL, this.rows),
      attributes: this.attributes.map((column) => column.slice(0, this.rows)),
      portBits: this.portBits.map((column) => column.slice(0, this.rows)),
      hostPortBits: this.hostPortBits.map((column) => column.slice(0, this.rows)),
    };
  }

  restore(state: FleetState): void {
    this.rows = state.rows;
    restoreColumns<Fleet>(this, ALL, state.columns, 64);
    for (const key of ['attributes', 'portBits', 'hostPortBits'] as const) {
      this[key].length = 0;
      this[key].push(...state[key]);
      growLists(this[key], this.cluster.length);
    }
  }
}

/** What an instance registers: CPU units, MiB, whole GPUs, network interfaces and fixed host ports for tasks. */
export interface InstanceResources {
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
  readonly enis: number;
  readonly ports: number;
}

/** Columns that come and go with the scenario, each enlarged to `length` rows. */
function growLists(columns: Int32Array[], length: number): void {
  for (const [i, column] of columns.entries()) {
    const larger = new Int32Array(length).fill(NONE);
    larger.set(column);
    columns[i] = larger;
  }
}

export interface FleetState {
  readonly rows: number;
  readonly columns: Columns;
  readonly attributes: readonly Int32Array[];
  readonly portBits: readonly Int32Array[];
  readonly hostPortBits: readonly Int32Array[];
}
