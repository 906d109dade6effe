import { expect, test } from 'vitest';
import { behind, network, outcomeOf, requestsTo, serviceOf, used, ZONES } from '../../support/network.ts';

const GIB = 1024 ** 3;
const SECONDS = 7200;

const group = (name: string) => ({ name, targetType: 'ip' });

/** `web` behind a load balancer. */
const balanced = (rate: number, requests: object = {}, balancer: object = {}) =>
  network({
    targetGroups: [group('web')],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'], availabilityZones: ZONES, ...balancer }],
    services: [behind('web')],
    workloads: [requestsTo('web', rate, { ...requests })],
  });

/** `web` calls `api`. */
const calling = (requests: object, parts: object = {}) =>
  network({
    services: [serviceOf('web'), serviceOf('api')],
    workloads: [requestsTo('web', 10, { calls: [{ service: 'api', ...requests }] }), requestsTo('api', null)],
    ...parts,
  });

const HOURS = /^LoadBalancerUsage$/;
const UNITS = /^LCUUsage$/;
const ADDRESSES = /PublicIPv4:InUseAddress$/;
const OUT = /^DataTransfer-Out-Bytes$/;
const BETWEEN = /^DataTransfer-Regional-Bytes$/;

test('a load balancer costs whole hours of the clock, and an address in each of its zones (billing:N1, N6)', async () => {
  expect(await used(balanced(10), HOURS)).toBe(2);
  expect(await used(balanced(10), ADDRESSES)).toBe(4);
  const odd = balanced(10).replace('00:00:00Z', '00:30:00Z').replace('"2h"', '"61m"');
  expect(await used(odd, HOURS)).toBe(2);
  expect(await used(odd, ADDRESSES)).toBeCloseTo((2 * 61) / 60, 6);
  expect(await used(network(), HOURS)).toBe(0);
  expect(await used(balanced(10, {}, { scheme: 'internal' }), ADDRESSES)).toBe(0);
  expect(await used(balanced(10, {}, { scheme: 'internal' }), HOURS)).toBe(2);
});

test('capacity units go by the highest dimension of the hour, and double with the requests (billing:N2, N3)', async () => {
  // 10 connections a second of 25, each open for a minute: 600 of 3,000.
  expect(await used(balanced(10), UNITS)).toBeCloseTo((2 * 10) / 25, 6);
  expect(await used(balanced(20), UNITS)).toBeCloseTo((2 * 20) / 25, 6);
  expect(await used(balanced(10, { connectionDuration: '10m' }), UNITS)).toBeCloseTo(2 * 2, 6);
  expect(await used(balanced(10, { requestsPerConnection: 4 }), UNITS)).toBeCloseTo((2 * 2.5) / 25, 6);
  const heavy = { requestBytes: 50_000, responseBytes: 100_000 };
  // 1.5 MB a second are 5.4 GB an hour: those of a capacity unit are decimal (billing:N4).
  expect(await used(balanced(10, heavy), UNITS)).toBeCloseTo(2 * 5.4, 3);
  const nlb = { type: 'network' };
  expect(await used(balanced(10, {}, nlb), UNITS)).toBeCloseTo((2 * 10) / 800, 6);
  const tls = (protocol: string) => ({
    type: 'network',
    listeners: [{ port: 443, protocol, defaultActions: [{ type: 'forward', targetGroupArn: 'web' }] }],
  });
  expect(await used(balanced(10, {}, tls('TLS')), UNITS)).toBeCloseTo((2 * 10) / 50, 6);
  expect(await used(balanced(10, {}, tls('UDP')), UNITS)).toBeCloseTo((2 * 10) / 400, 6);
  expect(await used(network(), UNITS)).toBe(0);
});

