import { expect, test } from 'vitest';
import { takeReady } from '../../../src/simulation/groups/warm-pool.ts';
import { CPU_OF_GROUP, runPolicies, trackingPolicy } from '../../support/group-policies.ts';
import { burstOf, GROUP_TIMINGS, group, provider, runGroups } from '../../support/run-groups.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A group that nothing but its owner scales. */
const ALONE = {
  clusters: [{ clusterName: 'main' }],
  capacityProviders: [],
  timings: {
    ...GROUP_TIMINGS,
    'asg.warmStart.stopped': '20s',
    'asg.warmStart.hibernated': '10s',
    'asg.warmStart.running': '2s',
  },
};
const to = (at: string, desiredCapacity: number) => ({
  at,
  setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity },
});
const withPool = (warmPoolConfiguration: Parts, parts: Parts = {}) => ({
  autoScalingGroups: [
    group({
      desiredCapacity: 1,
      maxSize: 3,
      availabilityZones: ['us-east-1a'],
      warmPoolConfiguration,
      ...parts,
    }),
  ],
});

/** The lifecycle states of the group's instances at the end. */
function statesOf({ simulation }: Awaited<ReturnType<typeof runGroups>>): string[] {
  return [...simulation.groups[0]!.members.all()].map(
    ({ instance, lifecycle }) => `${simulation.instanceId(instance)} ${lifecycle}`,
  );
}

test('the pool has what the desired capacity leaves of the maximum; instances boot once and stop', async () => {
  const run = await runGroups({ ...ALONE, ...withPool({}) });
  expect(run.instances).toEqual([
    '5 s g-1 REGISTERING',
    '5 s g-2 WARM_RUNNING',
    '5 s g-3 WARM_RUNNING',
    '65 s g-1 ACTIVE',
    '65 s g-2 WARM_STOPPED',
    '65 s g-3 WARM_STOPPED',
  ]);
  expect(statesOf(run)).toEqual(['g-1 InService', 'g-2 Warmed:Stopped', 'g-3 Warmed:Stopped']);
});

test('a scale-out takes from the pool first, and launches what that lacks', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool({ maxGroupPreparedCapacity: 2 }),
    actions: [to('10m', 3)],
  });
  expect(run.instances.slice(4)).toEqual([
    '605 s g-2 REGISTERING',
    '605 s g-3 REGISTERING',
    '625 s g-2 ACTIVE',
    '665 s g-3 ACTIVE',
  ]);
});

test('each state of the pool has a start of its own', async () => {
  const start = async (poolState: string) =>
    (await runGroups({ ...ALONE, ...withPool({ poolState }, { maxSize: 2 }), actions: [to('10m', 2)] }))
      .instances;
  expect((await start('Stopped')).slice(-2)).toEqual(['605 s g-2 REGISTERING', '625 s g-2 ACTIVE']);
  expect((await start('Hibernated')).slice(-2)).toEqual(['605 s g-2 REGISTERING', '615 s g-2 ACTIVE']);
  expect(await start('Running')).toEqual([
    '5 s g-1 REGISTERING',
    '5 s g-2 WARM_RUNNING',
    '65 s g-1 ACTIVE',
    '605 s g-2 REGISTERING',
    '607 s g-2 ACTIVE',
  ]);
});

test('a least size is refilled at once, and a scale-in ends instances while the pool grows', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool({ minSize: 1, maxGroupPreparedCapacity: 0 }),
    actions: [to('10m', 2)],
  });
  expect(run.instances.slice(4)).toEqual([
    '605 s g-2 REGISTERING',
    '605 s g-3 WARM_RUNNING',
    '625 s g-2 ACTIVE',
    '665 s g-3 WARM_STOPPED',
  ]);
  const back = await runGroups({ ...ALONE, ...withPool({}), actions: [to('10m', 3), to('20m', 1)] });
  expect(statesOf(back).map((line) => line.replace(/g-\d+ /, ''))).toEqual([
    'InService',
    'Warmed:Stopped',
    'Warmed:Stopped',
  ]);
  expect(back.instances.filter((line) => line.endsWith('INACTIVE')).length).toBe(2);
});

