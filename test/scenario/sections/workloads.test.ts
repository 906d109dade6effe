import { expect, test } from 'vitest';
import { complaintsOf, load, small, smallWorkload } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;
const workload = async (parts: Parts, others: Parts = {}) =>
  (await load(smallWorkload(parts, others))).workloads[0]!;
const complaints = (parts: Parts, others: Parts = {}) => complaintsOf(smallWorkload(parts, others));

const FARGATE_JOB = {
  family: 'job',
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'job', image: 'job' }],
};
const ON_FARGATE = {
  taskDefinitions: [FARGATE_JOB],
  clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
};

test('without a launch type tasks run by the default strategy of the cluster, else on EC2', async () => {
  expect(await workload({})).toMatchObject({ launchType: 'EC2', capacityProviderStrategy: [] });
  const defaultCapacityProviderStrategy = [{ capacityProvider: 'FARGATE' }];
  const clusters = [{ clusterName: 'main', capacityProviders: ['FARGATE'], defaultCapacityProviderStrategy }];
  expect(await workload({}, { ...ON_FARGATE, clusters })).toMatchObject({
    launchType: 'FARGATE',
    capacityProviderStrategy: [{ provider: 0, base: 0, weight: 0 }],
  });
  expect(await workload({ launchType: 'FARGATE' }, ON_FARGATE)).toMatchObject({
    launchType: 'FARGATE',
    capacityProviderStrategy: [],
  });
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1 }];
  expect(await workload({ capacityProviderStrategy }, ON_FARGATE)).toMatchObject({
    launchType: 'FARGATE',
    capacityProviderStrategy: [{ provider: 0, base: 0, weight: 1 }],
  });
});

test('nothing runs on EC2 in a cluster without instances; the hint says what is missing', async () => {
  expect(
    await complaints(
      {},
      { ...ON_FARGATE, taskDefinitions: [{ ...FARGATE_JOB, requiresCompatibilities: ['FARGATE'] }] },
    ),
  ).toEqual([
    'workloads[0].cluster: expected a cluster with container instances for launch type EC2, received `main`, which has none. Without a launch type tasks run on EC2: add `launchType: FARGATE`.',
  ]);
  expect(await complaints({ launchType: 'EC2' }, ON_FARGATE)).toEqual([
    'workloads[0].launchType: expected a cluster with container instances for launch type EC2, received `main`, which has none. Give the cluster `containerInstances`, an Auto Scaling group or an `idealFleet`, or say `launchType: FARGATE`.',
  ]);
});

test('without clusters there is an empty one called default, as in AWS', async () => {
  const text = JSON.stringify({
    taskDefinitions: [FARGATE_JOB],
    workloads: [
      { taskDefinition: 'job', launchType: 'FARGATE', arrivals: { every: 1, limit: 1 }, duration: 1 },
    ],
  });
  expect((await load(text)).workloads[0]!.cluster).toBe('default');
});

test('a workload without a cluster takes the only one, or `default`', async () => {
  const named = (...names: string[]) => ({
    clusters: names.map((clusterName) => ({
      clusterName,
      containerInstances: [{ ec2InstanceType: 'm5.large' }],
    })),
  });
  expect((await workload({}, named('a'))).cluster).toBe('a');
  expect((await workload({}, named('a', 'default'))).cluster).toBe('default');
  expect((await workload({ cluster: 'arn:aws:ecs:us-east-1:1:cluster/b' }, named('a', 'b'))).cluster).toBe(
    'b',
  );
  expect(await complaints({}, named('a', 'b'))).toEqual([
    'workloads[0].cluster: expected one of the clusters (a, b), as none is called default, received nothing.',
  ]);
});

