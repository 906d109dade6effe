import type { RequestFlow } from '../../events/request-flow.ts';
import type { World } from '../../events/world.ts';
import { LevelIntegrals } from '../../kernel/level-integrals.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { storedBytes } from '../meters/cloudwatch.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { workedOn } from '../network/worked-on.ts';
import { Counter } from './counter.ts';
import { StoredBytes } from './stored-bytes.ts';

/** A log group. */
export interface LogGroup {
  readonly name: string;
  /** `null`: nothing is deleted. */
  readonly retentionMs: number | null;
  readonly isInfrequent: boolean;
}

/** What a container writes to CloudWatch Logs. */
export interface LoggedContainer {
  /** Index of the group. */
  readonly group: number;
  readonly bytesPerSecond: number;
  /** Whether it writes what requests add to the logs of their task. */
  readonly takesRequests: boolean;
}

/** Who logs what, by the world's indexes. */
export interface LogSources {
  readonly groups: readonly LogGroup[];
  /** Of each task definition those of its containers that log. */
  readonly byDefinition: readonly (readonly LoggedContainer[])[];
  /** Bytes of each request to a service. */
  readonly perRequest: readonly number[];
}

/**
 * Logs of CloudWatch: bytes that running tasks and answered requests write, and what lies of them (billing spec section 6).
 * What an hour has brought lies compressed from its end on, until the retention of its group is over.
 */
export class LogsCounter extends Counter {
  private world!: World;
  private readonly sources: LogSources;
  private readonly integrals = new LevelIntegrals();
  private readonly streams: LogStream[] = [];

  constructor(sources: LogSources) {
    super();
    this.sources = sources;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    const by = Number(to === TaskStatus.RUNNING) - Number(from === TaskStatus.RUNNING);
    if (by === 0) return;
    const workload = this.world.tasks.workload[task]!;
    for (const { group, bytesPerSecond } of this.containersOf(workload))
      if (bytesPerSecond > 0)
        this.integrals.change(this.streamOf(workload, group).row, at, by * bytesPerSecond);
  }

  override requestsFlowed(_at: number, service: number, flow: RequestFlow): void {
    const bytes = this.sources.perRequest[service]!;
    if (bytes === 0) return;
    const { services, definitions, workloads } = this.world;
    const { name, deployments } = services[service]!;
    const label = deployments[0]?.taskDefinition;
    const definition = definitions.findIndex((other) => other.label === label);
    const workload = workloads.findIndex(
      (other) => other.service === name && other.definition === definition,
    );
    const container =
      workload === NONE ? undefined : this.containersOf(workload).find(({ takesRequests }) => takesRequests);
    if (container === undefined) return;
    this.streamOf(workload, container.group).bytes += BigInt(workedOn(flow)) * BigInt(bytes);
  }

  override take(at: number): MeteredUsage[] {
    return this.streams.flatMap((stream) => {
      const { workload, group } = stream;
      const { isInfrequent } = this.sources.groups[group]!;
      const written = this.integrals.take(stream.row, at) + stream.rest;
      const bytes = written / SECOND_MS + stream.bytes;
      stream.rest = written % SECOND_MS;
      stream.bytes = 0n;
      const lying = stream.stored.take(at, bytes, storedBytes);
      const { cluster } = this.world.workloads[workload]!;
      const usage = { zone: NONE, cluster, provider: NONE, workload };
      const ingest = isInfrequent ? ('logs.ingestInfrequentGb' as const) : ('logs.ingestGb' as const);
      return [
        { ...usage, meter: ingest, quantity: bytes },
        { ...usage, meter: 'logs.storageGbMonth' as const, quantity: lying },
      ].filter(({ quantity }) => quantity > 0n);
    });
  }

  private containersOf(workload: number): readonly LoggedContainer[] {
    return this.sources.byDefinition[this.world.workloads[workload]!.definition]!;
  }

  private streamOf(workload: number, group: number): LogStream {
    const known = this.streams.find((stream) => stream.workload === workload && stream.group === group);
    if (known !== undefined) return known;
    const stored = new StoredBytes(this.sources.groups[group]!.retentionMs);
    const stream = { workload, group, row: this.integrals.add(), rest: 0n, bytes: 0n, stored };
    this.streams.push(stream);
    return stream;
  }
}

const SECOND_MS = 1000n;

/** What one workload writes to one group. */
interface LogStream {
  readonly workload: number;
  readonly group: number;
  /** Bytes a second of running tasks: a row of the integrals. */
  readonly row: number;
  /** Of those what does not make a byte yet, byte-milliseconds of a second. */
  rest: bigint;
  /** Of requests, since the last time. */
  bytes: bigint;
  readonly stored: StoredBytes;
}
