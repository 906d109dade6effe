import { expect, test } from 'vitest';
import { Findings } from '../../../src/scenario/findings.ts';
import { checkWithoutMix } from '../../../src/scenario/sections/fleet/warm-pool.ts';
import { fleet } from '../../support/fleet.ts';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const LAUNCHING = 'autoscaling:EC2_INSTANCE_LAUNCHING';
const TERMINATING = 'autoscaling:EC2_INSTANCE_TERMINATING';
const hook = (parts: Parts = {}) => ({ lifecycleHookName: 'x', lifecycleTransition: LAUNCHING, ...parts });
const hooks = (...list: readonly Parts[]) => ({ lifecycleHookSpecificationList: list });
const LONG = { simulation: { duration: '1h' } };
const groupOf = async (group: Parts) => (await load(fleet(group, {}, LONG))).autoScalingGroups[0]!;
const complaints = (group: Parts) => complaintsOf(fleet(group, {}, LONG));

test('a hook has what it says, and else what PutLifecycleHook takes; ABANDON is its default result', async () => {
  const { launchHooks, terminationHooks } = await groupOf(hooks(hook()));
  expect(terminationHooks).toBeUndefined();
  expect(launchHooks).toEqual([
    {
      name: 'x',
      heartbeatMs: 3_600_000,
      defaultResult: 'ABANDON',
      completedAfter: null,
      completedAfterWarmStart: null,
      result: 'CONTINUE',
      heartbeatEveryMs: null,
      heartbeats: null,
      holdsRegistration: false,
    },
  ]);
  const stated = await groupOf({
    warmPoolConfiguration: {},
    ...hooks(
      hook({
        heartbeatTimeout: 60,
        defaultResult: 'CONTINUE',
        completion: {
          after: '90s',
          afterWarmStart: { uniform: { min: '1s', max: '2s' } },
          result: 'ABANDON',
          heartbeatEvery: '50s',
          heartbeats: 3,
          holdsRegistration: true,
        },
      }),
      hook({ lifecycleHookName: 'y', lifecycleTransition: TERMINATING, completion: { after: '5s' } }),
    ),
  });
  expect(stated.launchHooks).toEqual([
    {
      name: 'x',
      heartbeatMs: 60_000,
      defaultResult: 'CONTINUE',
      completedAfter: { kind: 'constant', value: 90_000 },
      completedAfterWarmStart: { kind: 'uniform', min: 1_000, max: 2_000 },
      result: 'ABANDON',
      heartbeatEveryMs: 50_000,
      heartbeats: 3,
      holdsRegistration: true,
    },
  ]);
  expect(stated.terminationHooks).toMatchObject([
    {
      completedAfter: { kind: 'constant', value: 5_000 },
      completedAfterWarmStart: { kind: 'constant', value: 5_000 },
    },
  ]);
});

test('what DescribeLifecycleHooks prints can be pasted', async () => {
  const { launchHooks } = await groupOf(
    hooks({
      AutoScalingGroupName: 'batch',
      LifecycleHookName: 'x',
      LifecycleTransition: LAUNCHING,
      NotificationTargetARN: 'arn:aws:sns:us-east-1:123456789012:topic',
      RoleARN: 'arn:aws:iam::123456789012:role/notify',
      HeartbeatTimeout: 300,
      GlobalTimeout: 30_000,
      DefaultResult: 'CONTINUE',
    }),
  );
  expect(launchHooks).toMatchObject([{ name: 'x', heartbeatMs: 300_000, defaultResult: 'CONTINUE' }]);
});

test.each<[Parts, string]>([
  [hook({ heartbeatTimeout: 29 }), '.heartbeatTimeout: expected an integer from 30 to 7200, received 29.'],
  [
    hook({ lifecycleTransition: 'launch' }),
    `.lifecycleTransition: expected one of ${LAUNCHING}, ${TERMINATING}, received "launch".`,
  ],
  [
    hook({ completion: { after: '1s', afterWarmStart: '1s' } }),
    '.completion.afterWarmStart: expected a `warmPoolConfiguration`, received a group without a warm pool.',
  ],
  [
    hook({ completion: { result: 'CONTINUE' } }),
    '.completion.after: expected when the hook is completed so, received nothing.',
  ],
  [
    hook({ completion: { heartbeats: 2 } }),
    '.completion.heartbeatEvery: expected the time between the heartbeats, received nothing.',
  ],
  [
    hook({ heartbeatTimeout: 60, completion: { heartbeatEvery: '60s' } }),
    '.completion.heartbeatEvery: expected less than `heartbeatTimeout`, 60 s: one that comes later is too late, received 60 s.',
  ],
  [
    hook({ lifecycleTransition: TERMINATING, completion: { holdsRegistration: true } }),
    '.completion.holdsRegistration: expected a hook of launches, received a hook of terminations.',
  ],
])('%j is refused', async (stated, complaint) => {
  expect(await complaints(hooks(stated))).toEqual([
    `autoScalingGroups[0].lifecycleHookSpecificationList[0]${complaint}`,
  ]);
});

