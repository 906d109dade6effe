import { describe, expect, test } from 'vitest';
import type { LoadSpec } from '../../../src/scenario/scenario.ts';
import { complaintsOf, load, served } from '../../support/load.ts';
import { NO_TRAFFIC } from '../../support/scenario.ts';

const RATE = { constant: 5 };
const REQUESTS = { rate: RATE, cpuMsPerRequest: 20 };
const QUEUE = { messages: RATE, workMs: 500 };
const FIVE = { atMs: [0], perSecond: [5], endMs: null, repeat: false };

const loads = async (...workloads: unknown[]): Promise<readonly LoadSpec[]> =>
  (await load(served(workloads))).loads;
const requests = async (stated: object) =>
  (await loads({ service: 'web', requests: { ...REQUESTS, ...stated } }))[0]!.requests!;
const complaints = (...workloads: unknown[]) => complaintsOf(served(workloads));

test('a workload that names a service is its load, with a default for all but the rate and the CPU', async () => {
  const scenario = await load(
    served([
      { taskDefinition: 'job', arrivals: { every: '1h' }, duration: '5m' },
      { service: 'api', requests: REQUESTS },
    ]),
  );
  expect(scenario.workloads.map(({ name, usage }) => ({ name, usage }))).toEqual([
    { name: 'job', usage: { cpu: 1, memory: 1 } },
  ]);
  expect(scenario.loads).toEqual([
    {
      name: 'api',
      service: 1,
      usage: { cpu: 0, memory: 1 },
      requests: {
        rate: FIVE,
        noise: 'poisson',
        cpuTime: { kind: 'lognormal', meanMs: 20, scv: 4 },
        waitMs: 0,
        memoryMib: 0,
        timeoutMs: 60_000,
        mostPerTask: null,
        traffic: NO_TRAFFIC,
        logBytesPerRequest: 0,
        calls: [],
        queue: null,
      },
    },
  ]);
});

test('what is stated stands', async () => {
  const stated = {
    rate: { constant: 60, per: '1m', scale: 2 },
    noise: 'exact',
    waitMsPerRequest: 35,
    memoryMibPerRequest: 1.5,
    timeout: '2s',
    maxConcurrentPerTask: 40,
  };
  expect(await requests(stated)).toMatchObject({
    rate: { perSecond: [2] },
    noise: 'exact',
    waitMs: 35,
    memoryMib: 1.5,
    timeoutMs: 2000,
    mostPerTask: 40,
  });
});

test.each([
  [20, { kind: 'lognormal', meanMs: 20, scv: 4 }],
  [{ constant: 20 }, { kind: 'constant', meanMs: 20 }],
  [{ exponential: { mean: 20 } }, { kind: 'exponential', meanMs: 20 }],
  [{ lognormal: { mean: 20 } }, { kind: 'lognormal', meanMs: 20, scv: 4 }],
  [{ lognormal: { mean: 20, scv: 1 } }, { kind: 'lognormal', meanMs: 20, scv: 1 }],
])('CPU time %j', async (cpuMsPerRequest, cpuTime) => {
  expect((await requests({ cpuMsPerRequest })).cpuTime).toEqual(cpuTime);
});

test('a long time-out without a unit is warned of', async () => {
  const warnings = async (timeout: unknown) =>
    (await load(served([{ service: 'web', requests: { ...REQUESTS, timeout } }]))).warnings.map(
      ({ message }) => message,
    );
  expect(await warnings(5000)).toEqual([
    'workloads[0].requests.timeout: 5000 is 5000 s, 1 h 23 min; if milliseconds are meant, write `5000ms`, else `5000s`.',
  ]);
  expect(await warnings('1500')).toHaveLength(1);
  for (const timeout of [900, '5000s', '5000ms', '1h']) expect(await warnings(timeout)).toEqual([]);
});

