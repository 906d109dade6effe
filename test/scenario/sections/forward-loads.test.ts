import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoadSpec } from '../../../src/scenario/scenario.ts';
import { complaintsOf, load } from '../../support/load.ts';
import { behind, TO_SHOP, weighted } from '../../support/weighted.ts';

type Parts = Readonly<Record<string, unknown>>;

const SHOP = { loadBalancer: 'shop', requests: TO_SHOP };

const loads = async (parts?: Parts): Promise<readonly LoadSpec[]> => (await load(weighted(parts))).loads;
const warnings = async (parts: Parts) => (await load(weighted(parts))).warnings.map(({ code }) => code);
const complaints = (parts: Parts) => complaintsOf(weighted(parts));
/** `load balancer/service`: requests a second. */
const rates = async (parts?: Parts) =>
  Object.fromEntries((await loads(parts)).map(({ name, requests }) => [name, requests!.rate!.perSecond]));

/** The load balancer forwards to these groups, by these weights. */
function byWeight(weights: Readonly<Record<string, number>>): Parts {
  const targetGroups = Object.entries(weights).map(([targetGroupArn, weight]) => ({
    targetGroupArn,
    weight,
  }));
  const defaultActions = [{ type: 'forward', forwardConfig: { targetGroups } }];
  return { loadBalancers: [{ name: 'shop', listeners: [{ port: 80, defaultActions }] }] };
}

test('a workload that names a load balancer is a load of each service behind it, by weight', async () => {
  const found = await loads();
  expect(found.map(({ name, service, usage }) => ({ name, service, usage }))).toEqual([
    { name: 'shop/stable', service: 0, usage: { cpu: 0, memory: 1 } },
    { name: 'shop/canary', service: 1, usage: { cpu: 0, memory: 1 } },
  ]);
  const [stable, canary] = found.map(({ requests }) => requests!);
  expect(stable!.rate!.perSecond).toEqual([270]);
  expect({ ...canary!, rate: null }).toEqual({ ...stable!, rate: null });
  expect(stable).toMatchObject({ noise: 'poisson', cpuTime: { meanMs: 5 }, timeoutMs: 60_000 });
});

test('the rates of the services add up to what comes to the load balancer, at every moment', async () => {
  const weight = fc.integer({ min: 0, max: 999 });
  const rate = {
    steps: [
      ['0s', 100],
      ['20m', 7],
      ['30m', 0],
    ],
  };
  await fc.assert(
    fc.asyncProperty(weight, weight, async (stable, canary) => {
      fc.pre(stable + canary > 0);
      const workloads = [{ ...SHOP, requests: { ...TO_SHOP, rate } }];
      const found = await loads({ ...byWeight({ stable, canary }), workloads });
      for (const [i, total] of [100, 7, 0].entries()) {
        const sum = found.reduce((so, { requests }) => so + requests!.rate!.perSecond[i]!, 0);
        expect(sum).toBeCloseTo(total, 9);
      }
    }),
    { numRuns: 30 },
  );
});

test('noise of the rate is that of the load balancer, and the same for all behind it', async () => {
  const rate = { diurnal: { mean: 100, amplitude: 50, peakAt: '12h', noise: 0.2 } };
  const [stable, canary] = await loads({ workloads: [{ ...SHOP, requests: { ...TO_SHOP, rate } }] });
  for (const [i, perSecond] of stable!.requests!.rate!.perSecond.entries())
    expect(perSecond).toBeCloseTo(9 * canary!.requests!.rate!.perSecond[i]!, 9);
});

test('without listeners all goes to its only target group', async () => {
  const loadBalancers = [{ name: 'shop', targetGroups: ['canary'] }];
  const services = [behind('canary')];
  expect(await rates({ loadBalancers, services })).toEqual({ 'shop/canary': [300] });
});

test('an ARN names it, and a name of its own the workload', async () => {
  const loadBalancer = 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/50dc6c49';
  const named = async (parts: Parts) =>
    (await loads({ workloads: [{ ...SHOP, ...parts }] })).map(({ name }) => name);
  expect(await named({ loadBalancer })).toEqual(['shop/stable', 'shop/canary']);
  expect(await named({ name: 'all' })).toEqual(['all/stable', 'all/canary']);
});

test('listeners that forward to the same target groups are one', async () => {
  const defaultActions = [{ type: 'forward', targetGroupArn: 'canary' }];
  const listeners = [80, 443].map((port) => ({ port, defaultActions }));
  expect(await rates({ loadBalancers: [{ name: 'shop', targetGroups: ['stable'], listeners }] })).toEqual({
    'shop/canary': [300],
  });
});

