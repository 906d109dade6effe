import { expect, test } from 'vitest';
import { DEFAULT_MAINTENANCE } from '../../../src/scenario/group-maintenance.ts';
import { BATCH, fleet } from '../../support/fleet.ts';
import { complaintsOf, load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const complaints = (group: Parts) => complaintsOf(fleet(group));
const warningsOf = async (text: string) => (await load(text)).warnings.map(({ message }) => message);

test('a group has what it says, and else what CreateAutoScalingGroup takes', async () => {
  const { autoScalingGroups, clusters, capacityProviders } = await load(fleet());
  expect(autoScalingGroups).toEqual([
    {
      name: 'batch',
      cluster: 'main',
      provider: {
        name: 'fleet',
        managedScaling: { targetCapacity: 100, minimumStep: 1, maximumStep: 10_000, warmUpMs: 300_000 },
        managedTerminationProtection: false,
        managedDraining: true,
      },
      availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      configurations: [
        {
          options: [
            {
              instances: expect.objectContaining({ name: 'batch', ec2InstanceType: 'm5.large', count: 0 }),
              weight: 1,
            },
          ],
          mixed: null,
        },
      ],
      minSize: 1,
      maxSize: 10,
      desiredCapacity: 1,
      protectsNew: false,
      terminationPolicies: ['Default'],
      monitoring: { everyMs: 300_000, warmUpMs: 0 },
      maintenance: DEFAULT_MAINTENANCE,
    },
  ]);
  expect(clusters[0]!.containerInstances).toEqual([]);
  expect(capacityProviders).toEqual([{ name: 'fleet', kind: 'group' }]);
  const [own] = (
    await load(
      fleet({
        desiredCapacity: 4,
        newInstancesProtectedFromScaleIn: true,
        terminationPolicies: ['OldestInstance', 'Default'],
      }),
    )
  ).autoScalingGroups;
  expect(own).toMatchObject({
    desiredCapacity: 4,
    protectsNew: true,
    terminationPolicies: ['OldestInstance', 'Default'],
  });
});

test('its instances are what an entry of containerInstances would be', async () => {
  const machine = {
    availabilityZones: ['us-east-1b', 'us-east-1a'],
    attributes: { stack: 'prod', 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' },
    hourlyPrice: 0.2,
    versionInfo: { agentVersion: '1.80.0' },
  };
  const [group] = (await load(fleet(machine))).autoScalingGroups;
  const containerInstances = [
    { ...machine, name: 'batch', ec2InstanceType: 'm5.large', count: 0, capacityProviderName: 'fleet' },
    { ec2InstanceType: 'm5.large' },
  ];
  const clusters = [{ clusterName: 'main', capacityProviders: ['fleet'], containerInstances }];
  const fixed = await load(small({ capacityProviders: [{ name: 'fleet' }], clusters }));
  expect(group!.configurations[0]!.options[0]!.instances).toEqual(fixed.clusters[0]!.containerInstances[0]);
  const [own] = (
    await load(
      fleet({ instanceType: undefined, registeredResources: { cpu: 4096, memory: 8192 }, hourlyPrice: 1 }),
    )
  ).autoScalingGroups;
  expect(own!.configurations[0]!.options[0]!.instances).toMatchObject({
    ec2InstanceType: null,
    countedAs: 'batch',
    registered: { cpu: 4096, memory: 8192, gpu: 0 },
    hourlyPrice: '1',
  });
});

test.each([
  [
    { minSize: 11 },
    '.minSize: expected at most `maxSize`, 10, received 11. AWS: ValidationError: Max bound, 10, must be greater than or equal to min bound, 11.',
  ],
  [
    { desiredCapacity: 11 },
    '.desiredCapacity: expected an integer from `minSize`, 1, to `maxSize`, 10, received 11. AWS: ValidationError: Desired capacity:11 must be between the specified min size:1 and max size:10.',
  ],
  [{ maxSize: undefined }, '.maxSize: expected an integer from 0 to 100000, received nothing.'],
  [
    { autoScalingGroupName: 'a:b' },
    '.autoScalingGroupName: expected up to 255 letters, digits and signs without blanks and colons, received "a:b".',
  ],
  [
    { instanceType: undefined },
    '.instanceType: expected `instanceType`, or `registeredResources` of what AWS does not rent out, received neither.',
  ],
  [
    { instanceType: 'm5.lage' },
    '.instanceType: expected an EC2 instance type of the catalogue, received "m5.lage". Did you mean m5.large?',
  ],
  [
    { instanceType: undefined, registeredResources: { cpu: 1024 } },
    '.registeredResources.memory: expected `memory` of a machine without an instance type, received nothing.',
  ],
  [
    { availabilityZones: ['eu-west-1a'] },
    '.availabilityZones[0]: expected an Availability Zone of us-east-1 (us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f), received "eu-west-1a".',
  ],
  [
    { vpcZoneIdentifier: 'subnet-1,subnet-2' },
    '.availabilityZones: expected the zones that `vpcZoneIdentifier` stands for, received nothing.',
  ],
  [
    { availabilityZoneIds: ['use1-az1'] },
    '.availabilityZones: expected the zones that `availabilityZoneIds` stands for, received nothing.',
  ],
  [
    { attributes: { 'ecs.instance-type': 'x' } },
    '.attributes["ecs.instance-type"]: expected the name of a custom attribute, received `ecs.instance-type`, which ECS sets itself.',
  ],
  [
    { creditSpecification: { cpuCredits: 'standard' } },
    '.creditSpecification.cpuCredits: expected no `cpuCredits` beside a type that is not burstable, received "standard". Burstable are t2, t3, t3a and t4g.',
  ],
  [
    { terminationPolicies: ['Default', 'OldestInstance'] },
    '.terminationPolicies[0]: expected `Default` as the last policy, received "OldestInstance" behind it.',
  ],
  [
    { terminationPolicies: ['OldestLaunchConfiguration'] },
    '.terminationPolicies[0]: expected one of Default, AllocationStrategy, OldestLaunchTemplate, OldestInstance, NewestInstance, ClosestToNextInstanceHour, received "OldestLaunchConfiguration". OldestLaunchConfiguration is not modelled yet.',
  ],
  [
    { terminationPolicies: ['OldestInstanc'] },
    '.terminationPolicies[0]: expected one of Default, AllocationStrategy, OldestLaunchTemplate, OldestInstance, NewestInstance, ClosestToNextInstanceHour, received "OldestInstanc". Did you mean OldestInstance?',
  ],
  [
    { cluster: 'man' },
    '.cluster: expected a cluster of this scenario (main), received "man". Did you mean main?',
  ],
])('%j is refused', async (group, complaint) => {
  expect(await complaints(group)).toEqual([`autoScalingGroups[0]${complaint}`]);
});

const ONE_TYPE = ' Say `instanceType` instead, or several types in `mixedInstancesPolicy`.';

test.each([
  ['launchTemplate', { launchTemplateName: 'web', version: '1' }, ONE_TYPE],
  ['launchTemplate', {}, ONE_TYPE],
  ['launchConfigurationName', 'web', ONE_TYPE],
  ['instanceId', 'i-1', ONE_TYPE],
  ['instanceLifecyclePolicy', { retentionTriggers: { terminateHookAbandon: 'retain' } }, ''],
  ['capacityRebalance', true, ''],
  ['desiredCapacityType', 'vcpu', ''],
  [
    'healthCheckType',
    'ELB',
    ' No load balancer checks the instances themselves here: say EC2, and `setInstanceHealth` in `actions` for other checks.',
  ],
  ['placementGroup', 'near', ''],
  ['targetGroupARNs', ['arn:x'], ''],
  ['loadBalancerNames', ['lb'], ''],
  ['trafficSources', [{ identifier: 'x' }], ''],
  ['status', 'Delete in progress', ''],
  ['availabilityZoneDistribution', { capacityDistributionStrategy: 'balanced-only' }, ''],
  ['capacityReservationSpecification', { capacityReservationPreference: 'capacity-reservations-only' }, ''],
])('%s would matter and is not modelled', async (key, value, hint) => {
  expect(await complaints({ [key]: value })).toEqual([
    `autoScalingGroups[0].${key}: expected a key that is modelled, received \`${key}\`, which is not modelled yet.${hint}`,
  ]);
});

test('what DescribeAutoScalingGroups prints can be pasted, with a type in the place of the launch template', async () => {
  const described = {
    AutoScalingGroups: [
      {
        AutoScalingGroupName: 'batch',
        AutoScalingGroupARN: 'arn:aws:autoscaling:us-east-1:1:autoScalingGroup:x:autoScalingGroupName/batch',
        InstanceType: 'm5.large',
        MinSize: 0,
        MaxSize: 4,
        DesiredCapacity: 2,
        DefaultCooldown: 300,
        AvailabilityZones: ['us-east-1a', 'us-east-1b'],
        AvailabilityZoneIds: ['use1-az1', 'use1-az2'],
        LoadBalancerNames: [],
        TargetGroupARNs: [],
        HealthCheckType: 'EC2',
        HealthCheckGracePeriod: 0,
        Instances: [{ InstanceId: 'i-1', InstanceType: 'm5.large' }],
        CreatedTime: '2026-01-01T00:00:00Z',
        SuspendedProcesses: [],
        VPCZoneIdentifier: 'subnet-1,subnet-2',
        EnabledMetrics: [],
        Tags: [{ Key: 'AmazonECSManaged', Value: '' }],
        TerminationPolicies: ['Default'],
        NewInstancesProtectedFromScaleIn: true,
        CapacityRebalance: false,
        MaxInstanceLifetime: 0,
        AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-best-effort' },
        AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: false },
        CapacityReservationSpecification: { CapacityReservationPreference: 'default' },
        TrafficSources: [],
      },
    ],
  };
  const text = fleet({}, {}, { autoScalingGroups: described });
  expect((await load(text)).autoScalingGroups).toMatchObject([
    {
      name: 'batch',
      minSize: 0,
      maxSize: 4,
      desiredCapacity: 2,
      protectsNew: true,
      availabilityZones: ['us-east-1a', 'us-east-1b'],
    },
  ]);
  const keys = [
    'autoScalingGroupARN',
    'availabilityZoneDistribution',
    'availabilityZoneIds',
    'availabilityZoneImpairmentPolicy',
    'capacityRebalance',
    'capacityReservationSpecification',
    'createdTime',
    'healthCheckType',
    'instances',
    'tags',
    'vpcZoneIdentifier',
  ];
  expect(await warningsOf(text)).toEqual([
    `Known to AWS, without effect here: ${keys.map((key) => `autoScalingGroups[].${key}`).join(', ')}.`,
  ]);
});

const TWO = [{ clusterName: 'main' }, { clusterName: 'other', capacityProviders: ['fleet'] }];
const NO_WORK = { workloads: [], simulation: { duration: '1h' } };

test('its instances join the cluster of its provider, else the only one', async () => {
  const clusterOf = async (group: Parts, parts: Parts) =>
    (await load(fleet(group, {}, { ...NO_WORK, ...parts }))).autoScalingGroups.map(
      ({ cluster, provider }) => [cluster, provider?.name],
    );
  expect(await clusterOf({}, { clusters: TWO })).toEqual([['other', 'fleet']]);
  expect(await clusterOf({ cluster: 'arn:aws:ecs:us-east-1:1:cluster/other' }, { clusters: TWO })).toEqual([
    ['other', 'fleet'],
  ]);
  expect(await clusterOf({}, { capacityProviders: [], clusters: [{ clusterName: 'main' }] })).toEqual([
    ['main', undefined],
  ]);
  const both = { capacityProviders: [], clusters: [{ clusterName: 'main' }, { clusterName: 'other' }] };
  expect(await clusterOf({ cluster: 'other' }, both)).toEqual([['other', undefined]]);
  expect(await complaintsOf(fleet({}, {}, { ...NO_WORK, ...both }))).toEqual([
    'autoScalingGroups[0].cluster: expected the cluster that its instances register with (main, other), received nothing.',
  ]);
  expect(await complaintsOf(fleet({ cluster: 'main' }, {}, { ...NO_WORK, clusters: TWO }))).toEqual([
    'autoScalingGroups[0].cluster: expected a cluster that has the group\'s capacity provider fleet (other), received "main".',
  ]);
});

test('a provider without managed scaling may have several clusters, one of which has the instances', async () => {
  const clusters = ['main', 'other'].map((clusterName) => ({ clusterName, capacityProviders: ['fleet'] }));
  const parts = { ...NO_WORK, clusters };
  const provider = { managedScaling: { status: 'DISABLED' } };
  expect((await load(fleet({ cluster: 'main' }, provider, parts))).autoScalingGroups[0]).toMatchObject({
    cluster: 'main',
    provider: { name: 'fleet', managedScaling: null },
  });
  expect(await complaintsOf(fleet({}, provider, parts))).toEqual([
    'autoScalingGroups[0].cluster: expected one of the clusters of capacity provider fleet (main, other), received nothing.',
  ]);
});

test('a provider that no cluster has leaves its group alone', async () => {
  const text = fleet({}, {}, { ...NO_WORK, clusters: [{ clusterName: 'main' }] });
  const { autoScalingGroups, warnings } = await load(text);
  expect(autoScalingGroups[0]).toMatchObject({
    provider: null,
    configurations: [{ options: [{ instances: { capacityProvider: null } }] }],
  });
  expect(warnings.map(({ message }) => message)).toEqual([
    'No cluster has capacity provider fleet: ECS leaves its Auto Scaling group batch alone.',
  ]);
});

test('names are of one group, and of nothing else whose instances have ids', async () => {
  expect(await complaintsOf(fleet({}, {}, { autoScalingGroups: [BATCH, BATCH] }))).toEqual([
    'autoScalingGroups[1].autoScalingGroupName: expected a name that no other has, received "batch" once more.',
  ]);
  for (const instances of [
    { containerInstances: [{ name: 'batch', ec2InstanceType: 'm5.large' }] },
    { idealFleet: { name: 'batch', ec2InstanceType: 'm5.large' } },
  ]) {
    const clusters = [{ clusterName: 'main', capacityProviders: ['fleet'], ...instances }];
    expect(await complaintsOf(fleet({}, {}, { clusters }))).toEqual([
      'autoScalingGroups[0].autoScalingGroupName: expected a name that no container instances have, received "batch", as container instances of main are called.',
    ]);
  }
});

test('of a group that is wrong nothing more is said', async () => {
  const actions = [{ at: '1m', setDesiredCapacity: { autoScalingGroupName: 'batch', desiredCapacity: 50 } }];
  expect(await complaintsOf(fleet({ instanceType: 'x' }, {}, { actions }))).toHaveLength(1);
  expect(await complaintsOf(fleet({ autoScalingGroupName: 7 }, {}, { actions }))).toHaveLength(1);
  expect(await complaintsOf(fleet({}, {}, { autoScalingGroups: 7 }))).toEqual([
    'autoScalingGroups: expected a list, received 7.',
  ]);
});

test('tasks of launch type EC2 can run on its instances, and on none of a group that can have none', async () => {
  const workloads = [{ taskDefinition: 'job', arrivals: { every: '1m', limit: 2 }, duration: '90s' }];
  const parts = { workloads, capacityProviders: [], clusters: [{ clusterName: 'main' }] };
  expect(await complaintsOf(fleet({}, {}, parts))).toEqual([]);
  const closed = { minSize: 0, maxSize: 0 };
  expect(await complaintsOf(fleet(closed, {}, parts))).toEqual([
    'workloads[0].cluster: expected a cluster with container instances for launch type EC2, received `main`, which has none. Give the cluster `containerInstances`, an Auto Scaling group or an `idealFleet`, or say `launchType: FARGATE`.',
  ]);
  const updateAutoScalingGroup = { autoScalingGroupName: 'batch', maxSize: 5 };
  const actions = [{ at: '1m', updateAutoScalingGroup }];
  expect(await complaintsOf(fleet(closed, {}, { ...parts, actions }))).toEqual([]);
  expect(await warningsOf(fleet(closed))).toEqual([
    'The Auto Scaling group of capacity provider fleet never has an instance: its maxSize is 0.',
  ]);
  expect(await warningsOf(fleet({ minSize: 0 }, { managedScaling: undefined }))).toEqual([
    'The Auto Scaling group of capacity provider fleet never has an instance: its desiredCapacity is 0, and nothing changes it.',
  ]);
  expect(await warningsOf(fleet({ minSize: 0 }))).toEqual([]);
});

test('what its instances can never take is told of', async () => {
  const taskDefinitions = [
    {
      family: 'job',
      containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, memory: 65_536 }],
      placementConstraints: [{ type: 'memberOf', expression: 'attribute:stack == prod' }],
    },
  ];
  expect(await warningsOf(fleet({ instanceType: 'm5.2xlarge' }, {}, { taskDefinitions }))).toEqual([
    'Workload job is placed by attribute:stack, which no container instance of cluster main has.',
    expect.stringMatching(
      /^Workload job: a task of job:1 fits on no container instance of cluster main, even when it is empty: it needs 65536 MiB/,
    ),
  ]);
  const large = { instanceType: 'm5.8xlarge', attributes: { stack: 'prod' } };
  expect(await warningsOf(fleet(large, {}, { taskDefinitions }))).toEqual([]);
});

