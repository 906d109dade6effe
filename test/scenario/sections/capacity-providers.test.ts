import { expect, test } from 'vitest';
import { complaintsOf, load, small, smallWorkload } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;
const MACHINE = { name: 'box', registeredResources: { cpu: 4096, memory: 8192 } };
const FARGATE_JOB = {
  family: 'job',
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'job', image: 'job' }],
};
const MIXED = {
  capacityProviders: [{ name: 'fleet' }, { name: 'spare' }],
  taskDefinitions: [FARGATE_JOB],
  clusters: [
    {
      clusterName: 'main',
      capacityProviders: ['spare', 'FARGATE_SPOT', 'fleet', 'FARGATE'],
      containerInstances: [{ ...MACHINE, capacityProviderName: 'fleet' }],
    },
  ],
};
const strategy = (...items: readonly (readonly [string, number, number?])[]) =>
  items.map(([capacityProvider, weight, base]) => ({
    capacityProvider,
    weight,
    ...(base === undefined ? {} : { base }),
  }));
const workload = (capacityProviderStrategy: unknown, others: Parts = {}) =>
  smallWorkload({ capacityProviderStrategy }, { ...MIXED, ...others });
const complaints = (capacityProviderStrategy: unknown, others: Parts = {}) =>
  complaintsOf(workload(capacityProviderStrategy, others));

