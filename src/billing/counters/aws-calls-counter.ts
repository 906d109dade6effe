import type { RequestFlow } from '../../events/request-flow.ts';
import type { World } from '../../events/world.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { BucketFacts } from '../network/bucket-facts.ts';
import type { NetworkFacts } from '../network/network-facts.ts';
import type { Sender } from '../network/outbound-traffic.ts';
import { usageOf } from '../network/part-usage.ts';
import { RemoteTraffic } from '../network/remote-traffic.ts';
import { requestCauses } from '../network/request-causes.ts';
import { senderOf, sendersOf } from '../network/sender-of.ts';
import { workedOn } from '../network/worked-on.ts';
import { Counter } from './counter.ts';
import { StoredBytes } from './stored-bytes.ts';

/** What one request, or one task at its start, asks for. */
export interface CallsOf {
  readonly s3: readonly {
    /** Index of the bucket. */
    readonly bucket: number;
    readonly puts: number;
    readonly gets: number;
    readonly bytesPerPut: number;
    readonly bytesPerGet: number;
  }[];
  readonly kmsRequests: number;
}

/** Who asks S3 and KMS for what, by the world's indexes. */
export interface CallFacts {
  readonly buckets: readonly BucketFacts[];
  /** Of each service what a request asks for that its tasks work on. */
  readonly byService: readonly (CallsOf | null)[];
  /** Of each workload what a task asks for as it gets RUNNING. */
  readonly byWorkload: readonly (CallsOf | null)[];
}

/** Requests to S3 and KMS that tasks make, the bytes of them, and what lies in buckets because of them (billing spec section 8). */
export class AwsCallsCounter extends Counter {
  private world!: World;
  private traffic!: RemoteTraffic;
  private readonly calls: CallFacts;
  private readonly facts: NetworkFacts;
  private readonly region: string;
  private readonly callers: Caller[] = [];

  constructor(calls: CallFacts, facts: NetworkFacts, region: string) {
    super();
    this.calls = calls;
    this.facts = facts;
    this.region = region;
  }

  override begin(world: World): void {
    this.world = world;
    this.traffic = new RemoteTraffic(world, this.facts, this.region);
  }

  override taskStatusChanged(_at: number, task: TaskIndex, _from: TaskStatus, to: TaskStatus): void {
    if (to !== TaskStatus.RUNNING) return;
    const workload = this.world.tasks.workload[task]!;
    const calls = this.calls.byWorkload[workload] ?? null;
    if (calls === null) return;
    this.count(calls, workload, 1);
    const sender = senderOf(this.world, task);
    if (sender !== null) this.move(calls, sender, 1);
  }

  override requestsFlowed(_at: number, service: number, flow: RequestFlow): void {
    const calls = this.calls.byService[service]!;
    const requests = workedOn(flow);
    if (calls === null || requests === 0) return;
    for (const [workload, share] of requestCauses(this.world, service))
      this.count(calls, workload, requests * share);
    for (const sender of sendersOf(this.world, service)) this.move(calls, sender, requests * sender.share);
  }

  override take(at: number): MeteredUsage[] {
    return [...this.callers.flatMap((caller) => this.usageOf(caller, at)), ...this.traffic.take()];
  }

  private usageOf(caller: Caller, at: number): MeteredUsage[] {
    const { workload, puts, gets, kms, stored, came } = caller;
    const lying = stored.map((bucket, i) => {
      const bytes = BigInt(Math.round(came[i]!));
      came[i] = 0;
      return bucket.take(at, bytes);
    });
    return [
      usageOf(this.world, 's3.put', NONE, workload, puts.take()),
      usageOf(this.world, 's3.get', NONE, workload, gets.take()),
      usageOf(this.world, 'kms.request', NONE, workload, kms.take()),
      ...lying.map((quantity) => usageOf(this.world, 's3.gbMonth', NONE, workload, quantity)),
    ].filter(({ quantity }) => quantity > 0n);
  }

  private count({ s3, kmsRequests }: CallsOf, workload: number, times: number): void {
    const { puts: putSum, gets: getSum, kms, came } = this.callerOf(workload);
    kms.add(kmsRequests * times);
    for (const { bucket, puts, gets, bytesPerPut } of s3) {
      putSum.add(puts * times);
      getSum.add(gets * times);
      kms.add((puts + gets) * this.calls.buckets[bucket]!.kmsPerObject * times);
      came[bucket]! += puts * bytesPerPut * times;
    }
  }

  private move({ s3 }: CallsOf, sender: Sender, times: number): void {
    for (const { bucket, puts, gets, bytesPerPut, bytesPerGet } of s3) {
      const { far } = this.calls.buckets[bucket]!;
      this.traffic.send(far, sender, puts * bytesPerPut * times);
      this.traffic.get(far, sender, gets * bytesPerGet * times);
    }
  }

  private callerOf(workload: number): Caller {
    const known = this.callers.find((caller) => caller.workload === workload);
    if (known !== undefined) return known;
    const { buckets } = this.calls;
    const caller = {
      workload,
      puts: new WholeSum(),
      gets: new WholeSum(),
      kms: new WholeSum(),
      came: buckets.map(() => 0),
      stored: buckets.map(({ retentionMs }) => new StoredBytes(retentionMs)),
    };
    this.callers.push(caller);
    return caller;
  }
}

/** A sum of parts that is taken in whole numbers; what is left of it waits. */
class WholeSum {
  private sum = 0;

  add(parts: number): void {
    this.sum += parts;
  }

  take(): bigint {
    // What sums of parts lack of a whole one by rounding alone.
    const whole = Math.floor(this.sum + 1e-6);
    this.sum = Math.max(0, this.sum - whole);
    return BigInt(whole);
  }
}

/** What tasks of one workload have asked for since the last time. */
interface Caller {
  readonly workload: number;
  readonly puts: WholeSum;
  readonly gets: WholeSum;
  readonly kms: WholeSum;
  /** Bytes that were put, by bucket. */
  readonly came: number[];
  readonly stored: readonly StoredBytes[];
}
