import { Observer } from '../events/observer.ts';
import { type FlowSums, failedOf, noFlow, type RequestFlow } from '../events/request-flow.ts';
import type { World } from '../events/world.ts';
import { LogHistogram } from '../kernel/log-histogram.ts';
import { ResponseMix } from './response-mix.ts';

/** Requests and their response times over some time. */
export interface RequestTotals {
  readonly flow: RequestFlow;
  /** In flight when the warm-up was over. */
  readonly inFlightBefore: number;
  readonly responses: ResponseMix;
}

/** What a step of the timeline shows of a scope's requests: response times in ms, NaN when none was served. */
export interface RequestStep {
  readonly requests: number;
  readonly failed: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Messages that wait in queues at its end, and how long the oldest had waited at most, ms; NaN where there is no queue. */
  readonly messages: number;
  readonly oldestMs: number;
}

/** The queue that a service works on, after the warm-up. */
export interface QueueExtremes {
  readonly atEnd: number;
  readonly most: number;
  readonly oldestMs: number;
  /** Messages that came back because their workers were cut off. */
  readonly returned: number;
}

/** Requests of each service after the warm-up, and of the present step of the timeline. */
export class RequestStatistics extends Observer {
  private readonly warmUpMs: number;
  private world!: World;
  /** Of each service its cluster and whether something comes to it; asked for once. */
  private known: readonly { readonly cluster: number; readonly isOffered: boolean }[] | null = null;
  /** By service; those that nothing comes to have none. */
  private readonly services: (ServiceRequests | undefined)[] = [];
  /** Where the distributions of a step are put together. */
  private readonly mix = new ResponseMix();
  private readonly room = new LogHistogram();

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : -1;
  }

  /** The warm-up is over: everything is counted from here. */
  override sampled(at: number): number {
    for (const service of this.services) service?.forget(at);
    return -1;
  }

  override requestsFlowed(_at: number, service: number, flow: RequestFlow): void {
    this.of(service).addFlow(flow);
  }

  override responsesSeen(_at: number, service: number, responses: LogHistogram, requests: number): void {
    const { total, step } = this.of(service);
    total.add(responses, requests);
    step.add(responses, requests);
  }

  override availabilityChanged(at: number, service: number, isAvailable: boolean): void {
    this.of(service).changeAvailability(at, isAvailable);
  }

  override queueSeen(
    _at: number,
    service: number,
    messages: number,
    oldestMs: number,
    returned: number,
  ): void {
    this.of(service).seeQueue(messages, oldestMs, returned);
  }

  /** Null for a service that nothing comes to. */
  totals(service: number): RequestTotals | null {
    const found = this.facts()[service]!.isOffered ? this.of(service) : null;
    if (found === null) return null;
    return { flow: found.flow, inFlightBefore: found.inFlightBefore, responses: found.total };
  }

  /** Milliseconds in which requests came and no task could take them. */
  unavailableMs(service: number, at: number): number {
    return this.of(service).unavailableUntil(at);
  }

  queue(service: number): QueueExtremes | null {
    return this.services[service]?.measuredQueue() ?? null;
  }

  /**
   * What came since it was asked last, of the run, of each cluster and of each service, in that order; null for a scope that
   * nothing comes to, and when nothing comes to any.
   */
  takeStep(): (RequestStep | null)[] | null {
    const facts = this.facts();
    if (!facts.some(({ isOffered }) => isOffered)) return null;
    const offered = facts.map(({ isOffered }, service) => (isOffered ? this.of(service) : null));
    const all = offered.filter((service) => service !== null);
    const { clusters } = this.world;
    const ofRun = this.stepOf(all);
    const ofClusters =
      clusters.length === 1
        ? [ofRun]
        : clusters.map((_, cluster) =>
            this.stepOf(
              offered.filter(
                (of, service) => of !== null && facts[service]!.cluster === cluster,
              ) as ServiceRequests[],
            ),
          );
    const steps = [
      ofRun,
      ...ofClusters,
      ...offered.map((service) => (service === null ? null : this.stepOf([service]))),
    ];
    for (const service of all) service.endStep();
    return steps;
  }

  private stepOf(services: readonly ServiceRequests[]): RequestStep | null {
    if (services.length === 0) return null;
    let requests = 0;
    let failed = 0;
    let messages = Number.NaN;
    let oldestMs = Number.NaN;
    for (const { counts, queueNow } of services) {
      requests += counts[0];
      failed += counts[1];
      if (queueNow === null) continue;
      messages = (Number.isNaN(messages) ? 0 : messages) + queueNow.messages;
      oldestMs = Math.max(Number.isNaN(oldestMs) ? 0 : oldestMs, queueNow.oldestMs);
    }
    const counts = { requests, failed, messages, oldestMs };
    const mix = services.length === 1 ? services[0]!.step : this.mixOf(services);
    const [p50, p95, p99] = mix.quantiles(SHOWN, this.room) ?? [];
    return { ...counts, p50: p50 ?? Number.NaN, p95: p95 ?? Number.NaN, p99: p99 ?? Number.NaN };
  }

  private mixOf(services: readonly ServiceRequests[]): ResponseMix {
    this.mix.clear();
    for (const { step } of services) this.mix.merge(step);
    return this.mix;
  }

  private facts(): NonNullable<RequestStatistics['known']> {
    const { services, clusters } = this.world;
    this.known ??= services.map(({ name, isOffered }) => ({
      cluster: clusters.indexOf(name.slice(0, name.lastIndexOf('/'))),
      isOffered,
    }));
    return this.known;
  }

  private of(service: number): ServiceRequests {
    return (this.services[service] ??= new ServiceRequests());
  }
}