test('usage beside requests is what they do not say', async () => {
  const usage = async (workload: object) => (await loads({ service: 'web', ...workload }))[0]!.usage;
  expect(await usage({ usage: { cpu: 0.4 } })).toEqual({ cpu: 0.4, memory: 1 });
  expect(await usage({ usage: { memory: 0.4 } })).toEqual({ cpu: 1, memory: 0.4 });
  expect(await usage({ requests: REQUESTS, usage: { cpu: 0.1 } })).toEqual({ cpu: 0.1, memory: 1 });
  expect(await usage({ requests: { ...REQUESTS, memoryMibPerRequest: 0 } })).toEqual({ cpu: 0, memory: 0 });
  expect((await loads({ service: 'web', usage: { cpu: 0.4 } }))[0]!.requests).toBeNull();
});

test('a queue has messages and workers, one message at a time in each', async () => {
  const [worker] = await loads({ service: 'web', requests: { queue: QUEUE } });
  expect(worker!.requests).toMatchObject({
    rate: null,
    noise: 'poisson',
    cpuTime: { kind: 'constant', meanMs: 0 },
    mostPerTask: 1,
    queue: { messages: FIVE, workMs: 500, visibilityTimeoutMs: 30_000 },
  });
  const more = {
    queue: { ...QUEUE, visibilityTimeout: '5m' },
    cpuMsPerRequest: 200,
    maxConcurrentPerTask: 8,
  };
  expect((await loads({ service: 'web', requests: more }))[0]!.requests).toMatchObject({
    cpuTime: { kind: 'lognormal', meanMs: 200 },
    mostPerTask: 8,
    queue: { visibilityTimeoutMs: 300_000 },
  });
});

test('work that outlasts the visibility time-out is warned of', async () => {
  const warnings = async (workMs: number) =>
    (await load(served([{ service: 'web', requests: { queue: { ...QUEUE, workMs } } }]))).warnings;
  expect((await warnings(31_000)).map(({ code }) => code)).toEqual(['visibility-timeout']);
  expect(await warnings(30_000)).toEqual([]);
});

test('calls name services that have a load, in whatever order; one that is called needs no rate', async () => {
  const calls = [{ service: 'api' }, { service: 'arn:aws:ecs:us-east-1:1:service/main/db', perRequest: 0.2 }];
  const found = await loads(
    { service: 'db', requests: { cpuMsPerRequest: 1 } },
    { service: 'web', requests: { ...REQUESTS, calls } },
    { service: 'api', requests: { cpuMsPerRequest: 5, calls: [{ service: 'db', perRequest: 3 }] } },
  );
  expect(
    found.map(({ name, service, requests }) => [name, service, requests!.rate, requests!.calls]),
  ).toEqual([
    ['db', 2, null, []],
    [
      'web',
      0,
      FIVE,
      [
        { load: 2, perRequest: 1, bytes: 0 },
        { load: 0, perRequest: 0.2, bytes: 0 },
      ],
    ],
    ['api', 1, null, [{ load: 0, perRequest: 3, bytes: 0 }]],
  ]);
});

test('names: its own, else the service, else with a number; the cluster as everywhere', async () => {
  const job = { taskDefinition: 'job', arrivals: { every: '1h' }, duration: '5m', name: 'web' };
  expect((await loads(job, { service: 'web', requests: REQUESTS }))[0]!.name).toBe('web-2');
  expect((await loads({ service: 'web', name: 'shop', requests: REQUESTS }))[0]!.name).toBe('shop');
  const containerInstances = [{ ec2InstanceType: 'm5.large' }];
  const clusters = ['main', 'other'].map((clusterName) => ({ clusterName, containerInstances }));
  const services = clusters.map(({ clusterName }) => ({
    serviceName: 'web',
    cluster: clusterName,
    taskDefinition: 'job',
    desiredCount: 1,
  }));
  const parts = { clusters, services };
  const stated = { service: 'web', requests: REQUESTS };
  const both = await load(
    served(
      ['other', 'main'].map((cluster) => ({ ...stated, cluster })),
      parts,
    ),
  );
  expect(both.loads.map(({ service, name }) => [service, name])).toEqual([
    [1, 'web'],
    [0, 'web-2'],
  ]);
  expect(await complaintsOf(served([stated], parts))).toEqual([
    'workloads[0].cluster: expected one of the clusters (main, other), as none is called default, received nothing.',
  ]);
});

