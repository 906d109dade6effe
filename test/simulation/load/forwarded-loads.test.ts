import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import type { Outcome } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { behind, TO_SHOP, weighted } from '../../support/weighted.ts';

/** What comes of 300 requests a second for an hour, forwarded by these weights. */
async function servicesOf(
  stable: number,
  canary: number,
  requests: object = {},
  others: readonly object[] = [],
): Promise<Outcome['services']> {
  const targetGroups = Object.entries({ stable, canary }).map(([targetGroupArn, weight]) => ({
    targetGroupArn,
    weight,
  }));
  const defaultActions = [{ type: 'forward', forwardConfig: { targetGroups } }];
  const text = weighted({
    loadBalancers: [{ name: 'shop', listeners: [{ port: 443, defaultActions }] }],
    services: [behind('stable'), behind('canary'), { ...behind('api'), loadBalancers: [] }],
    workloads: [{ loadBalancer: 'shop', requests: { ...TO_SHOP, ...requests } }, ...others],
    timings: 'instant',
  });
  return run(text);
}

async function run(text: string): Promise<Outcome['services']> {
  return runScenario(await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) })).services;
}

const OFFERED = 300 * 3600;

test('with noise exact each service gets exactly its part of the requests (autoscaling:R-5.6)', async () => {
  const services = await servicesOf(10, 20, { noise: 'exact' });
  expect(services['main/stable']!.requests).toBe(OFFERED / 3);
  expect(services['main/canary']!.requests).toBe((OFFERED / 3) * 2);
});

test('at random each gets its part within the noise of a Poisson count, and not the same noise', async () => {
  const services = await servicesOf(10, 20);
  const [stable, canary] = ['main/stable', 'main/canary'].map((name) => services[name]!.requests!);
  expect(Math.abs(stable! - OFFERED / 3)).toBeLessThan(4 * Math.sqrt(OFFERED / 3));
  expect(Math.abs(canary! - (OFFERED / 3) * 2)).toBeLessThan(4 * Math.sqrt((OFFERED / 3) * 2));
  expect(canary).not.toBe(2 * stable!);
});

test('nothing comes to a group of weight 0', async () => {
  const services = await servicesOf(1, 0, { noise: 'exact' });
  expect(services['main/stable']!.requests).toBe(OFFERED);
  expect(services['main/canary']!.requests).toBe(0);
});

test('it is as if each service had its part of the rate for itself', async () => {
  const forwarded = await servicesOf(1, 2, { noise: 'exact' });
  const apart = [
    { service: 'stable', requests: { ...TO_SHOP, rate: { constant: 100 }, noise: 'exact' } },
    { service: 'canary', requests: { ...TO_SHOP, rate: { constant: 200 }, noise: 'exact' } },
  ];
  const text = weighted({ workloads: apart, timings: 'instant' });
  const services = await run(text);
  for (const name of ['main/stable', 'main/canary']) {
    expect(forwarded[name]!.latencyMs!.p95).toBeCloseTo(services[name]!.latencyMs!.p95!, 6);
    expect(forwarded[name]!.cpuUtilization!.mean).toBeCloseTo(services[name]!.cpuUtilization!.mean!, 6);
  }
});

test('a service that costs more behind the same load balancer is slower, and nobody else', async () => {
  const slow = { service: 'canary', requests: { cpuMsPerRequest: 15 } };
  const before = await servicesOf(90, 10, { noise: 'exact' });
  const after = await servicesOf(90, 10, { noise: 'exact' }, [slow]);
  expect(after['main/canary']!.requests).toBe(before['main/canary']!.requests);
  expect(after['main/stable']!.latencyMs).toEqual(before['main/stable']!.latencyMs);
  expect(after['main/canary']!.latencyMs!.p50).toBeGreaterThan(2 * before['main/canary']!.latencyMs!.p50!);
  expect(after['main/canary']!.cpuUtilization!.mean).toBeCloseTo(
    3 * before['main/canary']!.cpuUtilization!.mean!,
    0,
  );
});

test('calls of all services behind it meet at the one that they call', async () => {
  const calls = [{ service: 'api', perRequest: 2 }];
  const api = { service: 'api', requests: { cpuMsPerRequest: 1 } };
  const services = await servicesOf(1, 2, { noise: 'exact', calls }, [api]);
  expect(services['main/api']!.requests).toBeGreaterThan(1.99 * OFFERED);
  expect(services['main/api']!.requests).toBeLessThanOrEqual(2 * OFFERED);
});
