import { describe, expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const WEB = { serviceName: 'web', taskDefinition: 'web', desiredCount: 2 };
const CONTAINERS = [{ name: 'web', image: 'web', cpu: 256, memory: 512 }];
const ON_FARGATE = {
  family: 'net',
  cpu: '256',
  memory: '512',
  networkMode: 'awsvpc',
  containerDefinitions: [{ name: 'net', image: 'net' }],
};

/** A scenario of one cluster `main` of two instances with these services. */
function scenario(services: readonly unknown[], parts: Parts = {}): string {
  return JSON.stringify({
    simulation: { duration: '1d' },
    clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large', count: 2 }] }],
    taskDefinitions: [
      { family: 'web', containerDefinitions: CONTAINERS },
      { family: 'web', containerDefinitions: CONTAINERS },
      ON_FARGATE,
    ],
    services,
    ...parts,
  });
}

const service = async (parts: Parts, others: Parts = {}) =>
  (await load(scenario([{ ...WEB, ...parts }], others))).services[0]!;
const complaints = (parts: Parts, others: Parts = {}) =>
  complaintsOf(scenario([{ ...WEB, ...parts }], others));

test('a service has the defaults of the API', async () => {
  expect(await service({})).toMatchObject({
    serviceName: 'web',
    cluster: 'main',
    schedulingStrategy: 'REPLICA',
    taskDefinitionIndex: 1,
    taskDefinitionIndexes: [1],
    desiredCount: 2,
    launchType: 'EC2',
    capacityProviderStrategy: [],
    subnets: null,
    placementStrategy: [],
    placementConstraints: [],
    deployment: { minimumHealthyPercent: 100, maximumPercent: 200, circuitBreaker: null, earlySuccess: null },
    healthCheckGracePeriodMs: 0,
    availabilityZoneRebalancing: true,
  });
  expect(await service({ schedulingStrategy: 'DAEMON', desiredCount: undefined })).toMatchObject({
    desiredCount: 0,
    deployment: { minimumHealthyPercent: 0, maximumPercent: 100 },
    availabilityZoneRebalancing: false,
  });
});

test('everything that can be said of a service', async () => {
  const stated = {
    taskDefinition: 'web:1',
    healthCheckGracePeriodSeconds: 90,
    availabilityZoneRebalancing: 'DISABLED',
    placementStrategy: [{ type: 'binpack', field: 'memory' }],
    placementConstraints: [{ type: 'distinctInstance' }],
    deploymentConfiguration: {
      minimumHealthyPercent: 50,
      maximumPercent: 150,
      deploymentCircuitBreaker: {
        enable: true,
        rollback: true,
        thresholdConfiguration: { type: 'COUNT', value: 7 },
        resetOnHealthyTask: false,
      },
    },
  };
  expect(await service(stated)).toMatchObject({
    taskDefinitionIndex: 0,
    placementStrategy: [{ type: 'binpack', field: 'memory' }],
    placementConstraints: [{ type: 'distinctInstance' }],
    deployment: {
      minimumHealthyPercent: 50,
      maximumPercent: 150,
      circuitBreaker: { rollback: true, threshold: { type: 'COUNT', value: 7 }, resetOnHealthyTask: false },
    },
    healthCheckGracePeriodMs: 90_000,
    availabilityZoneRebalancing: false,
  });
});

test('a circuit breaker that says no more than that it is on counts half of the tasks; one that is off is none', async () => {
  const breaker = async (deploymentCircuitBreaker: Parts) =>
    (await service({ deploymentConfiguration: { deploymentCircuitBreaker } })).deployment.circuitBreaker;
  expect(await breaker({ enable: true, rollback: false })).toEqual({
    rollback: false,
    threshold: { type: 'BOUNDED_PERCENT', value: 50 },
    resetOnHealthyTask: true,
  });
  expect(await breaker({ enable: false, rollback: true })).toBeNull();
});

test('what DescribeServices gives can be pasted', async () => {
  const described = {
    serviceArn: 'arn:aws:ecs:us-east-1:111122223333:service/main/web',
    serviceName: 'web',
    clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/main',
    loadBalancers: [],
    serviceRegistries: [],
    status: 'ACTIVE',
    desiredCount: 3,
    runningCount: 3,
    pendingCount: 0,
    launchType: 'EC2',
    taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:1',
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: false, rollback: false },
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: 'ROLLING',
      bakeTimeInMinutes: 0,
      alarms: { alarmNames: [], enable: false, rollback: false },
    },
    deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY' }],
    events: [],
    createdAt: '2026-01-05T10:00:00.000Z',
    placementConstraints: [],
    placementStrategy: [],
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    enableECSManagedTags: true,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
    availabilityZoneRebalancing: 'DISABLED',
  };
  const text = scenario([], { services: { services: [described], failures: [] } });
  expect((await load(text)).services).toMatchObject([
    { serviceName: 'web', cluster: 'main', desiredCount: 3, taskDefinitionIndex: 0 },
  ]);
});