test('rules beyond ten are evaluated for each request, whatever they do (billing:N2)', async () => {
  const ruled = (count: number, rate = 10) => {
    const toWeb = [{ type: 'forward', targetGroupArn: 'web' }];
    const rules = Array.from({ length: count }, (_, i) => ({
      priority: String(i + 1),
      conditions: [{ field: 'path-pattern', values: [`/${i}/*`] }],
      actions: i % 2 === 0 ? toWeb : [{ type: 'fixed-response' }],
    }));
    const byDefault = { priority: 'default', isDefault: true, actions: toWeb };
    const listeners = [{ port: 443, defaultActions: toWeb, rules: [...rules, byDefault] }];
    return used(balanced(rate, {}, { listeners }), UNITS);
  };
  // 10 requests a second, each a new connection: 0.4 capacity units.
  expect(await ruled(10)).toBeCloseTo(2 * 0.4, 6);
  expect(await ruled(50)).toBeCloseTo(2 * 0.4, 6);
  // 10 x 90 evaluations a second, of 1,000.
  expect(await ruled(100)).toBeCloseTo(2 * 0.9, 6);
  expect(await ruled(100, 20)).toBeCloseTo(2 * 1.8, 6);
});

test('responses to requests from outside leave into the internet, unless the load balancer is internal (billing:N7)', async () => {
  const bytes = (responseBytes: number, scheme = 'internet-facing') =>
    used(balanced(10, { responseBytes }, { scheme }), OUT);
  const straight = (rate: number) =>
    used(network({ workloads: [requestsTo('web', rate, { responseBytes: 50_000 })] }), OUT);
  const expected = (SECONDS * 10 * 50_000) / GIB;
  // Those that came last are still on their way.
  expect(Math.abs((await bytes(50_000)) / expected - 1)).toBeLessThan(1e-3);
  expect((await bytes(100_000)) / (await bytes(50_000))).toBeCloseTo(2, 9);
  expect((await straight(20)) / (await straight(10))).toBeCloseTo(2, 3);
  expect(Math.abs((await straight(10)) / expected - 1)).toBeLessThan(1e-3);
  expect(await bytes(50_000, 'internal')).toBe(0);
  expect(await used(balanced(10, { requestBytes: 50_000 }), OUT)).toBe(0);
});

test('calls between zones are billed on both sides: half of them with two zones (billing:N7)', async () => {
  const expected = ((SECONDS * 10 * 2000) / GIB / 2) * 2;
  expect(Math.abs((await used(calling({ bytes: 2000 }), BETWEEN)) / expected - 1)).toBeLessThan(1e-3);
  const [once, twice] = [
    await used(calling({ bytes: 2000 }), BETWEEN),
    await used(calling({ bytes: 2000, perRequest: 2 }), BETWEEN),
  ];
  expect(twice / once).toBeCloseTo(2, 3);
  expect(await used(calling({ bytes: 4000 }), BETWEEN)).toBeCloseTo(2 * once, 6);
  // What the called service says of its requests stands where the caller says nothing.
  const told = network({
    services: [serviceOf('web'), serviceOf('api')],
    workloads: [
      requestsTo('web', 10, { calls: [{ service: 'api' }] }),
      requestsTo('api', null, { requestBytes: 500, responseBytes: 1500 }),
    ],
  });
  expect(await used(told, BETWEEN)).toBeCloseTo(once, 6);
  const alone = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0'] } } };
  const inOneZone = { services: [serviceOf('web', alone), serviceOf('api', alone)] };
  expect(await used(calling({ bytes: 2000 }, inOneZone), BETWEEN)).toBe(0);
  const apart = {
    services: [
      serviceOf('web', alone),
      serviceOf('api', { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } }),
    ],
  };
  expect(await used(calling({ bytes: 2000 }, apart), BETWEEN)).toBeCloseTo(2 * once, 3);
});

