import { LogHistogram } from '../../kernel/log-histogram.ts';
import { type RetriedRequests, retryRequests } from '../../requests/balancing/service-connect.ts';
import type { Simulation } from '../simulation.ts';
import { partsOf } from './parts.ts';
import type { ServiceLoad } from './service-load.ts';

/** What the calls that a request makes add to its response time. */
export interface CallResponses {
  readonly meanMs: number;
  /** Response times with the calls, of requests that take `own` without. */
  after(own: LogHistogram): LogHistogram;
}

/** The calls of a load's requests as the called services answer now; null when it calls none. */
export function callResponses(simulation: Simulation, load: ServiceLoad): CallResponses | null {
  const called = load.calls.flatMap(({ load: index, perRequest }) => {
    const { responses } = simulation.loads[index]!;
    return responses === null || responses.count === 0 ? [] : [{ responses, perRequest }];
  });
  if (called.length === 0) return null;
  return {
    meanMs: called.reduce((sum, { responses, perRequest }) => sum + perRequest * responses.mean(), 0),
    after: (own) =>
      called.reduce((so, { responses, perRequest }) => withCall(so, responses, perRequest), own),
  };
}

/**
 * One call is as random as the called service's response times; what goes beyond one call a request adds its mean, and of less
 * than one only so many requests have it.
 */
function withCall(own: LogHistogram, responses: LogHistogram, perRequest: number): LogHistogram {
  const sum = new LogHistogram();
  const calling = Math.min(1, perRequest);
  const furtherMs = Math.max(0, perRequest - 1) * responses.mean();
  if (calling < 1) sum.merge(own, 1 - calling);
  for (const { value, share } of partsOf(responses)) sum.addShifted(own, value + furtherMs, calling * share);
  return sum;
}

/** What becomes of the calls of a load's requests now. */
export interface CallsNow {
  /** Part of the requests one of whose calls fails, or comes too late for a client with a time-out of its own. */
  readonly failedShare: number;
  /** By call, how often a request makes it: none after one that failed, another one where a host has failed it (ecs: ). */
  readonly made: readonly number[];
}

const NO_CALLS: CallsNow = { failedShare: 0, made: [] };

export function callsNow(simulation: Simulation, load: ServiceLoad): CallsNow {
  if (load.calls.length === 0) return NO_CALLS;
  let reached = 1;
  const made = load.calls.map(({ load: index, perRequest }) => {
    const called = simulation.loads[index]!;
    const { discovery } = simulation.scenario.services[called.service]!;
    let failed = called.failedShare;
    let attempts = 1;
    if (discovery.kind === 'serviceConnect') {
      const { perRequestTimeoutMs } = discovery;
      const late = perRequestTimeoutMs === 0 ? 0 : (called.responses?.beyond(perRequestTimeoutMs) ?? 0);
      const retried = retriedOn(failed, called);
      failed = 1 - (1 - retried.failedShare) * (1 - late);
      attempts = retried.attempts;
    }
    const before = reached;
    reached *= power(1 - failed, perRequest);
    return before * callsUntilOneFails(1 - failed, perRequest) * attempts;
  });
  return { failedShare: 1 - reached, made };
}

/** How many of so many calls are made when each that fails is the last one. */
function callsUntilOneFails(answered: number, calls: number): number {
  const whole = Math.floor(calls);
  const reached = wholePower(answered, whole);
  const made = answered === 1 ? whole : (1 - reached) / (1 - answered);
  return made + (calls - whole) * reached;
}

/** What becomes of a call that is tried on other hosts; each fails as many (ecs: ). */
function retriedOn(failed: number, { stations }: ServiceLoad): RetriedRequests {
  const hosts = stations.reduce((sum, { tasks, share }) => sum + (share > 0 ? tasks.length : 0), 0);
  if (hosts === 0) return { failedShare: failed, attempts: 1 };
  return retryRequests(new Float64Array(Math.min(hosts, 3)).fill(failed));
}

/** base^exponent; between whole exponents in a line. */
function power(base: number, exponent: number): number {
  const whole = Math.floor(exponent);
  return wholePower(base, whole) * (1 - (exponent - whole) * (1 - base));
}

/** By squaring. */
function wholePower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
