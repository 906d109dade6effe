import { LogHistogram } from '../../kernel/log-histogram.ts';
import type { ConcurrencyLimit } from '../../requests/concurrency-limit.ts';
import type { RequestModels } from '../../requests/request-models.ts';
import type { ResponseProfile } from '../../requests/response-profile.ts';
import { aloneMs } from '../../requests/utilisation.ts';
import { utilisationBucket } from '../../requests/utilisation-buckets.ts';
import type { RequestsSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';

/** What the response times of a station depend on, beside how busy it is. */
export interface ProfileFacts {
  /** vCPUs that a request can be worked on by, and CPU time of one there, ms. */
  readonly cores: number;
  readonly workMs: number;
  /** Time off the CPU that all requests have alike, and what calls take on average beside it, ms. */
  readonly waitMs: number;
  readonly callMs: number;
  /** Requests at once; `null`: no limit. */
  readonly most: number | null;
}

/** Response times of stations that are alike, by utilisation: each is worked out once and lasts. */
export class StationProfile {
  readonly facts: ProfileFacts;
  private readonly profile: ResponseProfile;
  private readonly limit: ConcurrencyLimit | null;
  private readonly aloneMs: number;
  private readonly timeoutMs: number;
  private readonly known: (TimedResponses | undefined)[] = [];

  constructor(models: RequestModels, facts: ProfileFacts, { cpuTime, timeoutMs }: RequestsSpec) {
    const { cores, workMs, waitMs, callMs, most } = facts;
    this.facts = facts;
    this.timeoutMs = timeoutMs;
    this.aloneMs = aloneMs(workMs, cores);
    this.limit = most === null ? null : models.limitOf(cores, most, waitMs + callMs, this.aloneMs);
    this.profile = models.profileOf(cores, cpuTime, this.limit);
  }

  /** The most completions as a part of what the cores alone could do. */
  get capacityShare(): number {
    return this.limit?.capacityShare ?? 1;
  }

  /** Requests that can wait in one task at its capacity. */
  get mostWaiting(): number {
    return this.limit?.mostWaiting ?? Number.POSITIVE_INFINITY;
  }

  /** Part of the requests that find all places taken, by chance. */
  rejectedShare(utilisation: number): number {
    return this.limit?.rejectedShare(utilisation) ?? 0;
  }

  /** Responses at a utilisation without calls: they are worked out once, and last. */
  at(utilisation: number): TimedResponses {
    const bucket = utilisationBucket(utilisation);
    return (this.known[bucket] ??= this.workOut(bucket));
  }

  private workOut(bucket: number): TimedResponses {
    const all = new LogHistogram();
    this.profile.addTo(all, bucket, 1, this.aloneMs, this.facts.waitMs);
    const timed = withinTimeout(all, this.timeoutMs);
    timed.responses.seal();
    return timed;
  }
}

/** Response times of those that were answered in time, and the part of all that was not. */
export interface TimedResponses {
  readonly responses: LogHistogram;
  readonly timedOutShare: number;
}

/** So few are none. */
const NEGLIGIBLE = 1e-9;

export function withinTimeout(responses: LogHistogram, timeoutMs: number): TimedResponses {
  const timedOutShare = responses.beyond(timeoutMs);
  return timedOutShare < NEGLIGIBLE
    ? { responses, timedOutShare: 0 }
    : { responses: responses.upTo(timeoutMs), timedOutShare };
}

/** The profile of stations that are like this in all that matters to it. */
export function profileOf(
  simulation: Simulation,
  requests: RequestsSpec,
  facts: ProfileFacts,
): StationProfile {
  const { models, profiles } = simulation;
  const { cores, workMs, waitMs, callMs, most } = facts;
  const { kind } = requests.cpuTime;
  const scv = requests.cpuTime.kind === 'lognormal' ? requests.cpuTime.scv : '';
  const key = `${cores} ${workMs} ${waitMs} ${callMs} ${most} ${kind} ${scv} ${requests.timeoutMs}`;
  let profile = profiles.get(key);
  if (profile === undefined) profiles.set(key, (profile = new StationProfile(models, facts, requests)));
  return profile;
}
