import type { ComparedOutcome } from '../execute/run-request.ts';
import { tidy } from '../tidy.ts';
import type { ComparedPair } from './comparison.ts';

export type Metric = ComparedPair['metric'];

/** What alternatives are compared by; `null`: the run has no such figure. */
export const MEASURES: Readonly<Record<Metric, (outcome: ComparedOutcome) => number | null>> = {
  cost: ({ cost }) => cost.total,
  // Where tasks were wanted and none started, nobody knows how long they wait: not 0.
  wait: ({ tasks }) => (tasks.requested > 0 && tasks.started === 0 ? null : tasks.wait.p95),
  latency: slowestLatency,
  unserved: unservedShare,
};

/** The 95th percentile of the slowest service, milliseconds. */
function slowestLatency({ services }: ComparedOutcome): number | null {
  let slowest: number | null = null;
  for (const { latencyMs } of Object.values(services))
    if (latencyMs !== null && (slowest === null || latencyMs.p95 > slowest)) slowest = latencyMs.p95;
  return slowest;
}

/** Requests that failed and tasks that gave up or pend at the end, as a part of all. */
function unservedShare({ services, tasks }: ComparedOutcome): number {
  let asked = tasks.requested;
  let missed = tasks.gaveUp + tasks.pendingAtEnd.count;
  for (const { requests, failedRequests } of Object.values(services)) {
    asked += requests ?? 0;
    missed += failedRequests ?? 0;
  }
  return asked === 0 ? 0 : tidy(missed / asked);
}