test('on Fargate, in subnets, by a strategy', async () => {
  const parts = {
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }],
    subnets: [
      { subnetId: 'a', availabilityZone: 'us-east-1a', cidrBlock: '10.0.0.0/24' },
      { subnetId: 'b', availabilityZone: 'us-east-1b', cidrBlock: '10.0.1.0/24' },
    ],
  };
  const stated = {
    taskDefinition: 'net',
    capacityProviderStrategy: [
      { capacityProvider: 'FARGATE', base: 1, weight: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: 3 },
    ],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['b'] } },
  };
  expect(await service(stated, parts)).toMatchObject({
    launchType: 'FARGATE',
    capacityProviderStrategy: [
      { provider: 0, base: 1, weight: 1 },
      { provider: 1, base: 0, weight: 3 },
    ],
    subnets: [1],
    availabilityZoneRebalancing: true,
  });
});

test('a service runs for ever: the scenario says how long, and needs no workload beside it', async () => {
  expect(await complaints({})).toEqual([]);
  expect(await complaints({}, { simulation: {} })).toEqual([
    'simulation.duration: expected a duration, because service `web` runs for ever, received nothing.',
  ]);
  expect(await complaintsOf(scenario([], { simulation: {} }))).toEqual([
    'workloads: expected at least one workload, or a `simulation.duration`, received neither.',
  ]);
});

test('names are unique in a cluster, and can be had again in another', async () => {
  const instances = [{ ec2InstanceType: 'm5.large' }];
  const clusters = ['a', 'b'].map((clusterName) => ({ clusterName, containerInstances: instances }));
  const text = (...names: string[]) =>
    scenario(
      names.map((cluster) => ({ ...WEB, cluster })),
      { clusters },
    );
  expect(await complaintsOf(text('a', 'b'))).toEqual([]);
  expect(await complaintsOf(text('a', 'a'))).toEqual([
    'services[1].serviceName: expected a name that no other has, received "web" once more.',
  ]);
});

test('every zone constraint, other first strategy or missing headroom makes a service one that is not rebalanced', async () => {
  const constraint = {
    type: 'memberOf',
    expression: 'attribute:ecs.availability-zone in [us-east-1a, us-east-1b]',
  };
  const rebalanced = async (parts: Parts) => (await service(parts)).availabilityZoneRebalancing;
  expect(await rebalanced({ placementConstraints: [constraint] })).toBe(false);
  expect(await rebalanced({ placementStrategy: [{ type: 'spread', field: 'instanceId' }] })).toBe(false);
  expect(await rebalanced({ deploymentConfiguration: { maximumPercent: 100 } })).toBe(false);
  const spread = { type: 'spread', field: 'attribute:ecs.availability-zone' };
  expect(await rebalanced({ placementStrategy: [spread, { type: 'binpack', field: 'cpu' }] })).toBe(true);
  expect(
    await complaints({
      availabilityZoneRebalancing: 'ENABLED',
      deploymentConfiguration: { maximumPercent: 100 },
    }),
  ).toEqual([
    expect.stringMatching(
      /^services\[0\]\.availabilityZoneRebalancing: expected DISABLED for a service that ECS cannot rebalance, received ENABLED\. /,
    ),
  ]);
});