test('with reuse a scale-in returns instances to the pool, and their tasks are lost', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool(
      { instanceReusePolicy: { reuseOnScaleIn: true } },
      { maxSize: 1, minSize: 0, desiredCapacity: 1 },
    ),
    workloads: [{ ...burstOf(1, '2h'), launchType: 'EC2' }],
    simulation: { duration: '1h' },
    actions: [to('10m', 0), to('20m', 1)],
  });
  expect(run.instances).toEqual([
    '5 s g-1 REGISTERING',
    '65 s g-1 ACTIVE',
    '600 s g-1 WARM_STOPPED',
    '1205 s g-1 REGISTERING',
    '1225 s g-1 ACTIVE',
  ]);
  expect(run.tasks.at(-1)).toBe('600 s job-1 STOPPED Host EC2 (instance g-1) terminated.');
  const { fleet } = run.simulation;
  expect([fleet.cpuFree[0], fleet.hostMemoryFree[0]]).toEqual([2048, 4096]);
});

test('a launch hook keeps instances running until it is completed, and waits again when they leave', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool(
      {},
      {
        maxSize: 2,
        lifecycleHookSpecificationList: [
          {
            lifecycleHookName: 'prepare',
            lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
            completion: { after: '4m', afterWarmStart: '7s', holdsRegistration: true },
          },
        ],
      },
    ),
    actions: [to('10m', 2)],
  });
  expect(run.instances).toEqual([
    '5 s g-1 REGISTERING',
    '5 s g-2 WARM_RUNNING',
    '305 s g-1 ACTIVE',
    '305 s g-2 WARM_STOPPED',
    '605 s g-2 REGISTERING',
    '632 s g-2 ACTIVE',
  ]);
});

test('one that is not ready is none to scale out with: another is launched, and the pool ends what it has too many of', async () => {
  const run = await runGroups({ ...ALONE, ...withPool({}, { maxSize: 2 }), actions: [to('20s', 2)] });
  expect(run.instances).toEqual([
    '5 s g-1 REGISTERING',
    '5 s g-2 WARM_RUNNING',
    '20 s g-2 INACTIVE',
    '25 s g-3 REGISTERING',
    '65 s g-1 ACTIVE',
    '85 s g-3 ACTIVE',
  ]);
});

test('termination hooks keep instances of the pool waiting, too', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool(
      {},
      {
        maxSize: 2,
        lifecycleHookSpecificationList: [
          {
            lifecycleHookName: 'log',
            lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
            completion: { after: '5m' },
          },
        ],
      },
    ),
    actions: [{ at: '10m', updateAutoScalingGroup: { autoScalingGroupName: 'g', maxSize: 1 } }],
  });
  expect(run.instances.at(-1)).toBe('900 s g-2 INACTIVE');
});

test('group and pool together take turns among zones, and a warm start does not upset them', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool({}, { maxSize: 4, desiredCapacity: 2, availabilityZones: ['us-east-1a', 'us-east-1b'] }),
    actions: [to('10m', 4)],
  });
  const { fleet, zones } = run.simulation;
  expect([...Array(fleet.rows).keys()].map((row) => zones[fleet.zone[row]!]!.at(-1))).toEqual([
    'a',
    'b',
    'a',
    'b',
  ]);
  expect(run.instances.length).toBe(8 + 4);
});

test('a zone that is lost takes its part of the pool with it; what the pool lacks comes where it can', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool({}, { maxSize: 4, desiredCapacity: 2, availabilityZones: ['us-east-1a', 'us-east-1b'] }),
    actions: [{ at: '10m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '3h' } }],
  });
  // g-4 takes the place of g-1, and both of the pool are new.
  expect(statesOf(run)).toEqual([
    'g-2 InService',
    'g-4 InService',
    'g-5 Warmed:Stopped',
    'g-6 Warmed:Stopped',
  ]);
});

test('managed scaling does not count the pool, and its warm-up begins when an instance leaves it', async () => {
  const run = await runGroups({
    timings: { ...ALONE.timings, 'managedScaling.delay': '0s' },
    capacityProviders: [provider({ instanceWarmupPeriod: 600 })],
    ...withPool({}, { minSize: 0, desiredCapacity: 0, maxSize: 6 }),
    simulation: { duration: '90m' },
    workloads: [
      burstOf(2, '1h', { arrivals: { burst: { at: '30m', count: 2 } } }),
      burstOf(8, '1h', { arrivals: { burst: { at: '32m', count: 8 } } }),
    ],
  });
  expect(run.measured[0]).toBe('60 s asg M 0 N 0');
  expect(run.desired[0]).toBe('1800 s g 0 -> 2');
  expect(run.instances.filter((line) => line.startsWith('1805'))).toEqual([
    '1805 s g-1 REGISTERING',
    '1805 s g-2 REGISTERING',
  ]);
  // Ten minutes after the two left the pool.
  expect(run.desired[1]).toBe('2460 s g 2 -> 5');
});