test('a service behind a group of weight 0 has a load to which nothing comes, if it has no other', async () => {
  const weights = byWeight({ stable: 1, canary: 0 });
  expect(await rates(weights)).toEqual({ 'shop/stable': [300], 'shop/canary': [0] });
  const workloads = (requests: object) => [SHOP, { service: 'canary', requests }];
  expect(await rates({ ...weights, workloads: workloads({ cpuMsPerRequest: 9 }) })).toEqual({
    'shop/stable': [300],
    canary: [0],
  });
  expect(await rates({ ...weights, workloads: workloads({ ...TO_SHOP, rate: { constant: 2 } }) })).toEqual({
    'shop/stable': [300],
    canary: [2],
  });
});

test('usage beside the requests is that of all services', async () => {
  const found = await loads({ workloads: [{ ...SHOP, usage: { cpu: 0.1, memory: 0.4 } }] });
  expect(found.map(({ usage }) => usage)).toEqual([
    { cpu: 0.1, memory: 0.4 },
    { cpu: 0.1, memory: 0.4 },
  ]);
});

test('a service may say for itself what its requests cost', async () => {
  const requests = { cpuMsPerRequest: 50, timeout: '2s', memoryMibPerRequest: 2 };
  const own = { service: 'canary', requests, usage: { cpu: 0.2 } };
  const shop = { ...SHOP, requests: { ...TO_SHOP, noise: 'exact', timeout: '9s' } };
  const [canary, stable] = await loads({ workloads: [shop, own] });
  expect(canary).toMatchObject({
    name: 'canary',
    service: 1,
    usage: { cpu: 0.2, memory: 0 },
    requests: { rate: { perSecond: [30] }, noise: 'exact', cpuTime: { meanMs: 50 }, timeoutMs: 2000 },
  });
  expect(stable).toMatchObject({
    name: 'shop/stable',
    requests: { cpuTime: { meanMs: 5 }, timeoutMs: 9000 },
  });
});

test('services of several clusters can be behind it', async () => {
  const containerInstances = [{ ec2InstanceType: 'm5.large' }];
  const clusters = ['main', 'other'].map((clusterName) => ({ clusterName, containerInstances }));
  const services = [
    { ...behind('web', 'stable'), cluster: 'main' },
    { ...behind('web', 'canary'), cluster: 'other' },
  ];
  expect((await loads({ clusters, services })).map(({ service }) => service)).toEqual([0, 1]);
});

test('services behind one target group share its requests, with a warning', async () => {
  const services = [behind('stable'), behind('canary'), behind('twin', 'canary')];
  expect(await rates({ services })).toEqual({
    'shop/stable': [270],
    'shop/canary': [15],
    'shop/twin': [15],
  });
  expect(await warnings({ services })).toEqual(['shared-target-group']);
});

test('weights that share nothing out are warned of', async () => {
  expect(await warnings({})).toEqual([]);
  const apart = ['stable', 'canary'].map((service) => ({ service, requests: TO_SHOP }));
  expect(await warnings({ workloads: apart })).toEqual(['weights-without-requests']);
});

describe('calls', () => {
  const api = { service: 'api', requests: { cpuMsPerRequest: 1 } };
  const calling = (...calls: Parts[]) => ({ ...SHOP, requests: { ...TO_SHOP, calls } });

  test('are made by all services behind it', async () => {
    const found = await loads({ workloads: [calling({ service: 'api', perRequest: 2 }), api] });
    expect(found.map(({ name, requests }) => [name, requests!.calls])).toEqual([
      ['api', []],
      ['shop/stable', [{ load: 0, perRequest: 2, bytes: 0 }]],
      ['shop/canary', [{ load: 0, perRequest: 2, bytes: 0 }]],
    ]);
  });

  test('can be to a service behind it', async () => {
    const calls = [{ service: 'canary' }];
    const found = await loads({ workloads: [SHOP, { service: 'api', requests: { ...TO_SHOP, calls } }] });
    expect(found[0]!.requests!.calls).toEqual([{ load: 2, perRequest: 1, bytes: 0 }]);
    expect(found[2]!.name).toBe('shop/canary');
  });

  test('what is wrong with them is said once', async () => {
    expect(await complaints({ workloads: [calling({ service: 'api' })] })).toEqual([
      'workloads[0].requests.calls[0].service: expected a service with `requests`, received "api", which has none. Add a workload: { service: api, requests: { cpuMsPerRequest: ... } }.',
    ]);
    expect(await complaints({ workloads: [calling({ service: 'nope' })] })).toHaveLength(1);
    expect(await complaints({ workloads: [calling({ service: 'canary' })] })).toEqual([
      'workloads[0].requests.calls: expected calls that do not come back, received canary -> canary.',
    ]);
  });
});