test('a task for another platform than any instance has is told of', async () => {
  const warnings = (runtimePlatform: Parts, group: Parts = {}) =>
    warningsOf(
      fleet(
        group,
        {},
        {
          taskDefinitions: [
            {
              family: 'job',
              runtimePlatform,
              containerDefinitions: [{ name: 'job', image: 'job', cpu: 256, memory: 512 }],
            },
          ],
        },
      ),
    );
  expect(await warnings({ cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' })).toEqual([
    'Workload job: a task of job:1 is for ARM64 and LINUX, which no container instance of cluster main is.',
  ]);
  expect(await warnings({ operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' })).toEqual([
    expect.stringContaining('WINDOWS_SERVER_2022_CORE, which no container instance of cluster main is.'),
  ]);
  expect(await warnings({ cpuArchitecture: 'X86_64' })).toEqual([]);
  expect(await warnings({ cpuArchitecture: 'ARM64' }, { instanceType: 'm6g.large' })).toEqual([]);
});

test('of tasks of a launch type managed scaling knows nothing', async () => {
  const byLaunchType = (group: Parts, parts: Parts = {}) =>
    warningsOf(
      fleet(
        group,
        {},
        {
          workloads: ['one', 'two'].map((name) => ({
            name,
            taskDefinition: 'job',
            launchType: 'EC2',
            arrivals: { every: '1m', limit: 2 },
            duration: '90s',
          })),
          ...parts,
        },
      ),
    );
  expect(await byLaunchType({ minSize: 0 })).toEqual([
    "The Auto Scaling groups of cluster main begin without instances, and managed scaling starts none for tasks of launch type EC2: name a capacity provider in their `capacityProviderStrategy`, or in the cluster's `defaultCapacityProviderStrategy`.",
  ]);
  expect(await byLaunchType({ minSize: 1 })).toEqual([]);
  const agent = {
    serviceName: 'agent',
    taskDefinition: 'job',
    schedulingStrategy: 'DAEMON',
    launchType: 'EC2',
  };
  expect(
    await byLaunchType({ minSize: 0 }, { simulation: { duration: '1h' }, workloads: [], services: [agent] }),
  ).toEqual([]);
  const setDesiredCapacity = { autoScalingGroupName: 'batch', desiredCapacity: 2 };
  expect(await byLaunchType({ minSize: 0 }, { actions: [{ at: '1m', setDesiredCapacity }] })).toEqual([]);
});
