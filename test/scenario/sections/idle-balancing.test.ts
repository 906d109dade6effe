import { expect, test } from 'vitest';
import { Findings } from '../../../src/scenario/findings.ts';
import type { LoadSpec, RequestsSpec } from '../../../src/scenario/scenario.ts';
import {
  type BalancingParts,
  warnOfIdleBalancing,
} from '../../../src/scenario/sections/load-balancing/idle-balancing.ts';
import { NO_TRAFFIC, ROUTING, service } from '../../support/scenario.ts';

const GROUP = {
  name: 'web',
  arn: 'arn:web',
  healthCheck: { intervalMs: 30_000, healthyThreshold: 5, unhealthyThreshold: 2 },
  deregistrationDelayMs: 0,
  routing: ROUTING,
};

function load(index: number, requests: Partial<RequestsSpec> | null): LoadSpec {
  const usage = { cpu: 0, memory: 1 };
  const all: RequestsSpec = {
    rate: null,
    noise: 'exact',
    cpuTime: { kind: 'constant', meanMs: 10 },
    waitMs: 0,
    memoryMib: 0,
    timeoutMs: 60_000,
    mostPerTask: null,
    traffic: NO_TRAFFIC,
    logBytesPerRequest: 0,
    calls: [],
    queue: null,
  };
  return { name: `load${index}`, service: index, usage, requests: requests && { ...all, ...requests } };
}

/** Service 0 behind the target group `web`, service 1 with Service Connect. */
function codesOf(loads: readonly LoadSpec[]): string[] {
  const parts: BalancingParts = {
    services: [
      service({ loadBalancers: [{ targetGroup: 0, containerName: 'main', containerPort: 80 }] }),
      service({ serviceName: 'api', discovery: { kind: 'serviceConnect', perRequestTimeoutMs: 15_000 } }),
    ],
    targetGroups: [GROUP],
    routingKeys: () => ['slow_start.duration_seconds'],
    loads,
  };
  const findings = new Findings();
  warnOfIdleBalancing(parts, findings);
  return findings.warnings.map(({ code }) => code);
}

test('keys about requests have an effect where requests come, and calls', () => {
  expect(codesOf([])).toEqual(['routing-without-requests', 'discovery-without-calls']);
  expect(codesOf([load(0, null)])).toEqual(['routing-without-requests', 'discovery-without-calls']);
  expect(codesOf([load(0, {}), load(1, {})])).toEqual(['discovery-without-calls']);
  expect(codesOf([load(0, { calls: [{ load: 1, perRequest: 1, bytes: 0 }] }), load(1, {})])).toEqual([]);
});

test('messages of a queue go through no load balancer', () => {
  const messages = { atMs: [0], perSecond: [1], endMs: null, repeat: false };
  const queue = { messages, workMs: 1000, visibilityTimeoutMs: 30_000 };
  expect(codesOf([load(0, { queue })])).toContain('routing-without-requests');
});