const endingAfter = (after: string) => ({
  lifecycleHookName: 'log',
  lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
  completion: { after },
});

test('a termination hook is waited for before an instance returns to the pool', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool(
      { instanceReusePolicy: { reuseOnScaleIn: true }, poolState: 'Running' },
      { maxSize: 1, lifecycleHookSpecificationList: [endingAfter('5m')] },
    ),
    actions: [to('10m', 0)],
  });
  expect(run.instances.slice(2)).toEqual(['900 s g-1 WARM_RUNNING']);
  expect(statesOf(run)).toEqual(['g-1 Warmed:Running']);
});

test('an instance whose preparation is abandoned is replaced in the pool', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool(
      {},
      {
        desiredCapacity: 0,
        maxSize: 1,
        lifecycleHookSpecificationList: [
          {
            lifecycleHookName: 'prepare',
            lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
            completion: { after: '30m', result: 'ABANDON' },
          },
        ],
      },
    ),
  });
  expect(run.instances.slice(0, 3)).toEqual([
    '5 s g-1 WARM_RUNNING',
    '1865 s g-1 INACTIVE',
    '1870 s g-2 WARM_RUNNING',
  ]);
});

test('who is terminated in the pool is replaced there', async () => {
  const run = await runGroups({
    ...ALONE,
    ...withPool({}, { maxSize: 2 }),
    actions: [{ at: '10m', terminateInstances: { instanceIds: ['g-2'] } }],
  });
  expect(run.instances.slice(4)).toEqual([
    '600 s g-2 INACTIVE',
    '605 s g-3 WARM_RUNNING',
    '665 s g-3 WARM_STOPPED',
  ]);
});

test('metrics of the group leave its pool out, and policies do not see it', async () => {
  const { desired, simulation } = await runPolicies(
    {
      minSize: 4,
      maxSize: 8,
      instanceMonitoring: { enabled: true },
      warmPoolConfiguration: { poolState: 'Running' },
      scalingPolicies: [
        trackingPolicy('cpu', { targetValue: 80, predefinedMetricSpecification: CPU_OF_GROUP }),
      ],
    },
    {
      simulation: { duration: '40m' },
      workloads: [
        { ...burstOf(6, '2h', { arrivals: { burst: { at: '1m', count: 6 } } }), launchType: 'EC2' },
      ],
      actions: [{ at: '10m', updateAutoScalingGroup: { autoScalingGroupName: 'g', maxSize: 6 } }],
    },
  );
  // Three of four are full: 75 %, whoever comes to the pool or leaves it.
  expect(desired).toEqual([]);
  expect(simulation.groups[0]!.members.warm).toBe(2);
});

test('while its only zone is out nothing is ordered again and again', async () => {
  const run = await runGroups({
    ...ALONE,
    timings: { ...ALONE.timings, 'asg.launchDelay': '0s' },
    ...withPool({ minSize: 1 }, { minSize: 1 }),
    actions: [{ at: '10m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '30m' } }],
  });
  expect(run.instances.slice(6)).toEqual([
    '600 s g-1 INACTIVE',
    '600 s g-2 INACTIVE',
    '600 s g-3 INACTIVE',
    '2400 s g-4 REGISTERING',
    '2400 s g-5 WARM_RUNNING',
    '2400 s g-6 WARM_RUNNING',
    '2460 s g-4 ACTIVE',
    '2460 s g-5 WARM_STOPPED',
    '2460 s g-6 WARM_STOPPED',
  ]);
});

test('a zone that is back is filled from the pool, where that has instances there', () => {
  const ready = () => new Map([[1, [7, 6]]]);
  const inZone = (...counts: number[]) => new Map(counts.entries());
  // The one that was launched first is at the end.
  expect(takeReady(ready(), [0, 1], inZone(4, 0))).toBe(6);
  expect(takeReady(ready(), [0, 1], inZone(2, 2))).toBe(6);
  expect(takeReady(ready(), [0, 1, 2], inZone(2, 2, 3))).toBe(6);
  // Zone 0 has the least, and another one in zone 1 would have to be moved.
  expect(takeReady(ready(), [0, 1], inZone(0, 1))).toBeNull();
  expect(takeReady(ready(), [0], inZone(0, 1))).toBeNull();
  expect(takeReady(new Map([[1, []]]), [0, 1], inZone(0, 0))).toBeNull();
});
