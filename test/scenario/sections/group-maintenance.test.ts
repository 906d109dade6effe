import { expect, test } from 'vitest';
import { fleet } from '../../support/fleet.ts';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const WEEK = { simulation: { duration: '7d' } };
const groupOf = async (parts: Parts) => (await load(fleet(parts, {}, WEEK))).autoScalingGroups[0]!;
const withAction = (action: object, group: Parts = {}, provider: Parts = {}) =>
  fleet(group, provider, { simulation: { duration: '2h' }, actions: [{ at: '1h', ...action }] });
const warningsOf = async (text: string) => (await load(text)).warnings.map(({ message }) => message);
const refresh = (parts: Parts = {}) => ({
  startInstanceRefresh: { autoScalingGroupName: 'batch', ...parts },
});
const preferring = (preferences: Parts) => refresh({ preferences });
const actionOf = async (...given: Parameters<typeof withAction>) =>
  (await load(withAction(...given))).actions[0]!;

test('a group has the maintenance that it says', async () => {
  const { maintenance } = await groupOf({
    instanceMaintenancePolicy: { minHealthyPercentage: 90, maxHealthyPercentage: 120 },
    maxInstanceLifetime: 604_800,
    healthCheckGracePeriod: 300,
    defaultInstanceWarmup: 60,
    suspendedProcesses: [{ processName: 'Launch' }, { processName: 'Launch' }, { processName: 'Terminate' }],
  });
  expect(maintenance).toEqual({
    policy: { minimum: 90, maximum: 120 },
    maxInstanceLifetimeMs: 604_800_000,
    healthCheckGracePeriodMs: 300_000,
    defaultInstanceWarmupMs: 60_000,
    suspendedProcesses: ['Launch', 'Terminate'],
  });
  const unset = await groupOf({
    instanceMaintenancePolicy: { minHealthyPercentage: -1, maxHealthyPercentage: -1 },
    maxInstanceLifetime: 0,
    defaultInstanceWarmup: -1,
  });
  expect(unset.maintenance).toMatchObject({
    policy: null,
    maxInstanceLifetimeMs: null,
    defaultInstanceWarmupMs: null,
  });
});

test.each([
  [
    { maxInstanceLifetime: 3600 },
    '.maxInstanceLifetime: expected 0, or an integer from 86400 up: at least a day in seconds, received 3600.',
  ],
  [
    { instanceMaintenancePolicy: { minHealthyPercentage: 90, maxHealthyPercentage: 80 } },
    '.instanceMaintenancePolicy.maxHealthyPercentage: expected an integer from 100 to 200, received 80.',
  ],
  [
    { instanceMaintenancePolicy: { minHealthyPercentage: 50, maxHealthyPercentage: 160 } },
    '.instanceMaintenancePolicy.maxHealthyPercentage: expected at most 100 above `minHealthyPercentage`, 50, received 160.',
  ],
  [
    { instanceMaintenancePolicy: { minHealthyPercentage: -1, maxHealthyPercentage: 110 } },
    '.instanceMaintenancePolicy.minHealthyPercentage: expected both percentages, or -1 for both, received -1 for one of them.',
  ],
  [
    { suspendedProcesses: [{ processName: 'AddToLoadBalancer' }] },
    '.suspendedProcesses[0].processName: expected one of Launch, Terminate, AlarmNotification, AZRebalance, HealthCheck, InstanceRefresh, ReplaceUnhealthy, ScheduledActions, received "AddToLoadBalancer". AddToLoadBalancer is not modelled yet.',
  ],
])('%j is refused', async (group, complaint) => {
  expect(await complaintsOf(fleet(group))).toEqual([`autoScalingGroups[0]${complaint}`]);
});

test('a refresh has the defaults of the API, of the policy of its group and of its warm-up', async () => {
  expect(await actionOf(refresh())).toEqual({
    kind: 'startInstanceRefresh',
    atMs: 3_600_000,
    group: 0,
    configuration: null,
    preferences: {
      healthy: { minimum: 90, maximum: 100 },
      warmUpMs: 0,
      checkpoints: [],
      checkpointDelayMs: 3_600_000,
      skipMatching: false,
      scaleInProtectedInstances: 'Wait',
    },
  });
  const instanceMaintenancePolicy = { minHealthyPercentage: 100, maxHealthyPercentage: 120 };
  const own = { instanceMaintenancePolicy, healthCheckGracePeriod: 300 };
  expect(await actionOf(refresh(), own)).toMatchObject({
    preferences: { healthy: { minimum: 100, maximum: 120 }, warmUpMs: 300_000 },
  });
  const warm = { ...own, defaultInstanceWarmup: 120 };
  expect(await actionOf(refresh(), warm)).toMatchObject({ preferences: { warmUpMs: 120_000 } });
  expect(await actionOf(preferring({ instanceWarmup: 0, minHealthyPercentage: 50 }), warm)).toMatchObject({
    preferences: { healthy: { minimum: 50, maximum: 120 }, warmUpMs: 0 },
  });
});

