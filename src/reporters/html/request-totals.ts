import type { ServiceSummary } from '../../experiment/outcome.ts';

/** What came to all services together, and what failed of it; messages of queues are no requests. */
export function totalRequests(services: Readonly<Record<string, ServiceSummary>>): {
  readonly came: number;
  readonly failed: number;
} {
  let came = 0;
  let failed = 0;
  for (const { requests, failedRequests, queue } of Object.values(services)) {
    if (queue !== null) continue;
    came += requests ?? 0;
    failed += failedRequests ?? 0;
  }
  return { came, failed };
}