test('what is behind a load balancer is called by it: an application one pays its own ways, a network one does not', async () => {
  const called = (balancer: object, attributes: object = {}) =>
    calling(
      { bytes: 2000 },
      {
        targetGroups: [{ ...group('api'), attributes }],
        loadBalancers: [
          { name: 'inner', scheme: 'internal', targetGroups: ['api'], availabilityZones: ZONES, ...balancer },
        ],
        services: [serviceOf('web'), behind('api')],
      },
    );
  const straight = await used(calling({ bytes: 2000 }), BETWEEN);
  expect(await used(called({}), BETWEEN)).toBe(0);
  expect(await used(called({}), UNITS)).toBeCloseTo((2 * 10) / 25, 3);
  // To the load balancer half of them cross, and with cross-zone load balancing half of them again.
  expect(await used(called({ type: 'network' }), BETWEEN)).toBeCloseTo(straight, 4);
  const cross = { 'load_balancing.cross_zone.enabled': true };
  expect(await used(called({ type: 'network', attributes: cross }), BETWEEN)).toBeCloseTo(2 * straight, 4);
});

test('requests from outside cross zones behind a network load balancer that is told to', async () => {
  const bytes = { requestBytes: 500, responseBytes: 1500 };
  const nlb = (enabled: boolean) =>
    balanced(10, bytes, {
      type: 'network',
      attributes: { 'load_balancing.cross_zone.enabled': enabled },
    });
  expect(await used(nlb(false), BETWEEN)).toBe(0);
  expect(await used(nlb(true), BETWEEN)).toBeCloseTo((SECONDS * 10 * 2000) / GIB, 3);
  expect(await used(balanced(10, bytes), BETWEEN)).toBe(0);
});

test('it is put down to whoever caused it: to the services behind by requests, to callers by their calls', async () => {
  const text = network({
    targetGroups: [group('web'), group('api')],
    loadBalancers: [
      { name: 'shop', targetGroups: ['web'], availabilityZones: ZONES },
      { name: 'inner', targetGroups: ['api'], availabilityZones: ZONES, scheme: 'internal' },
    ],
    services: [behind('web'), behind('api')],
    workloads: [
      requestsTo('web', 10, { responseBytes: 1000, calls: [{ service: 'api', perRequest: 0.5 }] }),
      requestsTo('api', 15, { responseBytes: 1000 }),
    ],
  });
  const { costs, cost } = await outcomeOf(text);
  const cents = (service: string, usageType: string) =>
    costs
      .filter((row) => row.service === service && row.usageType === usageType)
      .reduce((sum, { billedCost }) => sum + Number(billedCost), 0);
  // Of 20 requests a second to the inner one 5 are calls of `web`.
  expect(cents('web', 'LCUUsage') / cents('api', 'LCUUsage')).toBeCloseTo((10 + 5) / 15, 2);
  expect(cents('web', 'LoadBalancerUsage')).toBeCloseTo(2 * 0.0225 * 1.25, 3);
  expect(cents('', 'LCUUsage')).toBe(0);
  // Behind the internal load balancer nothing leaves.
  expect(cents('api', 'DataTransfer-Out-Bytes')).toBe(0);
  const attributed = Object.values(cost.byService).reduce((sum, amount) => sum + amount, 0);
  expect(attributed).toBeCloseTo(cost.total, 9);
});

test('a load balancer that nobody asks costs its hours, which nobody has caused', async () => {
  const { costs } = await outcomeOf(
    network({
      targetGroups: [group('web')],
      loadBalancers: [{ name: 'shop', targetGroups: ['web'], availabilityZones: ZONES }],
      services: [behind('web')],
      workloads: [{ service: 'web', usage: { cpu: 0.5 } }],
    }),
  );
  const rows = costs.filter(({ product }) => product === 'AWSELB');
  expect(rows.map(({ usageType, service, quantity }) => [usageType, service, quantity])).toEqual([
    ['LoadBalancerUsage', '', '1'],
    ['LoadBalancerUsage', '', '1'],
  ]);
});

test('the warm-up is not billed; an hour that it ends in is', async () => {
  const text = balanced(10, { responseBytes: 50_000 }).replace('"2h"', '"2h","warmUp":"90m"');
  expect(await used(text, HOURS)).toBe(1);
  expect(await used(text, UNITS)).toBeCloseTo((0.5 * 10 * 50_000 * 3600) / 1e9, 2);
  expect(await used(text, OUT)).toBeCloseTo((1800 * 10 * 50_000) / GIB, 2);
});
