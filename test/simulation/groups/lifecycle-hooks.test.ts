import { expect, test } from 'vitest';
import { burstOf, group, runGroups } from '../../support/run-groups.ts';

/** Capacity provider `asg` whose group its owner scales. */
const ownedBy = (managedDraining: 'ENABLED' | 'DISABLED') => ({
  capacityProviders: [
    { name: 'asg', autoScalingGroupProvider: { autoScalingGroupArn: 'g', managedDraining } },
  ],
});
const to = (at: string, desiredCapacity: number) => ({
  at,
  setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity },
});
type Parts = Readonly<Record<string, unknown>>;
const launching = (completion: Parts | undefined, parts: Parts = {}, name = 'prepare') => ({
  lifecycleHookName: name,
  lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
  ...(completion === undefined ? {} : { completion }),
  ...parts,
});
const terminating = (completion: Parts | undefined, parts: Parts = {}, name = 'say goodbye') => ({
  ...launching(completion, parts, name.replace(' ', '-')),
  lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
});
const withHooks = (hooks: readonly Parts[], parts: Parts = {}) => ({
  autoScalingGroups: [group({ desiredCapacity: 1, lifecycleHookSpecificationList: hooks, ...parts })],
});

/** The lifecycle states of the group's instances at the end. */
function statesOf({ simulation }: Awaited<ReturnType<typeof runGroups>>): string[] {
  return [...simulation.groups[0]!.members.all()].map(
    ({ instance, lifecycle }) => `${simulation.instanceId(instance)} ${lifecycle}`,
  );
}

test('an instance is not in service while a launch hook waits, but its agent has registered it', async () => {
  const run = await runGroups({
    ...ownedBy('ENABLED'),
    simulation: { duration: '20m' },
    ...withHooks([launching({ after: '30m' })]),
    workloads: [burstOf(1, '5m')],
  });
  expect(run.instances).toEqual(['5 s g-1 REGISTERING', '65 s g-1 ACTIVE']);
  expect(run.tasks.filter((line) => line.endsWith('RUNNING'))).toEqual(['65 s job-1 RUNNING']);
  expect(statesOf(run)).toEqual(['g-1 Pending:Wait']);
});

test('a hook that holds the registration keeps tasks away until it is completed', async () => {
  const run = await runGroups({
    ...ownedBy('ENABLED'),
    ...withHooks([launching({ after: '30m', holdsRegistration: true })]),
    workloads: [burstOf(1, '5m')],
  });
  expect(run.instances).toEqual(['5 s g-1 REGISTERING', '1865 s g-1 ACTIVE']);
  expect(statesOf(run)).toEqual(['g-1 InService']);
});

test('one that is abandoned is terminated and replaced, again and again', async () => {
  const run = await runGroups({
    ...ownedBy('ENABLED'),
    simulation: { duration: '10m' },
    ...withHooks([launching({ after: '100s', result: 'ABANDON' })]),
  });
  expect(run.instances.slice(0, 6)).toEqual([
    '5 s g-1 REGISTERING',
    '65 s g-1 ACTIVE',
    '165 s g-1 INACTIVE',
    '170 s g-2 REGISTERING',
    '230 s g-2 ACTIVE',
    '330 s g-2 INACTIVE',
  ]);
});

test('a hook that nobody completes times out: ABANDON unless it says otherwise', async () => {
  const timedOut = (parts: Parts) =>
    runGroups({
      ...ownedBy('ENABLED'),
      simulation: { duration: '70m' },
      ...withHooks([launching(undefined, parts)]),
    });
  // An hour after the launch.
  expect((await timedOut({})).instances[2]).toBe('3665 s g-1 INACTIVE');
  expect((await timedOut({ heartbeatTimeout: 600 })).instances[2]).toBe('665 s g-1 INACTIVE');
  expect(statesOf(await timedOut({ defaultResult: 'CONTINUE' }))).toEqual(['g-1 InService']);
  expect((await timedOut({ defaultResult: 'CONTINUE' })).instances.length).toBe(2);
});

