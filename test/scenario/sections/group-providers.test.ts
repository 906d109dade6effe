import { expect, test } from 'vitest';
import { BATCH, fleet } from '../../support/fleet.ts';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const AT = 'capacityProviders[0].autoScalingGroupProvider';
const ENABLED = { managedScaling: { status: 'ENABLED' } };
const FIXED = [
  {
    clusterName: 'main',
    capacityProviders: ['fleet'],
    containerInstances: [{ name: 'box', ec2InstanceType: 'm5.large', capacityProviderName: 'fleet' }],
  },
];

const providerOf = async (provider: Parts, group: Parts = {}) =>
  (await load(fleet(group, provider))).autoScalingGroups[0]!.provider;

test('managed scaling as it is stated', async () => {
  const managedScaling = {
    status: 'ENABLED',
    targetCapacity: 80,
    minimumScalingStepSize: 2,
    maximumScalingStepSize: 5,
    instanceWarmupPeriod: 60,
  };
  const stated = { managedScaling, managedTerminationProtection: 'ENABLED', managedDraining: 'DISABLED' };
  expect(await providerOf(stated, { newInstancesProtectedFromScaleIn: true })).toEqual({
    name: 'fleet',
    managedScaling: { targetCapacity: 80, minimumStep: 2, maximumStep: 5, warmUpMs: 60_000 },
    managedTerminationProtection: true,
    managedDraining: false,
  });
});

test('without it ECS does not scale, and drains all the same', async () => {
  const off = {
    name: 'fleet',
    managedScaling: null,
    managedTerminationProtection: false,
    managedDraining: true,
  };
  expect(await providerOf({ managedScaling: undefined })).toEqual(off);
  expect(await providerOf({ managedScaling: { status: 'DISABLED', targetCapacity: 80 } })).toEqual(off);
});

test('a group goes by its name or its ARN', async () => {
  const arn = (name: string) =>
    `arn:aws:autoscaling:us-east-1:1:autoScalingGroup:x:autoScalingGroupName/${name}`;
  expect(await providerOf({ autoScalingGroupArn: arn('batch') })).toMatchObject({ name: 'fleet' });
  const sliced = { autoScalingGroupName: 'batch/one' };
  expect(await providerOf({ autoScalingGroupArn: arn('batch/one') }, sliced)).toMatchObject({
    name: 'fleet',
  });
});

test.each([
  [
    { autoScalingGroupArn: 'bacth' },
    '.autoScalingGroupArn: expected an Auto Scaling group of this scenario (batch), received "bacth". Did you mean batch?',
  ],
  [
    { managedScaling: { status: 'ON' } },
    '.managedScaling.status: expected one of ENABLED, DISABLED, received "ON".',
  ],
  [
    { managedScaling: { status: 'ENABLED', targetCapacity: 101 } },
    '.managedScaling.targetCapacity: expected an integer from 1 to 100, received 101.',
  ],
  [
    { managedScaling: { status: 'ENABLED', minimumScalingStepSize: 0 } },
    '.managedScaling.minimumScalingStepSize: expected an integer from 1 to 10000, received 0.',
  ],
  [
    { managedScaling: { status: 'ENABLED', maximumScalingStepSize: 10_001 } },
    '.managedScaling.maximumScalingStepSize: expected an integer from 1 to 10000, received 10001.',
  ],
  [
    { managedScaling: { status: 'ENABLED', minimumScalingStepSize: 5, maximumScalingStepSize: 4 } },
    '.managedScaling.minimumScalingStepSize: expected at most `maximumScalingStepSize`, 4, received 5.',
  ],
  [
    { managedScaling: { status: 'ENABLED', instanceWarmupPeriod: 10_001 } },
    '.managedScaling.instanceWarmupPeriod: expected an integer from 0 to 10000, received 10001.',
  ],
  [{ managedDraining: 'on' }, '.managedDraining: expected one of ENABLED, DISABLED, received "on".'],
  [
    { managedTerminationProtection: 'ENABLED' },
    '.managedTerminationProtection: expected `newInstancesProtectedFromScaleIn: true` of Auto Scaling group batch, received a group without. AWS: ClientException: The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled.',
  ],
  [
    { managedTerminationProtection: 'ENABLED', managedScaling: { status: 'DISABLED' } },
    '.managedTerminationProtection: expected DISABLED, as `managedScaling` is not ENABLED, received ENABLED.',
  ],
])('%j is refused', async (provider, complaint) => {
  const others =
    'autoScalingGroupArn' in provider ? { autoScalingGroups: [{ ...BATCH, cluster: 'main' }] } : {};
  expect(await complaintsOf(fleet({}, provider, others))).toEqual([`${AT}${complaint}`]);
});

