import type { ServiceMetric } from '../../cloudwatch/metric.ts';
import type { FlowSums } from '../../events/request-flow.ts';
import { LogHistogram } from '../../kernel/log-histogram.ts';
import type { QueueState, ServiceLoad } from '../load/service-load.ts';
import type { SampleSet } from './sample-set.ts';

const KINDS = ['offered', 'noTarget', 'rejected', 'timedOut', 'errors', 'failedCalls'] as const;

/** What the load's sums were when the period began. */
type FlowBase = Pick<FlowSums, (typeof KINDS)[number]>;

/** What a meter has to add up of response times. */
export type ResponsesKept = 'none' | 'mean' | 'all';

/** What the requests or messages of a service come to in a period: metrics of its target group and of its queue (scaling: ). */
export class RequestMeter {
  private readonly base: FlowBase = {
    offered: 0,
    noTarget: 0,
    rejected: 0,
    timedOut: 0,
    errors: 0,
    failedCalls: 0,
  };
  private readonly kept: ResponsesKept;
  private responses = 0;
  private responsesMs = 0;
  private distribution: LogHistogram | null;

  constructor(kept: ResponsesKept) {
    this.kept = kept;
    this.distribution = kept === 'all' ? new LogHistogram() : null;
  }

  responsesSeen(responses: LogHistogram, requests: number): void {
    if (this.kept === 'none') return;
    this.responses += requests;
    this.responsesMs += requests * responses.mean();
    this.distribution?.merge(responses, requests / responses.count);
  }

  keepPart(part: number, { sums }: ServiceLoad): void {
    for (const kind of KINDS) this.base[kind] = sums[kind] - (sums[kind] - this.base[kind]) * part;
    this.responses *= part;
    this.responsesMs *= part;
    if (this.distribution !== null) this.distribution = partOf(this.distribution, part);
  }

  reset({ sums }: ServiceLoad): void {
    const { base } = this;
    base.offered = sums.offered;
    base.noTarget = sums.noTarget;
    base.rejected = sums.rejected;
    base.timedOut = sums.timedOut;
    base.errors = sums.errors;
    base.failedCalls = sums.failedCalls;
    this.responses = 0;
    this.responsesMs = 0;
    this.distribution?.clear();
  }

  /** Requests of the period for which there was a task. */
  requests({ sums }: ServiceLoad): number {
    return sums.offered - this.base.offered - (sums.noTarget - this.base.noTarget);
  }

  /** `targets`: tasks that requests went to, on average; `idle`: what counts of requests are while nothing comes. */
  read(
    metric: ServiceMetric,
    load: ServiceLoad,
    {
      targets,
      idle,
      at,
    }: { readonly targets: number; readonly idle: 'zero' | 'missing'; readonly at: number },
    into: SampleSet,
  ): SampleSet {
    const requests = Math.max(0, this.requests(load));
    const came = (kind: keyof FlowBase) => load.sums[kind] - this.base[kind];
    const counted = requests > 0 || idle === 'zero';
    switch (metric) {
      case 'RequestCount':
        return into.one(counted ? requests : null);
      case 'RequestCountPerTarget':
        return into.one(counted ? (targets === 0 ? 0 : requests / targets) : null);
      case 'TargetResponseTime':
        return this.readResponses(into);
      case 'HTTPCode_Target_5XX_Count':
        return into.one(came('errors') + came('failedCalls'));
      case 'HTTPCode_ELB_5XX_Count':
        return into.one(came('noTarget') + came('rejected') + came('timedOut'));
      case 'NumberOfMessagesSent':
        return into.one(came('offered'));
      default:
        return readQueue(metric, load.queue, at, into);
    }
  }

  snapshot(): RequestMeterState {
    const { base, responses, responsesMs, distribution } = this;
    return {
      base: { ...base },
      responses,
      responsesMs,
      distribution: distribution === null ? null : partOf(distribution, 1),
    };
  }

  restore({ base, responses, responsesMs, distribution }: RequestMeterState): void {
    Object.assign(this.base, base);
    this.responses = responses;
    this.responsesMs = responsesMs;
    this.distribution = distribution === null ? null : partOf(distribution, 1);
  }

  private readResponses(into: SampleSet): SampleSet {
    const { responses, responsesMs, distribution } = this;
    if (responses <= 0) return into.clear();
    into.set(responsesMs / responses / 1000, responses);
    if (distribution === null) return into;
    into.distribution = new InSeconds(distribution);
    into.minimum = into.distribution.quantile(0);
    into.maximum = into.distribution.quantile(1);
    return into;
  }
}

export interface RequestMeterState {
  readonly base: FlowBase;
  readonly responses: number;
  readonly responsesMs: number;
  readonly distribution: LogHistogram | null;
}

/** Messages as they are at this moment; ages in seconds. */
function readQueue(metric: ServiceMetric, queue: QueueState | null, at: number, into: SampleSet): SampleSet {
  const oldest = queue?.batches[0];
  switch (metric) {
    case 'ApproximateNumberOfMessagesVisible':
      return into.one(queue === null ? 0 : Math.max(0, queue.backlog));
    case 'ApproximateNumberOfMessagesNotVisible':
      return into.one(
        queue === null ? 0 : queue.inHand + queue.hidden.reduce((sum, { messages }) => sum + messages, 0),
      );
    case 'ApproximateAgeOfOldestMessage':
      return into.one(oldest === undefined ? 0 : (at - oldest.fromMs) / 1000);
    default:
      return into.clear();
  }
}

/** Milliseconds as CloudWatch has them. */
class InSeconds {
  private readonly histogram: LogHistogram;

  constructor(histogram: LogHistogram) {
    this.histogram = histogram;
  }

  quantile(fraction: number): number {
    return this.histogram.quantile(fraction) / 1000;
  }
}

/** A histogram of its own with a part of all weights. */
function partOf(histogram: LogHistogram, part: number): LogHistogram {
  const own = new LogHistogram();
  if (histogram.count > 0 && part > 0) own.merge(histogram, part);
  return own;
}