test('what RunTask refuses, the loader refuses in its words', async () => {
  expect(
    await complaints(
      { launchType: 'FARGATE', capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      ON_FARGATE,
    ),
  ).toEqual([
    'workloads[0].launchType: expected no `launchType` beside `capacityProviderStrategy`, received FARGATE. AWS: InvalidParameterException: Specifying both a launch type and capacity provider strategy is not supported.',
  ]);
  expect(await complaints({ launchType: 'FARGATE' })).toHaveLength(1);
  expect((await complaints({ launchType: 'FARGATE' }))[0]).toMatch(
    /^workloads\[0\]\.taskDefinition: .*AWS: InvalidParameterException/,
  );
  expect(
    (await complaints({ launchType: 'FARGATE', placementStrategy: [{ type: 'random' }] }, ON_FARGATE))[0],
  ).toMatch(/^workloads\[0\]\.placementStrategy: expected none on Fargate/);
  const six = Array.from({ length: 6 }, () => ({ type: 'random' }));
  expect((await complaints({ placementStrategy: six }))[0]).toMatch(
    /^workloads\[0\]\.placementStrategy: expected at most 5/,
  );
  const memberOf = Array.from({ length: 11 }, () => ({
    type: 'memberOf',
    expression: 'attribute:stack == a',
  }));
  expect((await complaints({ placementConstraints: memberOf }))[0]).toMatch(
    /^workloads\[0\]\.placementConstraints: expected at most 10/,
  );
});

test('a region without Fargate prices runs nothing on Fargate', async () => {
  expect(await complaints({ launchType: 'FARGATE' }, { ...ON_FARGATE, region: 'il-central-1' })).toEqual([
    'workloads[0]: expected a Fargate price for il-central-1, received none. Bring it in with `ecsim prices import`.',
  ]);
});

test('strategies and constraints are decoded for the engine', async () => {
  const placementStrategy = [
    { type: 'spread', field: 'attribute:ecs.availability-zone' },
    { type: 'spread', field: 'host' },
    { type: 'binpack', field: 'MEMORY' },
    { type: 'bestFit' },
    { type: 'worstFit', field: 'memory' },
  ];
  const found = await workload({
    placementStrategy,
    placementConstraints: [{ type: 'distinctInstance' }],
    group: 'g',
    waitOrder: 'strict',
  });
  expect(found.placementStrategy).toEqual([
    { type: 'spread', field: 'ecs.availability-zone' },
    { type: 'spread', field: 'instanceId' },
    { type: 'binpack', field: 'memory' },
    { type: 'bestFit', field: 'cpu' },
    { type: 'worstFit', field: 'memory' },
  ]);
  expect(found).toMatchObject({
    placementConstraints: [{ type: 'distinctInstance' }],
    group: 'g',
    waitOrder: 'strict',
  });
});

test.each([
  [
    { type: 'spread', field: 'ecs.availability-zone' },
    'expected one of instanceId, host, attribute:NAME, received "ecs.availability-zone". Did you mean attribute:ecs.availability-zone?',
  ],
  [{ type: 'spread' }, 'expected one of instanceId, host, attribute:NAME, received nothing.'],
  [{ type: 'binpack', field: 'gpu' }, 'expected one of cpu, memory, received "gpu". Did you mean cpu?'],
  [{ type: 'random', field: 'cpu' }, 'expected no field with random, received "cpu".'],
])('the strategy %j is refused', async (strategy, complaint) => {
  expect(await complaints({ placementStrategy: [strategy] })).toEqual([
    `workloads[0].placementStrategy[0].field: ${complaint}`,
  ]);
});

test('placement by an attribute that no instance has is warned of', async () => {
  const placementStrategy = [{ type: 'spread', field: 'attribute:rack' }];
  const { warnings } = await load(smallWorkload({ placementStrategy }));
  expect(warnings.map(({ message }) => message)).toEqual([
    'Workload job is placed by attribute:rack, which no container instance of cluster main has.',
  ]);
  const clusters = [
    { clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large', attributes: { rack: '1' } }] },
  ];
  expect((await load(smallWorkload({ placementStrategy }, { clusters }))).warnings).toEqual([]);
});

test('names are the own one, else the family, then -2, -3', async () => {
  const one = { taskDefinition: 'job', arrivals: { every: 60, limit: 1 }, duration: 60 };
  const names = async (...parts: Parts[]) =>
    (await load(small({ workloads: parts.map((part) => ({ ...one, ...part })) }))).workloads.map(
      ({ name }) => name,
    );
  expect(await names({}, {}, { taskDefinition: 'job:1' }, { name: 'night' })).toEqual([
    'job',
    'job-2',
    'job-3',
    'night',
  ]);
  expect(await names({}, { name: 'job' }, { name: 'job-2' })).toEqual(['job-3', 'job', 'job-2']);
  expect(
    await complaintsOf(
      small({
        workloads: [
          { ...one, name: 'x' },
          { ...one, name: 'x' },
        ],
      }),
    ),
  ).toEqual(['workloads[1].name: expected a name that no other workload has, received "x" once more.']);
});

test.each([
  [undefined, { kind: 'wait' }],
  ['wait', { kind: 'wait' }],
  ['giveUp', { kind: 'giveUp' }],
  [{ retry: { every: '30s' } }, { kind: 'retry', everyMs: 30_000, attempts: null, forMs: null }],
  [
    { retry: { every: 5, attempts: 3, for: '1m' } },
    { kind: 'retry', everyMs: 5000, attempts: 3, forMs: 60_000 },
  ],
])('onFailure %j', async (onFailure, expected) => {
  expect((await workload({ onFailure })).onFailure).toEqual(expected);
});

test.each([
  ['drop', 'workloads[0].onFailure: expected `wait`, `giveUp`, or a mapping with `retry`, received "drop".'],
  [
    { retry: {} },
    'workloads[0].onFailure.retry.every: expected a duration above 0 such as 90s, 6m or 7d, received nothing.',
  ],
  [
    { retry: { every: 5, attempts: 0 } },
    'workloads[0].onFailure.retry.attempts: expected an integer from 1 up, received 0.',
  ],
  [{}, 'workloads[0].onFailure.retry: expected a mapping, received nothing.'],
])('onFailure %j is refused', async (onFailure, complaint) => {
  expect(await complaints({ onFailure })).toEqual([complaint]);
});

test.each([
  [
    { arrivals: undefined },
    'workloads[0].arrivals: expected when tasks arrive, such as { every: 30s }, received nothing.',
  ],
  [
    { duration: undefined },
    'workloads[0].duration: expected how long a task runs, such as 90s, received nothing.',
  ],
  [
    { taskDefinition: undefined },
    'workloads[0]: expected exactly one of `taskDefinition`, `trace`, `service`, `loadBalancer`, received a mapping with the keys arrivals, duration.',
  ],
  [
    { launchType: 'EXTERNAL' },
    'workloads[0].launchType: expected a cluster with external container instances for launch type EXTERNAL, received `main`, which has none. Give the cluster `containerInstances` with `external: true`.',
  ],
  [
    { taskDefinition: 'job:2' },
    'workloads[0].taskDefinition: expected a task definition of this scenario (job:1), received "job:2". Revisions count the entries of the family, from 1.',
  ],
  [
    { waitOrder: 'lifo' },
    'workloads[0].waitOrder: expected one of fifo, strict, received "lifo". Did you mean fifo?',
  ],
])('%j is refused', async (parts, complaint) => {
  expect(await complaints(parts)).toEqual([complaint]);
});

const EXTERNAL = {
  clusters: [
    {
      clusterName: 'main',
      containerInstances: [
        { name: 'site', external: true, registeredResources: { cpu: 4096, memory: 8192 } },
      ],
    },
  ],
};

test('launch type EXTERNAL runs on external instances, EC2 on the others', async () => {
  expect(await workload({ launchType: 'EXTERNAL' }, EXTERNAL)).toMatchObject({ launchType: 'EXTERNAL' });
  expect(await complaints({}, EXTERNAL)).toEqual([
    'workloads[0].cluster: expected a cluster with container instances for launch type EC2, received `main`, whose instances are all external. Tasks run on external instances with `launchType: EXTERNAL`.',
  ]);
});

test('an external instance runs only what may run there', async () => {
  const containerDefinitions = [{ name: 'job', image: 'job', memory: 128 }];
  const told = (definition: Parts) =>
    complaints(
      { launchType: 'EXTERNAL' },
      { ...EXTERNAL, taskDefinitions: [{ family: 'job', containerDefinitions, ...definition }] },
    );
  expect(await told({ requiresCompatibilities: ['EXTERNAL'] })).toEqual([]);
  expect(await told({ requiresCompatibilities: ['EC2'] })).toEqual([
    'workloads[0].taskDefinition: expected a task definition that external instances can run, received one that requires EC2. AWS: InvalidParameterException: Task definition does not support launch_type EXTERNAL.',
  ]);
  expect(await told({ networkMode: 'awsvpc' })).toEqual([
    'workloads[0].taskDefinition: expected a task definition that external instances can run, received one in network mode awsvpc. AWS: InvalidParameterException: Task definition does not support launch_type EXTERNAL.',
  ]);
  expect(await told({ requiresCompatibilities: ['EXTERNAL'], networkMode: 'awsvpc' })).toEqual([
    'taskDefinitions[0].networkMode: expected bridge, host or none on external instances, received awsvpc.',
  ]);
});

test('a network configuration is for tasks with a network interface of their own', async () => {
  const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } };
  expect(await complaints({ networkConfiguration })).toEqual([
    'workloads[0].networkConfiguration: expected none, as only tasks in network mode awsvpc have a network interface of their own, received one for network mode bridge. AWS: InvalidParameterException: Network Configuration is not valid for the given networkMode of this task definition.',
  ]);
  expect(await complaints({ networkConfiguration, launchType: 'FARGATE' }, ON_FARGATE)).toEqual([]);
});