describe('refused', () => {
  const daemon = { schedulingStrategy: 'DAEMON', desiredCount: undefined };
  test.each<[Parts, string]>([
    [
      { desiredCount: undefined },
      'desiredCount: expected how many tasks the service is to keep running, with scheduling strategy REPLICA, received nothing.',
    ],
    [{ desiredCount: -1 }, 'desiredCount: expected an integer from 0 up, received -1.'],
    [{ taskDefinition: undefined }, 'taskDefinition: expected a task definition, received nothing.'],
    [
      { taskDefinition: 'wep' },
      'taskDefinition: expected a task definition of this scenario (web, net), received "wep". Did you mean web?',
    ],
    [
      { serviceName: 'a b' },
      'serviceName: expected up to 255 letters, digits, hyphens and underscores, received "a b".',
    ],
    [
      { cluster: 'mian' },
      'cluster: expected a cluster of this scenario (main), received "mian". Did you mean main?',
    ],
    [
      { cluster: 'main', clusterArn: 'arn:aws:ecs:us-east-1:1:cluster/other' },
      'clusterArn: expected the same as `cluster`, main, received "arn:aws:ecs:us-east-1:1:cluster/other".',
    ],
    [
      { ...daemon, desiredCount: 1 },
      'desiredCount: expected none with scheduling strategy DAEMON, which counts the instances that match, received 1. AWS: InvalidParameterException: The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
    ],
    [
      { ...daemon, placementStrategy: [{ type: 'random' }] },
      'placementStrategy: expected none with scheduling strategy DAEMON, received 1. AWS: InvalidParameterException: The daemon scheduling strategy does not support placement strategies. Remove the placement strategy and try again',
    ],
    [
      { ...daemon, deploymentConfiguration: { maximumPercent: 200 } },
      'deploymentConfiguration.maximumPercent: expected 100 with scheduling strategy DAEMON, received 200. AWS: InvalidParameterException: The daemon scheduling strategy does not support values above 100 for maximumPercent on a deployment configuration. Change the maximumPercent value to 100, and try again',
    ],
    [
      { ...daemon, taskDefinition: 'net', launchType: 'FARGATE' },
      'launchType: expected EC2 or EXTERNAL with scheduling strategy DAEMON, received FARGATE.',
    ],
    [
      { deploymentConfiguration: { maximumPercent: 99 } },
      'deploymentConfiguration.maximumPercent: expected an integer from 100 up, received 99.',
    ],
    [
      { deploymentConfiguration: { minimumHealthyPercent: 101 } },
      'deploymentConfiguration.minimumHealthyPercent: expected an integer from 0 to 100, received 101.',
    ],
    [
      {
        deploymentConfiguration: {
          deploymentCircuitBreaker: {
            enable: true,
            rollback: false,
            thresholdConfiguration: { type: 'UNBOUNDED_PERCENT', value: 101 },
          },
        },
      },
      'deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.value: expected an integer percent from 1 to 100 with type UNBOUNDED_PERCENT, received 101.',
    ],
    [
      { networkConfiguration: { awsvpcConfiguration: { subnets: ['x'] } } },
      'networkConfiguration: expected none, as only tasks in network mode awsvpc have a network interface of their own, received one for network mode bridge. AWS: InvalidParameterException: Network Configuration is not valid for the given networkMode of this task definition.',
    ],
  ])('%j', async (parts, complaint) => {
    expect(await complaints(parts)).toEqual([`services[0].${complaint}`]);
  });

  test('a definition that Fargate cannot run', async () => {
    expect(await complaints({ launchType: 'FARGATE' })).toEqual([
      expect.stringMatching(
        /^services\[0\]\.taskDefinition: expected a task definition that Fargate can run, /,
      ),
    ]);
  });

  test('by the default strategy of its cluster a DAEMON service cannot run', async () => {
    const clusters = [
      {
        clusterName: 'main',
        capacityProviders: ['FARGATE'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      },
    ];
    expect(await complaints({ ...daemon, taskDefinition: 'net' }, { clusters })).toEqual([
      "services[0].launchType: expected `launchType: EC2` with scheduling strategy DAEMON, received the cluster's default strategy. AWS: InvalidParameterException: Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.",
    ]);
  });

  test.each<[string, Parts]>([
    ['deploymentController', { deploymentController: { type: 'CODE_DEPLOY' } }],
    ['platformVersion', { platformVersion: '1.3.0' }],
    ['deploymentConfiguration.strategy', { deploymentConfiguration: { strategy: 'BLUE_GREEN' } }],
    ['deploymentConfiguration.bakeTimeInMinutes', { deploymentConfiguration: { bakeTimeInMinutes: 5 } }],
    [
      'deploymentConfiguration.alarms',
      { deploymentConfiguration: { alarms: { enable: true, rollback: true, alarmNames: ['errors'] } } },
    ],
    [
      'deploymentConfiguration.canaryConfiguration',
      { deploymentConfiguration: { canaryConfiguration: { canaryPercent: 5 } } },
    ],
  ])('%s is not modelled yet', async (path, parts) => {
    const key = path.split('.').at(-1);
    expect(await complaints(parts)).toEqual([
      `services[0].${path}: expected a key that is modelled, received \`${key}\`, which is not modelled yet.`,
    ]);
  });

  test('what is switched off, empty or the same as without it is harmless', async () => {
    const harmless = {
      serviceConnectConfiguration: { enabled: false },
      loadBalancers: [],
      platformVersion: 'LATEST',
      deploymentConfiguration: { strategy: 'ROLLING', earlySuccessCriteria: { enable: false } },
    };
    expect(await complaints(harmless)).toEqual([]);
  });
});

test('tasks that fit on no instance are warned of', async () => {
  const taskDefinitions = [
    { family: 'web', containerDefinitions: [{ name: 'web', image: 'web', cpu: 4096, memory: 512 }] },
  ];
  const { warnings } = await load(scenario([WEB], { taskDefinitions }));
  expect(warnings.map(({ message }) => message)).toEqual([
    'Service main/web: a task of web:1 fits on no container instance of cluster main, even when it is empty: it needs 4096 CPU units, where the most is 2048.',
  ]);
});

test('assertions look at services by name', async () => {
  const assertions = [
    { that: 'services["main/web"].running.min', atLeast: 2 },
    { that: 'services["main/web"].deployments[0].rolloutState', equals: 'COMPLETED' },
    { that: 'max(desired)', atMost: 4, scope: 'service/main/web' },
  ];
  expect(await complaints({}, { assertions })).toEqual([]);
  expect(
    await complaints({}, { assertions: [{ that: 'services["main/wbe"].running.min', atLeast: 2 }] }),
  ).toEqual([
    'assertions[0].that: expected a figure of `services` (main/web), received "services[\\"main/wbe\\"].running.min". Did you mean main/web?',
  ]);
  expect(
    await complaints({}, { assertions: [{ that: 'max(desired)', atMost: 4, scope: 'service/web' }] }),
  ).toEqual([
    'assertions[0].scope: expected one of run, cluster/main, service/main/web, received "service/web".',
  ]);
});
