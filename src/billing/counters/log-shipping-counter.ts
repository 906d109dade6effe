import type { RequestFlow } from '../../events/request-flow.ts';
import type { World } from '../../events/world.ts';
import { LevelIntegrals } from '../../kernel/level-integrals.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { BucketFacts } from '../network/bucket-facts.ts';
import type { NetworkFacts } from '../network/network-facts.ts';
import type { Sender } from '../network/outbound-traffic.ts';
import { usageOf } from '../network/part-usage.ts';
import { type Far, RemoteTraffic } from '../network/remote-traffic.ts';
import { senderOf, sendersOf } from '../network/sender-of.ts';
import { workedOn } from '../network/worked-on.ts';
import { Counter } from './counter.ts';
import { StoredBytes } from './stored-bytes.ts';

/** A container whose logs leave its task. */
export interface ShippingContainer {
  readonly far: Far;
  readonly bytesPerSecond: number;
  /** Whether it writes what requests add to the logs of their task. */
  readonly takesRequests: boolean;
  /** Where they are put into a bucket: files of so many bytes, at the latest after so long. */
  readonly files: (BucketFacts & { readonly bytes: number; readonly ms: number }) | null;
}

/** Who ships logs, by the world's indexes. */
export interface ShippedLogs {
  readonly byDefinition: readonly (readonly ShippingContainer[])[];
  /** Bytes of each request to a service. */
  readonly perRequest: readonly number[];
}

/**
 * The ways of logs: by endpoints and NAT gateways (billing:N5, N8), into the internet and to other regions (N7), and into buckets, where
 * they are put in files and lie.
 */
export class LogShippingCounter extends Counter {
  private world!: World;
  private traffic!: RemoteTraffic;
  private readonly logs: ShippedLogs;
  private readonly facts: NetworkFacts;
  private readonly region: string;
  private readonly integrals = new LevelIntegrals();
  private readonly streams = new Map<string, Stream>();

  constructor(logs: ShippedLogs, facts: NetworkFacts, region: string) {
    super();
    this.logs = logs;
    this.facts = facts;
    this.region = region;
  }

  override begin(world: World): void {
    this.world = world;
    this.traffic = new RemoteTraffic(world, this.facts, this.region);
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    const by = Number(to === TaskStatus.RUNNING) - Number(from === TaskStatus.RUNNING);
    if (by === 0) return;
    const containers = this.containersOf(this.world.tasks.workload[task]!);
    const sender = containers.length === 0 ? null : senderOf(this.world, task);
    if (sender === null) return;
    for (const [i, { bytesPerSecond }] of containers.entries()) {
      const { row } = this.streamOf(sender, i);
      this.integrals.change(row, at, by * bytesPerSecond);
      this.integrals.change(row + 1, at, by);
    }
  }

  override requestsFlowed(_at: number, service: number, flow: RequestFlow): void {
    const bytes = this.logs.perRequest[service]! * workedOn(flow);
    if (bytes === 0) return;
    for (const sender of sendersOf(this.world, service)) {
      const i = this.containersOf(sender.workload).findIndex(({ takesRequests }) => takesRequests);
      if (i >= 0) this.streamOf(sender, i).ofRequests += bytes * sender.share;
    }
  }

  override take(at: number): MeteredUsage[] {
    const usage = [...this.streams.values()].flatMap((stream) => this.usageOf(stream, at));
    return [...usage, ...this.traffic.take()];
  }

  private usageOf(stream: Stream, at: number): MeteredUsage[] {
    const { sender, row, stored } = stream;
    const { far, files } = stream.container;
    const bytes = Math.round(Number(this.integrals.take(row, at)) / 1000 + stream.ofRequests);
    const taskMs = Number(this.integrals.take(row + 1, at));
    stream.ofRequests = 0;
    this.traffic.send(far, sender, bytes);
    if (files === null) return [];
    const puts = bytes === 0 ? 0 : Math.max(Math.ceil(bytes / files.bytes), Math.ceil(taskMs / files.ms));
    const { workload } = sender;
    return [
      usageOf(this.world, 's3.put', NONE, workload, BigInt(puts)),
      usageOf(this.world, 'kms.request', NONE, workload, BigInt(Math.ceil(puts * files.kmsPerObject))),
      usageOf(this.world, 's3.gbMonth', NONE, workload, stored.take(at, BigInt(bytes))),
    ].filter(({ quantity }) => quantity > 0n);
  }

  private containersOf(workload: number): readonly ShippingContainer[] {
    return this.logs.byDefinition[this.world.workloads[workload]!.definition]!;
  }

  private streamOf({ workload, zone, isPublic }: Sender, i: number): Stream {
    const key = `${workload}/${zone}/${isPublic}/${i}`;
    const known = this.streams.get(key);
    if (known !== undefined) return known;
    const container = this.containersOf(workload)[i]!;
    const row = this.integrals.add();
    this.integrals.add();
    const stored = new StoredBytes(container.files?.retentionMs ?? null);
    const stream = { sender: { workload, zone, isPublic }, container, row, ofRequests: 0, stored };
    this.streams.set(key, stream);
    return stream;
  }
}

/** What one container of the tasks of a workload writes in one zone. */
interface Stream {
  readonly sender: Sender;
  readonly container: ShippingContainer;
  /** Bytes a second of running tasks: a row of the integrals; the next one has the tasks. */
  readonly row: number;
  /** Bytes that requests have added since the last time. */
  ofRequests: number;
  readonly stored: StoredBytes;
}
