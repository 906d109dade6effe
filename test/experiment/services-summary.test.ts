import { expect, test } from 'vitest';
import type { Outcome, ServiceSummary } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { load } from '../support/load.ts';
import { TEST_PRICES } from '../support/prices.ts';

/** Of half an hour: 10 requests a second of 20 ms of CPU come to `web`; two tasks of a vCPU each. */
async function run(parts: {
  readonly simulation?: object;
  readonly web?: object;
  readonly requests?: object;
  readonly actions?: readonly object[];
}): Promise<Outcome> {
  const requests = { noise: 'exact', rate: { constant: 10 }, cpuMsPerRequest: { constant: 20 } };
  const text = JSON.stringify({
    timings: 'instant',
    simulation: { duration: '30m', ...parts.simulation },
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
    taskDefinitions: [
      {
        family: 'app',
        cpu: '1024',
        memory: '2048',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ name: 'app', image: 'app' }],
      },
    ],
    services: [
      { serviceName: 'web', taskDefinition: 'app', launchType: 'FARGATE', desiredCount: 2, ...parts.web },
      { serviceName: 'quiet', taskDefinition: 'app', launchType: 'FARGATE', desiredCount: 1 },
    ],
    workloads: [{ service: 'web', requests: parts.requests ?? requests }],
    actions: parts.actions ?? [],
  });
  return runScenario({ scenario: await load(text), prices: TEST_PRICES });
}

const webOf = ({ services }: Outcome) => services['main/web']!;

function inFlightOf({ requests, failedRequests, requestsBy }: ServiceSummary): number {
  return requestsBy!.inFlightAtStart + requests! - requestsBy!.served - failedRequests!;
}

test('requests and what they came to; a service that nothing comes to has none of it', async () => {
  const outcome = await run({});
  const { requests, failedRequests, requestsBy, latencyMs, ...rest } = webOf(outcome);
  expect([requests, failedRequests]).toEqual([18_000, 0]);
  expect(requestsBy).toEqual({
    served: 18_000 - requestsBy!.inFlightAtEnd,
    inFlightAtStart: 0,
    inFlightAtEnd: requestsBy!.inFlightAtEnd,
    rejected: 0,
    timedOut: 0,
    cutOff: 0,
    noTarget: 0,
    errors: 0,
    failedCalls: 0,
  });
  expect(requestsBy!.inFlightAtEnd).toBeLessThanOrEqual(1);
  // Each task is busy for a tenth of the time: a request takes its 20 ms and about a tenth more.
  expect(latencyMs!.p50).toBeCloseTo(20, 0);
  expect(latencyMs!.mean).toBeCloseTo(20 / 0.9, 0);
  expect(rest.requestCountPerTarget).toBe(300);
  expect(rest.cpuUtilization!.mean).toBeCloseTo(10, 1);
  expect([rest.unavailableSeconds, rest.queue]).toEqual([0, null]);
  expect(outcome.services['main/quiet']).toMatchObject({
    requests: null,
    failedRequests: null,
    requestsBy: null,
    requestCountPerTarget: null,
    latencyMs: null,
    unavailableSeconds: null,
    queue: null,
    cpuUtilization: { mean: 100, p95: 100 },
  });
});

test('without a task requests find none, and there is neither a response time nor a part of them', async () => {
  const web = webOf(await run({ web: { desiredCount: 0 } }));
  expect(web).toMatchObject({
    requests: 18_000,
    failedRequests: 18_000,
    requestsBy: { served: 0, noTarget: 18_000, inFlightAtEnd: 0 },
    requestCountPerTarget: null,
    latencyMs: null,
    unavailableSeconds: 1800,
    cpuUtilization: null,
  });
});

test('the warm-up is left out, and what was in flight then is served after it', async () => {
  // Two tasks can serve 100 a second: 50 are left of each second, until 0:10, when the rest is worked off.
  const steps = [
    ['0s', 150],
    ['10m', 0],
  ];
  const requests = {
    noise: 'exact',
    rate: { steps },
    cpuMsPerRequest: { constant: 20 },
    timeout: '1h',
  };
  const web = webOf(await run({ simulation: { warmUp: '10m' }, requests }));
  expect(web.requests).toBe(0);
  expect(web.requestsBy!.inFlightAtStart / (50 * 600)).toBeCloseTo(1, 1);
  expect(web.requestsBy!.served).toBe(web.requestsBy!.inFlightAtStart);
  expect(web.requestsBy!.inFlightAtEnd).toBe(0);
  expect(web.latencyMs!.p50).toBeGreaterThan(100_000);
  expect(inFlightOf(web)).toBe(0);
});

test('the warm-up divides a run: requests before it and after it are those of the whole', async () => {
  const [whole, after] = await Promise.all([run({}), run({ simulation: { warmUp: '10m' } })]);
  expect(webOf(after).requests).toBe(12_000);
  expect(webOf(after).requestCountPerTarget).toBe(300);
  expect(webOf(after).requestsBy!.inFlightAtEnd).toBe(webOf(whole).requestsBy!.inFlightAtEnd);
  expect(inFlightOf(webOf(after))).toBe(webOf(after).requestsBy!.inFlightAtEnd);
});

test('a queue is told of as such', async () => {
  // One a second for ten minutes, until 0:20 nobody takes them; from then on two a second.
  const steps = [
    ['0s', 1],
    ['10m', 0],
  ];
  const web = webOf(
    await run({
      web: { desiredCount: 0 },
      requests: { noise: 'exact', queue: { messages: { steps }, workMs: 1000 } },
      actions: [{ at: '20m', updateService: { service: 'web', desiredCount: 2 } }],
    }),
  );
  expect(web.queue).toEqual({
    messagesAtEnd: 0,
    messagesMax: 600,
    oldestMaxSeconds: 1200,
    returned: 0,
  });
  expect(web).toMatchObject({ requests: 600, failedRequests: 0, requestsBy: { served: 600 } });
  // The first waits for 1,200 s, the last for 600 and the 300 that those before it take.
  expect(web.latencyMs!.mean / 1000).toBeCloseTo(1051, -1);
});