test('a DAEMON service can have a load', async () => {
  const services = [{ serviceName: 'agent', taskDefinition: 'job', schedulingStrategy: 'DAEMON' }];
  const { loads: found } = await load(served([{ service: 'agent', usage: { cpu: 0.1 } }], { services }));
  expect(found[0]).toMatchObject({ service: 0, usage: { cpu: 0.1, memory: 1 } });
});

describe('what is refused', () => {
  const at = (stated: object) => complaints({ service: 'web', requests: stated });

  test('a load that says nothing, or of no service, or a second one', async () => {
    expect(await complaints({ service: 'web' })).toEqual([
      'workloads[0]: expected `requests` or `usage` of the service, received neither.',
    ]);
    expect(await complaints({ service: 'wep', requests: REQUESTS })).toEqual([
      'workloads[0].service: expected a service of cluster main of this scenario (web, api, db), received "wep". Did you mean web?',
    ]);
    expect(
      await complaints({ service: 'web', requests: REQUESTS }, { service: 'web', usage: { cpu: 1 } }),
    ).toEqual([
      'workloads[1].service: expected a service that no other workload names, received "web" once more.',
    ]);
    expect(await complaints({ service: 'web', taskDefinition: 'job', requests: REQUESTS })).toEqual([
      'workloads[0]: expected exactly one of `taskDefinition`, `trace`, `service`, `loadBalancer`, received a mapping with the keys service, taskDefinition, requests.',
    ]);
  });

  test('keys of tasks beside a service, and the other way round', async () => {
    const stated = { arrivals: { every: 1 }, duration: 5, waitOrder: 'fifo', launchType: 'EC2', group: 'g' };
    expect(await complaints({ service: 'web', requests: REQUESTS, ...stated })).toEqual(
      Object.keys(stated).map(
        (key) => `workloads[0].${key}: expected no \`${key}\` beside \`service\`, received one.`,
      ),
    );
    expect(
      await complaints({ taskDefinition: 'job', arrivals: { every: 1 }, duration: 5, requests: REQUESTS }),
    ).toEqual([
      'workloads[0].requests: expected `requests` only beside `service` or `loadBalancer`, received one.',
    ]);
  });

  test('requests from nowhere, or without CPU', async () => {
    expect(await at({ cpuMsPerRequest: 5 })).toEqual([
      'workloads[0].requests: expected `rate`, `queue`, a load balancer, or another service that calls it, received none of them.',
    ]);
    expect(await at({ rate: RATE })).toEqual([
      'workloads[0].requests.cpuMsPerRequest: expected milliseconds of CPU that a request takes, such as 20, received nothing.',
    ]);
    expect(
      await complaints(
        { service: 'web', requests: { ...REQUESTS, calls: [{ service: 'api' }] } },
        { service: 'api', requests: { cpuMsPerRequest: 5, noise: 'exact' } },
      ),
    ).toEqual([
      'workloads[1].requests.noise: expected `noise` only beside `rate` or `queue`, received exact.',
    ]);
  });

  test('a rate that cannot be counted', async () => {
    expect(await at({ ...REQUESTS, rate: { constant: 2e9 } })).toEqual([
      'workloads[0].requests.rate: expected at most 1e9 a second, received 2000000000.',
    ]);
    expect(await at({ queue: { ...QUEUE, messages: { constant: 2e9 } } })).toEqual([
      'workloads[0].requests.queue.messages: expected at most 1e9 a second, received 2000000000.',
    ]);
  });

  test('what a queue does not have', async () => {
    const beside = { rate: RATE, timeout: 5, waitMsPerRequest: 3 };
    expect((await at({ queue: QUEUE, ...beside })).sort()).toEqual(
      Object.keys(beside)
        .sort()
        .map((key) => `workloads[0].requests.${key}: expected no \`${key}\` beside \`queue\`, received one.`),
    );
    expect(await at({ queue: { ...QUEUE, visibilityTimeout: '13h' }, cpuMsPerRequest: 501 })).toEqual([
      'workloads[0].requests.queue.visibilityTimeout: expected a duration of at most 12 h, received 13 h.',
      'workloads[0].requests.cpuMsPerRequest: expected a mean of at most `workMs`, 500, received 501.',
    ]);
  });

  test('calls to nobody, to workers of a queue, and in a circle', async () => {
    const web = (calls: object[]) => ({ service: 'web', requests: { ...REQUESTS, calls } });
    expect(await complaints(web([{ service: 'nope' }]))).toEqual([
      'workloads[0].requests.calls[0].service: expected a service of cluster main of this scenario (web, api, db), received "nope".',
    ]);
    expect(await complaints(web([{ service: 'api' }]), { service: 'api', usage: { cpu: 1 } })).toEqual([
      'workloads[0].requests.calls[0].service: expected a service with `requests`, received "api", which has none. Add a workload: { service: api, requests: { cpuMsPerRequest: ... } }.',
    ]);
    expect(
      await complaints(web([{ service: 'api' }]), { service: 'api', requests: { queue: QUEUE } }),
    ).toEqual([
      'workloads[0].requests.calls[0].service: expected a service that takes requests, received "api", which works on a queue.',
    ]);
    expect(await complaints(web([{ service: 'web' }]))).toEqual([
      'workloads[0].requests.calls: expected calls that do not come back, received web -> web.',
    ]);
    const api = {
      service: 'api',
      requests: { cpuMsPerRequest: 5, calls: [{ service: 'db' }, { service: 'web' }] },
    };
    const db = { service: 'db', requests: { cpuMsPerRequest: 5 } };
    expect(await complaints(web([{ service: 'api' }]), api, db)).toEqual([
      'workloads[0].requests.calls: expected calls that do not come back, received web -> api -> web.',
    ]);
  });

  test('a call is not blamed on a load that is wrong in itself', async () => {
    expect(
      await complaints(
        { service: 'web', requests: { ...REQUESTS, calls: [{ service: 'api' }] } },
        { service: 'api', requests: 7 },
      ),
    ).toEqual(['workloads[1].requests: expected a mapping, received 7.']);
  });

  test('wrong values, all at once', async () => {
    const stated = {
      ...REQUESTS,
      requestBytes: -9,
      requestsPerConnection: 0,
      cpuMsPerRequest: { lognormal: {} },
      maxConcurrentPerTask: 0,
      noise: 'some',
      calls: [{ service: 'api', perRequest: 0, bytes: 0.5 }],
    };
    expect((await at(stated)).sort()).toEqual([
      'workloads[0].requests.calls[0].bytes: expected an integer from 0 to 1000000000000, received 0.5.',
      'workloads[0].requests.calls[0].perRequest: expected a number above 0, received 0.',
      'workloads[0].requests.cpuMsPerRequest.lognormal.mean: expected a number from 0 up, received nothing.',
      'workloads[0].requests.maxConcurrentPerTask: expected an integer from 1 up, received 0.',
      'workloads[0].requests.noise: expected one of poisson, exact, received "some".',
      'workloads[0].requests.requestBytes: expected an integer from 0 to 1000000000000, received -9.',
      'workloads[0].requests.requestsPerConnection: expected an integer from 1 up, received 0.',
    ]);
    expect(await at({ ...REQUESTS, cpuMsPerRequest: '5ms' })).toEqual([
      'workloads[0].requests.cpuMsPerRequest: expected a number of milliseconds, or a mapping with one of constant, exponential, lognormal, received "5ms".',
    ]);
    expect(await complaints({ service: 'web', usage: { cpu: -1, memory: 'x' } })).toEqual([
      'workloads[0].usage.cpu: expected a number from 0 up, received -1.',
      'workloads[0].usage.memory: expected a number from 0 up, received "x".',
    ]);
  });

  test('a run without an end', async () => {
    expect(await complaintsOf(served([{ service: 'web', requests: REQUESTS }], { simulation: {} }))).toEqual([
      'simulation.duration: expected a duration, because service `web` runs for ever, received nothing.',
    ]);
  });
});
