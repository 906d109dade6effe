import { expect, test } from 'vitest';
import { burstOf, group, runGroups } from '../../support/run-groups.ts';

/** Capacity provider `asg` whose group its owner scales. */
const ownedBy = (parts = {}) => ({
  capacityProviders: [
    {
      name: 'asg',
      autoScalingGroupProvider: { autoScalingGroupArn: 'g', managedDraining: 'DISABLED', ...parts },
    },
  ],
});
const DRAINING = ownedBy({ managedDraining: 'ENABLED' });
const to = (at: string, desiredCapacity: number) => ({
  at,
  setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity },
});

/** Who is gone, in turn. */
function gone({ instances }: { readonly instances: readonly string[] }): string[] {
  return instances.filter((line) => line.endsWith('INACTIVE')).map((line) => line.split(' ')[2]!);
}

/** Two instances, from minute ten on four, and from minute 65 on two again: who has gone. */
async function takenBy(terminationPolicies: readonly string[]): Promise<string[]> {
  const run = await runGroups({
    ...ownedBy(),
    autoScalingGroups: [
      group({ minSize: 1, desiredCapacity: 2, terminationPolicies, availabilityZones: ['us-east-1a'] }),
    ],
    actions: [to('10m', 4), to('65m', 2)],
  });
  return gone(run).sort();
}

test('termination policies take the oldest, the newest, or who comes to the next hour first', async () => {
  expect(await takenBy(['OldestInstance'])).toEqual(['g-1', 'g-2']);
  expect(await takenBy(['NewestInstance'])).toEqual(['g-3', 'g-4']);
  // 65 minutes are 5 into an hour, 55 minutes nearly a whole one.
  expect(await takenBy(['ClosestToNextInstanceHour'])).toEqual(['g-3', 'g-4']);
  expect(await takenBy(['Default'])).toEqual(['g-3', 'g-4']);
  expect(await takenBy(['OldestInstance', 'NewestInstance'])).toEqual(['g-1', 'g-2']);
});

test('the zone with the most gives up first, whatever the policy', async () => {
  const run = await runGroups({
    ...ownedBy(),
    autoScalingGroups: [group({ minSize: 1, desiredCapacity: 3, terminationPolicies: ['NewestInstance'] })],
    actions: [to('10m', 5), to('20m', 4), to('30m', 3)],
  });
  // a: 1, 3, 5; b: 2, 4. Then both have two, of which the newest is g-4.
  expect(gone(run)).toEqual(['g-5', 'g-4']);
});

test('who was launched protected stays, though it is not wanted; losses are not made up for then', async () => {
  const run = await runGroups({
    ...ownedBy(),
    autoScalingGroups: [group({ minSize: 1, desiredCapacity: 3, newInstancesProtectedFromScaleIn: true })],
    actions: [to('10m', 1), { at: '20m', terminateInstances: { instanceIds: ['g-1'] } }],
  });
  expect(run.desired).toEqual(['600 s g 3 -> 1']);
  expect(gone(run)).toEqual(['g-1']);
  expect(run.instances.length).toBe(7);
});

test('managed termination protection keeps instances with tasks and lets the empty ones go', async () => {
  const run = await runGroups({
    capacityProviders: [
      {
        name: 'asg',
        autoScalingGroupProvider: {
          autoScalingGroupArn: 'g',
          managedScaling: { status: 'ENABLED' },
          managedTerminationProtection: 'ENABLED',
        },
      },
    ],
    autoScalingGroups: [group({ minSize: 0, desiredCapacity: 3, newInstancesProtectedFromScaleIn: true })],
    workloads: [burstOf(1, '40m', { arrivals: { burst: { at: '2m', count: 1 } } })],
    actions: [{ at: '10m', setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity: 0 } }],
  });
  const [busy] = run.tasks.filter((line) => line.endsWith('RUNNING'));
  expect(busy).toBe('120 s job-1 RUNNING');
  // The one with the task goes as soon as that has ended.
  expect(run.instances.slice(6)).toEqual([
    expect.stringMatching(/^600 s g-\d INACTIVE$/),
    expect.stringMatching(/^600 s g-\d INACTIVE$/),
    expect.stringMatching(/^2520 s g-\d INACTIVE$/),
  ]);
  expect(run.tasks.at(-1)).toBe('2520 s job-1 STOPPED Essential container in task exited');
});