test('a group is of one provider, and managed scaling of one cluster', async () => {
  const provider = (name: string) => ({
    name,
    autoScalingGroupProvider: { autoScalingGroupArn: 'batch', ...ENABLED },
  });
  expect(
    await complaintsOf(fleet({}, {}, { capacityProviders: [provider('fleet'), provider('spare')] })),
  ).toEqual([
    'capacityProviders[1].autoScalingGroupProvider.autoScalingGroupArn: expected an Auto Scaling group that no other capacity provider has, received "batch", which is that of fleet.',
  ]);
  const clusters = ['main', 'other'].map((clusterName) => ({ clusterName, capacityProviders: ['fleet'] }));
  const parts = { clusters, workloads: [], simulation: { duration: '1h' } };
  expect(await complaintsOf(fleet({ cluster: 'main' }, {}, parts))).toEqual([
    `${AT}.managedScaling: expected one cluster for a capacity provider with managed scaling, received main and other.`,
  ]);
});

test('a fixed set of instances stands for a group that the scenario does not have, and is not scaled', async () => {
  const parts = { clusters: FIXED, autoScalingGroups: undefined };
  const { autoScalingGroups, warnings } = await load(fleet({}, { managedScaling: undefined }, parts));
  expect(autoScalingGroups).toEqual([]);
  expect(warnings.map(({ message }) => message)).toEqual([
    'Capacity provider fleet has no group of `autoScalingGroups`: without effect is what it says of one (autoScalingGroupArn).',
  ]);
  expect(await complaintsOf(fleet({}, {}, parts))).toEqual([
    `${AT}.managedScaling.status: expected DISABLED, or a group of \`autoScalingGroups\` that it scales, received ENABLED, and a fixed set of container instances.`,
  ]);
  const empty = [{ clusterName: 'main', capacityProviders: ['fleet'] }];
  expect(await complaintsOf(fleet({}, {}, { ...parts, clusters: empty }))).toEqual([
    `${AT}.autoScalingGroupArn: expected an Auto Scaling group of this scenario, received "batch". There is none.`,
  ]);
});

test('what a group launches is not stated once more', async () => {
  expect(await complaintsOf(fleet({}, {}, { clusters: FIXED }))).toEqual([
    'clusters[0].containerInstances[0].capacityProviderName: expected a capacity provider without an Auto Scaling group of `autoScalingGroups`, received "fleet", whose instances batch launches.',
  ]);
});

test('where something is wrong already, nothing is said that follows from it', async () => {
  const broken = [{ clusterName: 'main', capacityProviders: ['fleet'], containerInstances: [{ count: -1 }] }];
  expect(await complaintsOf(fleet({}, {}, { clusters: broken, autoScalingGroups: undefined }))).toHaveLength(
    1,
  );
  expect(await complaintsOf(fleet({ minSize: -1 }))).toEqual([
    'autoScalingGroups[0].minSize: expected an integer from 0 to 100000, received -1.',
  ]);
  expect(
    await complaintsOf(fleet({}, { managedScaling: 7, managedTerminationProtection: 'ENABLED' })),
  ).toEqual([`${AT}.managedScaling: expected a mapping, received 7.`]);
});