test('two hooks of one name are refused', async () => {
  expect(await complaints(hooks(hook(), hook({ lifecycleTransition: TERMINATING })))).toEqual([
    'autoScalingGroups[0].lifecycleHookSpecificationList[1].lifecycleHookName: expected a name that no other hook of the group has, received "x".',
  ]);
});

test('a launch hook that never lets anybody in needs a run that ends', async () => {
  const complaint = [
    'simulation.duration: expected a duration: lifecycle hook x of Auto Scaling group batch abandons every instance that it launches, received nothing.',
  ];
  const unending = (parts: Parts) => complaintsOf(fleet(hooks(hook(parts))));
  expect(await unending({})).toEqual(complaint);
  expect(await unending({ completion: { after: '2h' } })).toEqual(complaint);
  expect(await unending({ completion: { after: '1m', result: 'ABANDON' } })).toEqual(complaint);
  expect(await unending({ defaultResult: 'CONTINUE' })).toEqual([]);
  expect(await unending({ completion: { after: '1m' } })).toEqual([]);
  expect(await unending({ completion: { after: { exponential: { mean: '2h' } } } })).toEqual([]);
});

const pool = async (warmPoolConfiguration: Parts, parts: Parts = {}) =>
  (await groupOf({ warmPoolConfiguration, ...parts })).warmPool;

test('a warm pool has what it says, and else what PutWarmPool takes', async () => {
  expect((await groupOf({})).warmPool).toBeUndefined();
  expect(await pool({})).toEqual({
    minSize: 0,
    maxPrepared: null,
    poolState: 'Stopped',
    reuseOnScaleIn: false,
  });
  expect(await pool({ maxGroupPreparedCapacity: -1, instanceReusePolicy: {} })).toEqual(await pool({}));
  expect(await pool({ minSize: 2, maxGroupPreparedCapacity: 8, poolState: 'Hibernated' })).toEqual({
    minSize: 2,
    maxPrepared: 8,
    poolState: 'Hibernated',
    reuseOnScaleIn: false,
  });
});

test('instances of a capacity provider do not return to the pool, those of another group may', async () => {
  const warmPoolConfiguration = { instanceReusePolicy: { reuseOnScaleIn: true } };
  expect(await complaints({ warmPoolConfiguration })).toEqual([
    'autoScalingGroups[0].warmPoolConfiguration.instanceReusePolicy.reuseOnScaleIn: expected false: Amazon ECS does not support it for the group of a capacity provider, received true.',
  ]);
  const alone = fleet(
    { warmPoolConfiguration },
    {},
    {
      ...LONG,
      capacityProviders: [],
      clusters: [{ clusterName: 'main' }],
      workloads: [{ taskDefinition: 'job', launchType: 'EC2', arrivals: { every: '1m' }, duration: '90s' }],
    },
  );
  expect((await load(alone)).autoScalingGroups[0]!.warmPool!.reuseOnScaleIn).toBe(true);
});

test('a pool that is being deleted, or of several types, is not modelled', async () => {
  expect(await complaints({ warmPoolConfiguration: { status: 'PendingDelete' } })).toEqual([
    'autoScalingGroups[0].warmPoolConfiguration.status: expected a key that is modelled, received `status`, which is not modelled yet.',
  ]);
  const findings = new Findings();
  checkWithoutMix({}, ['pool'], findings);
  expect(findings.problems).toEqual([]);
  checkWithoutMix({ mixedInstancesPolicy: {} }, ['pool'], findings);
  expect(findings.problems).toMatchObject([{ path: ['pool'] }]);
});

test('without a hook AWS would stop instances before they have initialised: that is said', async () => {
  const warnings = async (group: Parts) =>
    (await load(fleet({ warmPoolConfiguration: {}, ...group }, {}, LONG))).warnings.map(({ code }) => code);
  expect(await warnings({})).toContain('warm-pool-without-hook');
  expect(await warnings(hooks(hook()))).not.toContain('warm-pool-without-hook');
  expect(await warnings(hooks(hook({ lifecycleTransition: TERMINATING })))).toContain(
    'warm-pool-without-hook',
  );
});