test("the clusters' providers are numbered, Fargate's first, then in the order of their definition", async () => {
  const scenario = await load(workload(strategy(['FARGATE', 1, 2], ['FARGATE_SPOT', 3])));
  expect(scenario.capacityProviders).toEqual([
    { name: 'FARGATE', kind: 'FARGATE' },
    { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
    { name: 'fleet', kind: 'group' },
    { name: 'spare', kind: 'group' },
  ]);
  expect(scenario.clusters[0]!.containerInstances[0]!.capacityProvider).toBe('fleet');
  expect(scenario.workloads[0]).toMatchObject({
    launchType: 'FARGATE',
    capacityProviderStrategy: [
      { provider: 0, base: 2, weight: 1 },
      { provider: 1, base: 0, weight: 3 },
    ],
  });
});

test('a strategy over groups runs on EC2, by name or ARN', async () => {
  const arn = 'arn:aws:ecs:us-east-1:1:capacity-provider/fleet';
  expect((await load(workload(strategy(['fleet', 1])))).workloads[0]).toMatchObject({
    launchType: 'EC2',
    capacityProviderStrategy: [{ provider: 2, base: 0, weight: 1 }],
  });
  expect((await load(workload(strategy([arn, 1])))).workloads[0]!.capacityProviderStrategy[0]!.provider).toBe(
    2,
  );
});

test('a custom strategy or a launch type wins over the default strategy', async () => {
  const [main] = MIXED.clusters;
  const clusters = [
    { ...main, defaultCapacityProviderStrategy: strategy(['FARGATE', 1], ['FARGATE_SPOT', 1]) },
  ];
  const strategyOf = async (parts: Parts) =>
    (await load(smallWorkload(parts, { ...MIXED, clusters }))).workloads[0]!.capacityProviderStrategy.map(
      ({ provider }) => provider,
    );
  expect(await strategyOf({})).toEqual([0, 1]);
  expect(await strategyOf({ capacityProviderStrategy: [] })).toEqual([0, 1]);
  expect(await strategyOf({ capacityProviderStrategy: strategy(['fleet', 1]) })).toEqual([2]);
  expect(await strategyOf({ launchType: 'EC2' })).toEqual([]);
});

test('what the command line of AWS prints can be pasted', async () => {
  const described = {
    capacityProviders: [
      { capacityProviderArn: 'arn:aws:ecs:us-east-1:1:capacity-provider/FARGATE', name: 'FARGATE' },
      {
        name: 'fleet',
        status: 'ACTIVE',
        autoScalingGroupProvider: {
          autoScalingGroupArn:
            'arn:aws:autoscaling:us-east-1:1:autoScalingGroup:x:autoScalingGroupName/fleet',
          managedScaling: { status: 'DISABLED', targetCapacity: 100 },
          managedTerminationProtection: 'DISABLED',
          managedDraining: 'ENABLED',
        },
        updateStatus: 'UPDATE_COMPLETE',
        tags: [],
      },
    ],
    failures: [],
  };
  const clusters = [{ ...MIXED.clusters[0]!, capacityProviders: ['FARGATE', 'fleet'] }];
  const { warnings } = await load(
    workload(strategy(['fleet', 1]), { capacityProviders: described, clusters }),
  );
  expect(warnings.map(({ message }) => message)).toEqual([
    'Capacity provider fleet has no group of `autoScalingGroups`: without effect is what it says of one (autoScalingGroupArn, managedDraining, managedScaling.targetCapacity).',
    'Known to AWS, without effect here: capacityProviders[].capacityProviderArn, capacityProviders[].status, capacityProviders[].updateStatus.',
  ]);
});

test.each([
  [
    { name: 'aws-fleet' },
    '.name: expected up to 255 letters, digits, hyphens and underscores that do not begin with aws or ecs, received "aws-fleet".',
  ],
  [{ name: 'fargate-2' }, '.name: expected a name that does not begin with fargate, received "fargate-2".'],
  [
    { name: 'a', autoScalingGroupProvider: { managedScaling: { status: 'ENABLED' } } },
    '.autoScalingGroupProvider.managedScaling.status: expected DISABLED, or a group of `autoScalingGroups` that it scales, received ENABLED, and no group.',
  ],
  [
    { name: 'a', autoScalingGroupProvider: { managedScaling: { targetCapacity: 80 } } },
    '.autoScalingGroupProvider.managedScaling.status: expected one of ENABLED, DISABLED, received nothing.',
  ],
  [
    { name: 'a', autoScalingGroupProvider: { managedTerminationProtection: 'ENABLED' } },
    '.autoScalingGroupProvider.managedTerminationProtection: expected DISABLED, as `managedScaling` is not ENABLED, received ENABLED.',
  ],
  [
    { name: 'a', managedInstancesProvider: { infrastructureRoleArn: 'x' } },
    '.managedInstancesProvider: expected a key that is modelled, received `managedInstancesProvider`, which is not modelled yet.',
  ],
])('%j is refused', async (provider, complaint) => {
  expect(await complaintsOf(small({ capacityProviders: [provider] }))).toEqual([
    `capacityProviders[0]${complaint}`,
  ]);
});

const FULL = Array.from({ length: 21 }, (_, i) => `p${i}`);

test.each([
  [
    strategy(['FARGATE', 1], ['fleet', 1]),
    ": expected either Fargate's capacity providers or those of Auto Scaling groups, received both. AWS: InvalidParameterException: A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers. Specify one or the other and try again.",
  ],
  [
    strategy(['FARGATE', 0], ['FARGATE_SPOT', 0]),
    ': expected a weight above 0 of at least one capacity provider, received none. AWS: InvalidParameterException: There are no capacity providers in the capacity provider strategy with a weight value greater than zero.',
  ],
  [
    strategy(['FARGATE', 1, 1], ['FARGATE_SPOT', 1, 2]),
    '[1].base: expected a base above 0 of one capacity provider only, received one of 2. AWS: InvalidParameterException: The specified capacity provider strategy contains multiple capacity providers with a base value defined.',
  ],
  [
    strategy(['FARGATE', 1], ['FARGATE', 2]),
    '[1].capacityProvider: expected each capacity provider only once, received "FARGATE" once more.',
  ],
  [
    strategy(['FARGTE', 1]),
    '[0].capacityProvider: expected one of the cluster\'s `capacityProviders` (spare, FARGATE_SPOT, fleet, FARGATE), received "FARGTE". AWS: InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster.',
  ],
  [strategy(['FARGATE', 1001]), '[0].weight: expected an integer from 0 to 1000, received 1001.'],
  [strategy(['FARGATE', 1, 100_001]), '[0].base: expected an integer from 0 to 100000, received 100001.'],
])('%j is refused', async (stated, complaint) => {
  expect(await complaints(stated)).toEqual([`workloads[0].capacityProviderStrategy${complaint}`]);
});

test('at most twenty providers', async () => {
  const others = {
    capacityProviders: FULL.map((name) => ({ name })),
    clusters: [{ ...MIXED.clusters[0]!, containerInstances: [MACHINE], capacityProviders: FULL }],
  };
  const stated = strategy(...FULL.map((name) => [name, 1] as const));
  expect(await complaints(stated.slice(1), others)).toEqual([]);
  expect(await complaints(stated, others)).toEqual([
    'workloads[0].capacityProviderStrategy: expected at most 20 capacity providers, received 21.',
  ]);
});

test('a default strategy without weights is refused where something would run by it, as AWS does', async () => {
  const [main] = MIXED.clusters;
  const clusters = [
    { ...main, defaultCapacityProviderStrategy: strategy(['FARGATE', 0], ['FARGATE_SPOT', 0]) },
  ];
  expect(await complaintsOf(smallWorkload({ launchType: 'FARGATE' }, { ...MIXED, clusters }))).toEqual([]);
  expect(await complaintsOf(smallWorkload({}, { ...MIXED, clusters }))).toEqual([
    'workloads[0]: expected a weight above 0 in the default capacity provider strategy of `main`, received none. AWS: InvalidParameterException: There are no capacity providers with a weight value greater than zero defined in the default capacity provider strategy.',
  ]);
});

test('an only provider without a weight takes all tasks, with a warning', async () => {
  const { warnings, workloads } = await load(workload([{ capacityProvider: 'FARGATE' }]));
  expect(workloads[0]!.capacityProviderStrategy).toEqual([{ provider: 0, base: 0, weight: 0 }]);
  expect(warnings.map(({ code }) => code)).toEqual(['capacity-provider-weight']);
});

test('a provider without instances is fine, and said', async () => {
  const { warnings } = await load(workload(strategy(['fleet', 1], ['spare', 1])));
  expect(warnings.map(({ code, message }) => [code, message])).toEqual([
    [
      'empty-capacity-provider',
      'No container instance of cluster main belongs to capacity provider spare (`capacityProviderName`): tasks that it is chosen for are refused with EMPTY CAPACITY PROVIDER.',
    ],
  ]);
  expect((await load(workload(strategy(['fleet', 1], ['spare', 0])))).warnings).toEqual([]);
});

test('a cluster names what is known, once; its instances belong to a group of it', async () => {
  const cluster = (parts: Parts) =>
    complaintsOf(
      small({
        capacityProviders: [{ name: 'fleet' }],
        clusters: [{ clusterName: 'main', containerInstances: [MACHINE], ...parts }],
      }),
    );
  expect(await cluster({ capacityProviders: ['fleet', 'flet'] })).toEqual([
    'clusters[0].capacityProviders[1]: expected a capacity provider of this scenario (FARGATE, FARGATE_SPOT, fleet), received "flet". Did you mean fleet?',
  ]);
  expect(await cluster({ capacityProviders: ['fleet', 'fleet'] })).toEqual([
    'clusters[0].capacityProviders[1]: expected each capacity provider only once, received "fleet" once more.',
  ]);
  const belongs = (capacityProviderName: string) => ({
    capacityProviders: ['FARGATE', 'fleet'],
    containerInstances: [{ ...MACHINE, capacityProviderName }],
  });
  expect(await cluster(belongs('fleet'))).toEqual([]);
  expect(await cluster(belongs('FARGATE'))).toEqual([
    'clusters[0].containerInstances[0].capacityProviderName: expected one of the cluster\'s `capacityProviders` that is not of Fargate (fleet), received "FARGATE".',
  ]);
  expect(await cluster({ ...belongs('fleet'), capacityProviders: [] })).toHaveLength(1);
});

test('Spot has a price of its own, whose age or rule is said', async () => {
  const warningsIn = async (region: string, cpuArchitecture: string) =>
    (
      await load(
        workload(strategy(['FARGATE_SPOT', 1]), {
          region,
          taskDefinitions: [{ ...FARGATE_JOB, runtimePlatform: { cpuArchitecture } }],
        }),
      )
    ).warnings.map(({ message }) => message);
  expect(await warningsIn('us-east-1', 'ARM64')).toEqual([]);
  expect(await warningsIn('eu-west-2', 'X86_64')).toEqual([
    'Fargate Spot in eu-west-2 is billed at a price seen on a day that is not known: it moves with time.',
  ]);
  expect(await warningsIn('us-west-2', 'ARM64')).toContain(
    'No list price is known for Fargate Spot on ARM in us-west-2: it is billed by a rule (the discount on X86_64 there).',
  );
});

test('the timeline has rows of each provider that a cluster has', async () => {
  const assertions = [{ that: 'max(running)', atMost: 5, scope: 'capacityProvider/spare' }];
  expect(await complaints(strategy(['fleet', 1]), { assertions })).toEqual([]);
  expect(
    await complaintsOf(small({ assertions: [{ ...assertions[0], scope: 'capacityProvider/FARGATE' }] })),
  ).toEqual(['assertions[0].scope: expected one of run, cluster/main, received "capacityProvider/FARGATE".']);
});
