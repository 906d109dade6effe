import { LogHistogram } from '../../kernel/log-histogram.ts';
import { retryRequests } from '../../requests/balancing/service-connect.ts';
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

/** Part of a load's requests one of whose calls fails now, or comes too late for a client with a time-out of its own. */
export function failedCallsShare(simulation: Simulation, load: ServiceLoad): number {
  let answered = 1;
  for (const { load: index, perRequest } of load.calls) {
    const called = simulation.loads[index]!;
    const { discovery } = simulation.scenario.services[called.service]!;
    let failed = called.failedShare;
    if (discovery.kind === 'serviceConnect') {
      const { perRequestTimeoutMs } = discovery;
      const late = perRequestTimeoutMs === 0 ? 0 : (called.responses?.beyond(perRequestTimeoutMs) ?? 0);
      failed = 1 - (1 - retried(failed, called)) * (1 - late);
    }
    answered *= power(1 - failed, perRequest);
  }
  return 1 - answered;
}

/** Part of the calls that fail on every host they are tried on; each host fails as many (ecs: ). */
function retried(failed: number, { stations }: ServiceLoad): number {
  const hosts = stations.reduce((sum, { tasks, share }) => sum + (share > 0 ? tasks.length : 0), 0);
  return hosts === 0 ? failed : retryRequests(new Float64Array(Math.min(hosts, 3)).fill(failed)).failedShare;
}

/** base^exponent; between whole exponents in a line. */
function power(base: number, exponent: number): number {
  let result = 1;
  const whole = Math.floor(exponent);
  for (let i = 0; i < whole && result > 0; i++) result *= base;
  return result * (1 - (exponent - whole) * (1 - base));
}
