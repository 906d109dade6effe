import { LogHistogram } from '../../kernel/log-histogram.ts';
import { addExponentialQueueResponses, addQueueResponses } from '../../requests/queue-response.ts';
import { scvOf } from '../../requests/service-time.ts';
import { bucketUtilisation, utilisationBucket } from '../../requests/utilisation-buckets.ts';
import type { RequestsSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';

/** More hands than this are so many that nobody waits for one before all are needed. */
const MOST_HANDS = 256;

/** Times from a message's arrival to the end of its work, by how busy all hands of a queue's workers are. */
export class HandsProfile {
  readonly hands: number;
  /** Of one message in one hand, on average. */
  readonly workMs: number;
  /** Of messages that find a hand free. */
  readonly alone: LogHistogram = new LogHistogram();
  private readonly scv: number;
  private readonly isExponential: boolean;
  private readonly known: (LogHistogram | undefined)[] = [];

  constructor({ models }: Simulation, hands: number, workMs: number, { cpuTime, queue }: RequestsSpec) {
    this.hands = hands;
    this.workMs = workMs;
    // CPU time varies, what is beside it does not.
    const cpuShare = cpuTime.meanMs / queue!.workMs;
    this.scv = scvOf(cpuTime) * cpuShare * cpuShare;
    this.isExponential = cpuTime.kind === 'exponential' && cpuShare === 1;
    const profile = models.profileOf(1, cpuTime, null);
    profile.addTo(this.alone, 0, 1, cpuShare * workMs, (1 - cpuShare) * workMs);
    this.alone.seal();
  }

  at(utilisation: number): LogHistogram {
    const bucket = utilisationBucket(utilisation);
    return (this.known[bucket] ??= this.workOut(bucketUtilisation(bucket)));
  }

  private workOut(utilisation: number): LogHistogram {
    const { workMs, scv } = this;
    const responses = new LogHistogram();
    const facts = { workers: Math.min(this.hands, MOST_HANDS), utilisation, workMs, scv };
    if (this.isExponential) addExponentialQueueResponses(responses, facts);
    else addQueueResponses(responses, this.alone, facts);
    responses.seal();
    return responses;
  }
}