describe('what is refused', () => {
  test('a load balancer that is not there, or does not say where requests go', async () => {
    expect(await complaints({ workloads: [{ ...SHOP, loadBalancer: 'shob' }] })).toEqual([
      'workloads[0].loadBalancer: expected a load balancer of this scenario (shop), received "shob". Did you mean shop?',
    ]);
    const targetGroups = ['stable', 'canary'];
    expect(await complaints({ loadBalancers: [{ name: 'shop', targetGroups }] })).toEqual([
      'workloads[0].loadBalancer: expected a load balancer with one target group, or with `listeners`, received shop, which has 2 target groups and no `listeners`.',
    ]);
    const listeners = [{ port: 80, defaultActions: [{ type: 'redirect' }] }];
    expect(await complaints({ loadBalancers: [{ name: 'shop', targetGroups, listeners }] })).toEqual([
      'workloads[0].loadBalancer: expected a load balancer whose listeners forward to the same target groups, received shop, none of whose listeners forwards.',
    ]);
    const different = targetGroups.map((targetGroupArn, i) => ({
      port: 80 + i,
      defaultActions: [{ type: 'forward', targetGroupArn }],
    }));
    expect(await complaints({ loadBalancers: [{ name: 'shop', listeners: different }] })).toEqual([
      'workloads[0].loadBalancer: expected a load balancer whose listeners forward to the same target groups, received shop, whose listeners on ports 80, 81 forward differently.',
    ]);
  });

  test('a target group that no service is behind, if requests come to it', async () => {
    const services = [behind('stable')];
    expect(await complaints({ services })).toEqual([
      'workloads[0].loadBalancer: expected a service behind target group canary, received none.',
    ]);
    expect(await complaints({ services, ...byWeight({ stable: 1, canary: 0 }) })).toEqual([]);
  });

  test('a target group that is not the first of its service', async () => {
    expect(await complaints({ services: [behind('web', 'stable', 'canary')] })).toEqual([
      'workloads[0].loadBalancer: expected services that have target group canary first, received web, which has another one. Here the requests of a service come by the first of its `loadBalancers`.',
    ]);
  });

  test('a service whose requests come from somewhere else, too', async () => {
    const refused =
      'expected services whose requests come from nowhere else, received "shop", behind which canary has a load of its own. A workload of that service may say what its requests cost, in `requests` without `rate`.';
    for (const own of [
      { requests: TO_SHOP },
      { requests: { queue: { messages: { constant: 1 }, workMs: 5 } } },
      { usage: { cpu: 0.2 } },
    ])
      expect(await complaints({ workloads: [{ service: 'canary', ...own }, SHOP] })).toEqual([
        `workloads[1].loadBalancer: ${refused}`,
      ]);
    const own = { service: 'canary', requests: { cpuMsPerRequest: 3 } };
    const twice = await complaints({ workloads: [own, SHOP, SHOP] });
    expect(twice).toHaveLength(2);
    expect(twice).toContain(`workloads[2].loadBalancer: ${refused}`);
  });

  test('no requests, none from outside, a queue, keys of tasks and clusters', async () => {
    expect(await complaints({ workloads: [{ loadBalancer: 'shop', usage: { cpu: 1 } }] })).toEqual([
      'workloads[0].requests: expected the requests that come to the load balancer, received nothing.',
    ]);
    expect(await complaints({ workloads: [{ ...SHOP, requests: { cpuMsPerRequest: 5 } }] })).toEqual([
      'workloads[0].requests.rate: expected requests a second that come to the load balancer, received nothing.',
    ]);
    const queue = { messages: { constant: 1 }, workMs: 5 };
    expect(await complaints({ workloads: [{ ...SHOP, requests: { queue } }] })).toEqual([
      'workloads[0].requests.queue: expected no `queue` beside `loadBalancer`, received one.',
    ]);
    expect(await complaints({ workloads: [{ ...SHOP, cluster: 'main', duration: 5 }] })).toEqual(
      ['cluster', 'duration'].map(
        (key) => `workloads[0].${key}: expected no \`${key}\` beside \`loadBalancer\`, received one.`,
      ),
    );
  });

  test('nothing is said of what only follows from something else', async () => {
    const own = { service: 'canary', requests: { cpuMsPerRequest: 3 } };
    expect(await complaints({ workloads: [{ ...SHOP, loadBalancer: 'shob' }, own] })).toHaveLength(1);
    expect(await complaints({ workloads: [{ ...SHOP, requests: 7 }, own] })).toHaveLength(1);
    expect(await complaints({ services: [behind('stable'), behind('canary', 'canery')] })).toHaveLength(1);
    expect(await complaints({ loadBalancers: [{ name: 'shop', targetGroups: 7 }] })).toHaveLength(1);
    expect(await complaints({ targetGroups: [{ name: 'stable' }, { name: 'canary', no: 1 }] })).toHaveLength(
      1,
    );
    expect(await complaints({ loadBalancers: 7 })).toHaveLength(1);
    expect(await complaints({ loadBalancers: [{ targetGroups: ['stable', 'canary'] }] })).toHaveLength(1);
  });
});
