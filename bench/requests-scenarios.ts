import { INSTANT_TIMINGS } from '../src/catalog/defaults.ts';
import type { Series } from '../src/environment/arrivals/arrivals-spec.ts';
import type { RequestsSpec, Scenario } from '../src/scenario/scenario.ts';
import { scenarioWith } from '../test/support/scenario.ts';

const HOUR_MS = 3_600_000;

/** Services of four Fargate tasks of one vCPU each, to each of which requests come for 30 days. */
export function loadedMonth(count: number, rate: Series, noise: RequestsSpec['noise']): Scenario {
  const scenario = scenarioWith({
    simulation: { durationMs: 720 * HOUR_MS },
    timings: INSTANT_TIMINGS,
    definition: {
      need: { cpu: 1024, memory: 2048, gpu: 0 },
      limits: { cpu: 1024, cpuShares: 1024, memory: 2048 },
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
    },
    workloads: [],
    services: Array.from({ length: count }, (_, i) => ({
      serviceName: `web-${i + 1}`,
      launchType: 'FARGATE',
      desiredCount: 4,
    })),
  });
  return {
    ...scenario,
    loads: scenario.services.map(({ serviceName }, service) => ({
      name: serviceName,
      service,
      usage: { cpu: 0, memory: 1 },
      requests: {
        rate,
        noise,
        cpuTime: { kind: 'lognormal', meanMs: 8, scv: 4 },
        waitMs: 5,
        memoryMib: 0,
        timeoutMs: 60_000,
        mostPerTask: null,
        traffic: { requestBytes: 0, responseBytes: 0, requestsPerConnection: 1, connectionMs: 60_000 },
        logBytesPerRequest: 0,
        calls: [],
        queue: null,
      },
    })),
  };
}

/** Always the same. */
export function constantRate(perSecond: number): Series {
  return { atMs: [0], perSecond: [perSecond], endMs: null, repeat: false };
}

/** Up and down by a fifth every quarter of an hour. */
export function steppedRate(perSecond: number): Series {
  const atMs = Array.from({ length: 2880 }, (_, step) => step * 900_000);
  return {
    atMs,
    perSecond: atMs.map((_, step) => perSecond * (1 + 0.2 * ((step % 3) - 1))),
    endMs: null,
    repeat: false,
  };
}
