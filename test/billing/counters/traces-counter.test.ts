import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slowTraces } from '../../oracles/slow-meters.ts';
import { network, requestsTo, serviceOf, used } from '../../support/network.ts';

const TRACES = /^XRay-TracesStored$/;
const SECONDS = 7200;

type Parts = Readonly<Record<string, unknown>>;

const traced = (rate: number, samplingRules: readonly object[] = [], requests: Parts = {}) =>
  used(
    network({ workloads: [requestsTo('web', rate, { traced: true, ...requests })], samplingRules }),
    TRACES,
  );

const rule = (parts: object) => ({ ruleName: 'own', fixedRate: 0, reservoirSize: 0, ...parts });

test('the default rule: a request a second, and 5 % of the others (X-Ray)', async () => {
  expect(await traced(1)).toBe(SECONDS);
  expect(await traced(21)).toBe(SECONDS * 2);
  expect(await traced(0.5)).toBe(SECONDS / 2);
  expect(await used(network(), TRACES)).toBe(0);
});

test('twice the requests are twice the traces where no reservoir fills first', async () => {
  const half = [rule({ fixedRate: 0.5 })];
  expect(await traced(10, half)).toBe(SECONDS * 5);
  expect(await traced(20, half)).toBe(SECONDS * 10);
});

test('of the rules that are for a service the one with the least priority decides', async () => {
  const all = rule({ ruleName: 'all', priority: 9, fixedRate: 1 });
  const web = rule({ ruleName: 'web', priority: 1, fixedRate: 0.5, serviceName: 'W?b*' });
  expect(await traced(10, [all, web])).toBe(SECONDS * 5);
  expect(await traced(10, [all, { ...web, priority: 10 }])).toBe(SECONDS * 10);
  expect(await traced(10, [{ ...web, serviceName: 'api' }])).toBeCloseTo(SECONDS * 1.45, -1);
});

test('a request that is traced already begins no other trace; services share a reservoir', async () => {
  const two = (api: Parts, samplingRules: readonly object[]) =>
    used(
      network({
        services: [serviceOf('web'), serviceOf('api')],
        workloads: [
          requestsTo('web', 10, { traced: true, calls: [{ service: 'api' }] }),
          requestsTo('api', null, api),
        ],
        samplingRules,
      }),
      TRACES,
    );
  const all = [rule({ fixedRate: 1 })];
  expect(await two({ traced: true }, all)).toBe(SECONDS * 10);
  const four = [rule({ reservoirSize: 4 })];
  expect(await two({ traced: true }, four)).toBe(SECONDS * 4);
  // Requests of its own begin traces: each of the two has two a second.
  expect(await two({ traced: true, rate: { constant: 1 }, noise: 'exact' }, four)).toBe(SECONDS * (2 + 1));
});

const runs = fc.record({
  rates: fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
  reservoir: fc.nat(12),
  percent: fc.nat(100),
});

test('loads that change are sampled as second by second', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ rates, reservoir, percent }) => {
      const steps = rates.map((perSecond, i) => [`${i * 20}m`, perSecond]);
      const samplingRules = [rule({ reservoirSize: reservoir, fixedRate: percent / 100 })];
      const requests = { rate: { steps }, noise: 'exact' };
      const bySecond = Array.from(
        { length: SECONDS },
        (_, second) => rates[Math.min(rates.length - 1, Math.floor(second / 1200))]!,
      );
      const slow = slowTraces(bySecond, reservoir, percent);
      expect(Math.abs((await traced(0, samplingRules, requests)) - slow)).toBeLessThanOrEqual(3);
    }),
    { numRuns: 12, seed: 5 },
  );
});