test('Windows on Fargate needs a definition for it, and is not to be had as Spot', async () => {
  const windows = { ...FARGATE_JOB, runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } };
  const container = { name: 'job', image: 'job', memory: 512 };
  const definition = { ...windows, cpu: '1024', memory: '2048', containerDefinitions: [container] };
  const forFargate = { ...definition, requiresCompatibilities: ['FARGATE'] };
  const on = (taskDefinition: object) => ({ ...ON_FARGATE, taskDefinitions: [taskDefinition] });
  expect(await complaints({ launchType: 'FARGATE' }, on(forFargate))).toEqual([]);
  expect(
    await complaints({ launchType: 'FARGATE' }, on({ ...definition, requiresCompatibilities: undefined })),
  ).toEqual([
    'workloads[0].taskDefinition: expected a task definition with `requiresCompatibilities: [FARGATE]` for Windows, received WINDOWS_SERVER_2022_CORE.',
  ]);
  const clusters = [{ clusterName: 'main', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }];
  const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }];
  expect(
    await complaints({ launchType: undefined, capacityProviderStrategy }, { ...on(forFargate), clusters }),
  ).toEqual([
    'workloads[0].taskDefinition: expected a task definition for LINUX on FARGATE_SPOT, received WINDOWS_SERVER_2022_CORE.',
  ]);
});

test.each([
  [{ cpu: 3000, memory: 1024 }, ' even when it is empty: it needs 3000 CPU units, where the most is 2048.'],
  [{ cpu: 64, memory: 8000 }, ' even when it is empty: it needs 8000 MiB, where the most is 7864.'],
  [{ cpu: 2048, memory: 7864 }, null],
])('a task that is larger than every instance is warned of before the run: %o', async (size, expected) => {
  const taskDefinitions = [{ family: 'job', containerDefinitions: [{ name: 'job', image: 'job', ...size }] }];
  const { warnings } = await load(smallWorkload({}, { taskDefinitions }));
  const found = warnings.find(({ code }) => code === 'task-too-large');
  expect(found?.message.slice(found.message.indexOf(' even')) ?? null).toBe(expected);
});