const TWO_TASKS = { arrivals: { burst: { at: '5m', count: 2 } } };

test('with managed draining an instance waits for its tasks and goes when it has none', async () => {
  const run = await runGroups({
    ...DRAINING,
    autoScalingGroups: [group({ desiredCapacity: 1 })],
    workloads: [burstOf(2, '30m', TWO_TASKS)],
    actions: [to('10m', 0)],
  });
  expect(run.instances.slice(2)).toEqual(['600 s g-1 DRAINING', '2100 s g-1 INACTIVE']);
  expect(run.tasks.filter((line) => line.includes('terminated'))).toEqual([]);
});

test('one that is empty needs no draining', async () => {
  const run = await runGroups({
    ...DRAINING,
    autoScalingGroups: [group({ desiredCapacity: 1 })],
    actions: [to('10m', 0)],
  });
  expect(run.instances.slice(2)).toEqual(['600 s g-1 INACTIVE']);
});

test('after 48 hours of draining it ends with its tasks', async () => {
  const run = await runGroups({
    ...DRAINING,
    simulation: { duration: '60h' },
    autoScalingGroups: [group({ desiredCapacity: 1 })],
    workloads: [burstOf(1, '59h', { arrivals: { burst: { at: '5m', count: 1 } } })],
    actions: [to('10m', 0)],
  });
  expect(run.instances.slice(2)).toEqual(['600 s g-1 DRAINING', '173400 s g-1 INACTIVE']);
  expect(run.tasks.at(-1)).toBe('173400 s job-1 STOPPED Host EC2 (instance g-1) terminated.');
});

test('without it the tasks die with the instance', async () => {
  const run = await runGroups({
    ...ownedBy(),
    autoScalingGroups: [group({ desiredCapacity: 1 })],
    workloads: [burstOf(2, '30m', TWO_TASKS)],
    actions: [to('10m', 0)],
  });
  expect(run.instances.slice(2)).toEqual(['600 s g-1 INACTIVE']);
  expect(run.tasks.filter((line) => line.includes('terminated')).length).toBe(2);
});

test('a service moves its tasks off an instance that drains, and that goes then', async () => {
  const run = await runGroups({
    ...DRAINING,
    autoScalingGroups: [
      group({
        desiredCapacity: 2,
        availabilityZones: ['us-east-1a'],
        terminationPolicies: ['OldestInstance'],
      }),
    ],
    services: [
      {
        serviceName: 'web',
        taskDefinition: 'job',
        desiredCount: 1,
        placementStrategy: [{ type: 'binpack', field: 'cpu' }],
      },
    ],
    actions: [{ at: '9m', terminateInstances: { instanceIds: ['g-2'] } }, to('30m', 1)],
  });
  const since = run.tasks.filter((line) => Number(line.split(' ')[0]) >= 1800);
  // Its replacement runs before the one on the draining instance stops.
  expect(run.instances.slice(-2).map((line) => line.split(' ').slice(2).join(' '))).toEqual([
    'g-1 DRAINING',
    'g-1 INACTIVE',
  ]);
  expect(since[0]).toBe('1800 s job-2 PENDING');
  expect(since.at(-1)).toMatch(/job-1 STOPPED Scaling activity initiated by/);
  expect(run.instances.at(-1)!.split(' ')[0]).toBe(since.at(-1)!.split(' ')[0]);
});

test('an instance that drains is none that the group has: a new one comes when more are wanted', async () => {
  const run = await runGroups({
    ...DRAINING,
    autoScalingGroups: [group({ desiredCapacity: 1 })],
    workloads: [burstOf(2, '30m', TWO_TASKS)],
    actions: [to('10m', 0), to('15m', 1)],
  });
  expect(run.instances.slice(2)).toEqual([
    '600 s g-1 DRAINING',
    '905 s g-2 REGISTERING',
    '965 s g-2 ACTIVE',
    '2100 s g-1 INACTIVE',
  ]);
});