/** The quantiles that a timeline has. */
const SHOWN = [0.5, 0.95, 0.99];

class ServiceRequests {
  readonly total = new ResponseMix();
  readonly step = new ResponseMix();
  readonly flow: FlowSums = noFlow();
  inFlightBefore = 0;
  private queue: QueueExtremes | null = null;
  private returnedBefore = 0;
  private stepOldestMs = 0;
  private stepRequests = 0;
  private stepFailed = 0;
  private unavailableMs = 0;
  /** Since when there is no task for the requests that come, or -1. */
  private unavailableSince = -1;

  addFlow(flow: RequestFlow): void {
    const { flow: sum } = this;
    sum.offered += flow.offered;
    sum.served += flow.served;
    sum.rejected += flow.rejected;
    sum.timedOut += flow.timedOut;
    sum.cutOff += flow.cutOff;
    sum.noTarget += flow.noTarget;
    sum.errors += flow.errors;
    sum.failedCalls += flow.failedCalls;
    this.stepRequests += flow.offered;
    this.stepFailed += failedOf(flow);
  }

  changeAvailability(at: number, isAvailable: boolean): void {
    this.unavailableMs = this.unavailableUntil(at);
    this.unavailableSince = isAvailable ? -1 : at;
  }

  unavailableUntil(at: number): number {
    return this.unavailableMs + (this.unavailableSince < 0 ? 0 : at - this.unavailableSince);
  }

  seeQueue(messages: number, oldestMs: number, returned: number): void {
    this.stepOldestMs = Math.max(this.stepOldestMs, oldestMs);
    this.queue = {
      atEnd: messages,
      most: Math.max(messages, this.queue?.most ?? 0),
      oldestMs: Math.max(oldestMs, this.queue?.oldestMs ?? 0),
      returned,
    };
  }

  measuredQueue(): QueueExtremes | null {
    return this.queue && { ...this.queue, returned: this.queue.returned - this.returnedBefore };
  }

  forget(at: number): void {
    this.total.clear();
    const { offered, served } = this.flow;
    this.inFlightBefore += offered - served - failedOf(this.flow);
    Object.assign(this.flow, noFlow());
    if (this.queue !== null) this.queue = { ...this.queue, most: this.queue.atEnd, oldestMs: 0 };
    this.returnedBefore = this.queue?.returned ?? 0;
    this.unavailableMs = 0;
    if (this.unavailableSince >= 0) this.unavailableSince = at;
    this.endStep();
  }

  /** Its queue at the end of the step; null: it has none. */
  get queueNow(): { readonly messages: number; readonly oldestMs: number } | null {
    return this.queue && { messages: this.queue.atEnd, oldestMs: this.stepOldestMs };
  }

  /** Requests and failed ones of the step. */
  get counts(): readonly [number, number] {
    return [this.stepRequests, this.stepFailed];
  }

  endStep(): void {
    this.step.clear();
    this.stepRequests = 0;
    this.stepFailed = 0;
    this.stepOldestMs = 0;
  }
}