test('each type that actions name is a configuration of its group, once', async () => {
  const types = ['m6i.large', 'm5.large', 'm6i.large', 'c5.xlarge'];
  const text = fleet(
    {},
    {},
    {
      simulation: { duration: '9h' },
      actions: [
        ...types.map((instanceType, i) => ({
          at: `${i + 1}h`,
          startInstanceRefresh: { autoScalingGroupName: 'batch', desiredConfiguration: { instanceType } },
        })),
        { at: '8h', updateAutoScalingGroup: { autoScalingGroupName: 'batch', instanceType: 'c5.xlarge' } },
      ],
    },
  );
  const { autoScalingGroups, actions } = await load(text);
  const launched = autoScalingGroups[0]!.configurations.map(
    ({ options }) => options[0]!.instances.ec2InstanceType,
  );
  expect(launched).toEqual(['m5.large', 'm6i.large', 'c5.xlarge']);
  expect(actions.map((action) => 'configuration' in action && action.configuration)).toEqual([1, 0, 1, 2, 2]);
});

test.each([
  [
    refresh({ autoScalingGroupName: 'bach' }),
    '.startInstanceRefresh.autoScalingGroupName: expected an Auto Scaling group of this scenario (batch), received "bach". Did you mean batch?',
  ],
  [
    refresh({ desiredConfiguration: { instanceType: 'm5.lage' } }),
    '.startInstanceRefresh.desiredConfiguration.instanceType: expected an EC2 instance type of the catalogue, received "m5.lage". Did you mean m5.large?',
  ],
  [
    refresh({ desiredConfiguration: { launchTemplate: { launchTemplateName: 'x' } } }),
    '.startInstanceRefresh.desiredConfiguration.launchTemplate: expected a key that is modelled, received `launchTemplate`, which is not modelled yet. Say `instanceType` instead',
  ],
  [
    preferring({ maxHealthyPercentage: 120 }),
    '.startInstanceRefresh.preferences.minHealthyPercentage: expected one beside `maxHealthyPercentage`, received nothing.',
  ],
  [
    preferring({ minHealthyPercentage: 50, maxHealthyPercentage: 180 }),
    '.startInstanceRefresh.preferences.maxHealthyPercentage: expected at most 100 above `minHealthyPercentage`, 50, received 180.',
  ],
  [
    preferring({ checkpointDelay: 60 }),
    '.startInstanceRefresh.preferences.checkpointDelay: expected no delay without `checkpointPercentages`, received 60.',
  ],
  [
    preferring({ checkpointPercentages: [20, 20] }),
    '.startInstanceRefresh.preferences.checkpointPercentages[1]: expected more than the checkpoint before it, 20, received 20.',
  ],
  [
    preferring({ autoRollback: true }),
    '.startInstanceRefresh.preferences.autoRollback: expected a key that is modelled',
  ],
  [
    { cancelInstanceRefresh: { autoScalingGroupName: 'bach' } },
    '.cancelInstanceRefresh.autoScalingGroupName: expected an Auto Scaling group of this scenario',
  ],
  [
    { resumeProcesses: { autoScalingGroupName: 'bach' } },
    '.resumeProcesses.autoScalingGroupName: expected an Auto Scaling group of this scenario',
  ],
  [
    { setInstanceHealth: { instanceId: 'bach-1', healthStatus: 'Unhealthy' } },
    '.setInstanceHealth.instanceId: expected an instance of an Auto Scaling group (batch-1), received "bach-1".',
  ],
  [
    { setInstanceHealth: { instanceId: 'batch-x', healthStatus: 'Unhealthy' } },
    '.setInstanceHealth.instanceId: expected an instance of an Auto Scaling group (batch-1), received "batch-x".',
  ],
])('%j is refused', async (action, complaint) => {
  const [first, ...others] = await complaintsOf(withAction(action));
  expect(first).toContain(`actions[0]${complaint}`);
  expect(others).toEqual([]);
});

test('another type is none for a group of what AWS does not rent out', async () => {
  const own = { instanceType: undefined, registeredResources: { cpu: 2048, memory: 4096 }, hourlyPrice: 0.1 };
  const type = refresh({ desiredConfiguration: { instanceType: 'm5.large' } });
  expect(await complaintsOf(withAction(type, own))).toEqual([
    'actions[0].startInstanceRefresh.desiredConfiguration.instanceType: expected no other type for a group of `registeredResources`, received m5.large.',
  ]);
});

test('whoever waits for protected instances is warned', async () => {
  const own = { newInstancesProtectedFromScaleIn: true };
  const managed = { managedTerminationProtection: 'ENABLED' };
  expect(await warningsOf(withAction(refresh(), own))).toEqual([
    'The instance refresh of Auto Scaling group batch waits for its instances, which are protected from scale-in, and fails after an hour without a replacement: say scaleInProtectedInstances Refresh or Ignore.',
  ]);
  expect(await warningsOf(withAction(refresh(), own, managed))).toEqual([
    expect.stringContaining('waits for its instances with tasks, which are protected'),
  ]);
  const ignoring = preferring({ scaleInProtectedInstances: 'Ignore' });
  expect(await warningsOf(withAction(ignoring, own, managed))).toEqual([]);
});

test('a group whose instances age needs a run that ends', async () => {
  expect(await complaintsOf(fleet({ maxInstanceLifetime: 86_400 }))).toEqual([
    'simulation.duration: expected a duration: Auto Scaling group batch replaces its instances again and again (maxInstanceLifetime), received nothing.',
  ]);
  expect(await complaintsOf(fleet({ maxInstanceLifetime: 86_400 }, {}, WEEK))).toEqual([]);
});