test('heartbeats keep an instance waiting, up to a hundred times the time-out', async () => {
  const beating = (completion: Parts) =>
    runGroups({
      ...ownedBy('ENABLED'),
      ...withHooks([launching(completion, { heartbeatTimeout: 60 })]),
    });
  // 65 s and one more time-out behind the third heartbeat.
  expect((await beating({ heartbeatEvery: '50s', heartbeats: 3 })).instances[2]).toBe('275 s g-1 INACTIVE');
  expect((await beating({ heartbeatEvery: '50s' })).instances[2]).toBe('6065 s g-1 INACTIVE');
  expect((await beating({ heartbeatEvery: '50s', after: '5000s' })).instances.length).toBe(2);
});

test('several hooks wait side by side: the last one counts, and the first that abandons', async () => {
  const both = (second: Parts) =>
    runGroups({
      ...ownedBy('ENABLED'),
      ...withHooks([
        launching({ after: '200s', holdsRegistration: true }),
        launching({ after: '300s', ...second }, {}, 'other'),
      ]),
    });
  expect((await both({})).instances[1]).toBe('365 s g-1 ACTIVE');
  expect((await both({ after: '30s', result: 'ABANDON' })).instances[1]).toBe('95 s g-1 INACTIVE');
});

test('a termination hook delays the end; without managed draining the instance takes tasks meanwhile', async () => {
  const run = await runGroups({
    ...ownedBy('DISABLED'),
    ...withHooks([terminating({ after: '10m' })]),
    workloads: [burstOf(1, '30m', { arrivals: { burst: { at: '12m', count: 1 } } })],
    actions: [to('10m', 0)],
  });
  expect(run.instances.slice(2)).toEqual(['1200 s g-1 INACTIVE']);
  expect(run.tasks).toEqual([
    '720 s job-1 PENDING',
    '720 s job-1 RUNNING',
    '1200 s job-1 STOPPING',
    '1200 s job-1 STOPPED Host EC2 (instance g-1) terminated.',
  ]);
});

test('managed draining is a hook beside it: both are waited for', async () => {
  const tasks = { arrivals: { burst: { at: '5m', count: 1 } } };
  const ended = async (after: string, result = 'CONTINUE') => {
    const run = await runGroups({
      ...ownedBy('ENABLED'),
      ...withHooks([terminating({ after, result })]),
      workloads: [burstOf(1, '30m', tasks)],
      actions: [to('10m', 0)],
    });
    return run.instances.slice(2);
  };
  expect(await ended('5m')).toEqual(['600 s g-1 DRAINING', '2100 s g-1 INACTIVE']);
  expect(await ended('40m')).toEqual(['600 s g-1 DRAINING', '3000 s g-1 INACTIVE']);
  // ABANDON skips the other hooks, that of managed draining among them.
  expect(await ended('5m', 'ABANDON')).toEqual(['600 s g-1 DRAINING', '900 s g-1 INACTIVE']);
});

test('an instance that waits for its end is none that the group has', async () => {
  const run = await runGroups({
    ...ownedBy('DISABLED'),
    ...withHooks([terminating({ after: '10m' })]),
    actions: [to('10m', 0), to('12m', 1)],
  });
  expect(run.instances.slice(2)).toEqual([
    '725 s g-2 REGISTERING',
    '785 s g-2 ACTIVE',
    '1200 s g-1 INACTIVE',
  ]);
});

test('an instance that is taken while it boots never registers', async () => {
  const run = await runGroups({
    ...ownedBy('DISABLED'),
    ...withHooks([terminating({ after: '10m' })]),
    actions: [to('30s', 0)],
  });
  expect(run.instances).toEqual(['5 s g-1 REGISTERING', '630 s g-1 INACTIVE']);
});

test('who is lost waits for no hook', async () => {
  const run = await runGroups({
    ...ownedBy('DISABLED'),
    ...withHooks([terminating({ after: '10m' })]),
    actions: [{ at: '10m', terminateInstances: { instanceIds: ['g-1'] } }],
  });
  expect(run.instances.slice(2)).toEqual(['600 s g-1 INACTIVE', '605 s g-2 REGISTERING', '665 s g-2 ACTIVE']);
});
