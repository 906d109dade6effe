import type { World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { addCauses, partUsage } from '../network/part-usage.ts';
import { requestCauses } from '../network/request-causes.ts';
import { Counter } from './counter.ts';

/** How requests that begin a trace at a service are sampled. */
export interface Sampling {
  /** Requests a second that are traced first: of the rule's, the service's part. */
  readonly reservoir: number;
  /** Part of the others. */
  readonly rate: number;
}

/**
 * Traces that X-Ray records (X-Ray pricing): of the requests that come to a traced service from outside, or from one that is not
 * traced. Requests of a stretch of time in which the load is constant are taken to come evenly.
 */
export class TracesCounter extends Counter {
  private world!: World;
  private readonly samplings: readonly (Sampling | null)[];
  private readonly services: Sampled[];
  private readonly causes = new Map<number, number>();
  private traces = 0;

  /** Of each service how it is sampled; `null`: it is not traced. */
  constructor(samplings: readonly (Sampling | null)[]) {
    super();
    this.samplings = samplings;
    this.services = samplings.map(() => ({ requests: 0, toldMs: 0 }));
  }

  override begin(world: World): void {
    this.world = world;
  }

  override requestsArrived(
    at: number,
    service: number,
    caller: number,
    _call: number,
    requests: number,
  ): void {
    if (this.samplings[service] === null) return;
    if (caller !== NONE && this.samplings[caller] !== null) return;
    const sampled = this.services[service]!;
    if (at === sampled.toldMs) this.record(service, requests, 0);
    else sampled.requests += requests;
  }

  /** It is told at the end of each stretch, after what came in it. */
  override requestsFlowed(at: number, service: number): void {
    const sampled = this.services[service]!;
    if (this.samplings[service] !== null) this.record(service, sampled.requests, at - sampled.toldMs);
    sampled.requests = 0;
    sampled.toldMs = at;
  }

  override take(): MeteredUsage[] {
    const whole = Math.floor(this.traces);
    this.traces -= whole;
    const usage = partUsage(this.world, 'xray.traceRecorded', NONE, BigInt(whole), this.causes);
    this.causes.clear();
    return usage;
  }

  private record(service: number, requests: number, ms: number): void {
    if (requests === 0) return;
    const { reservoir, rate } = this.samplings[service]!;
    const first = Math.min(requests, (reservoir * ms) / 1000);
    const traces = first + (requests - first) * rate;
    this.traces += traces;
    addCauses(this.causes, requestCauses(this.world, service), traces);
  }
}

interface Sampled {
  /** That came in the stretch so far. */
  requests: number;
  /** The end of the last stretch. */
  toldMs: number;
}
