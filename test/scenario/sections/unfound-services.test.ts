import { expect, test } from 'vitest';
import { Findings } from '../../../src/scenario/findings.ts';
import type { LoadSpec, ServiceSpec } from '../../../src/scenario/scenario.ts';
import { warnOfUnfoundServices } from '../../../src/scenario/sections/services/unfound-services.ts';
import { NO_TRAFFIC, service } from '../../support/scenario.ts';

function load(index: number, calls: NonNullable<LoadSpec['requests']>['calls']): LoadSpec {
  const requests: LoadSpec['requests'] = {
    rate: null,
    noise: 'exact',
    cpuTime: { kind: 'constant', meanMs: 10 },
    waitMs: 0,
    memoryMib: 0,
    timeoutMs: 60_000,
    mostPerTask: null,
    traffic: NO_TRAFFIC,
    logBytesPerRequest: 0,
    calls,
    queue: null,
  };
  return { name: `load${index}`, service: index, usage: { cpu: 0, memory: 1 }, requests };
}

/** Service `web` and `other` call `api`. */
function warningsOf(api: Partial<ServiceSpec>): string[] {
  const findings = new Findings();
  const services = [service(), service({ serviceName: 'api', ...api }), service({ serviceName: 'other' })];
  const toApi = [{ load: 1, perRequest: 1, bytes: 0 }];
  warnOfUnfoundServices(services, [load(0, toApi), load(1, []), load(2, toApi)], findings);
  return findings.warnings.map(({ message }) => message);
}

test('who is called without a way to be found is told of once', () => {
  expect(warningsOf({})).toEqual([
    'Service main/api: others call it, but it has no `serviceConnectConfiguration` with `services`, no `serviceRegistries` and no load balancer; its callers are taken to know its tasks at every moment.',
  ]);
});

test.each<Partial<ServiceSpec>>([
  { discovery: { kind: 'dns', ttlMs: 60_000 } },
  { discovery: { kind: 'serviceConnect', perRequestTimeoutMs: 15_000 } },
  { loadBalancers: [{ targetGroup: 0, containerName: 'main', containerPort: 80 }] },
])('%j is a way', (api) => {
  expect(warningsOf(api)).toEqual([]);
});
