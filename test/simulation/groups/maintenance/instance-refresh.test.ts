import { expect, test } from 'vitest';
import { group, provider, runGroups } from '../../../support/run-groups.ts';

/** A group that nothing but its owner scales; instances come at once, and boot in a minute. */
const ALONE = {
  clusters: [{ clusterName: 'main' }],
  capacityProviders: [],
  timings: { base: 'instant', 'ec2.instanceToActive': '60s' },
};

type Parts = Readonly<Record<string, unknown>>;
type Run = Awaited<ReturnType<typeof runGroups>>;

/** The group of four instances, whose refresh begins after ten minutes. */
function refreshed(preferences: Parts, own: Parts = {}, actions: readonly Parts[] = []): Promise<Run> {
  return runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 4, ...own })],
    actions: [{ at: '10m', startInstanceRefresh: { autoScalingGroupName: 'g', preferences } }, ...actions],
  });
}

const refreshesOf = ({ simulation }: Run) => simulation.groups[0]!.refreshes;
const later = ({ instances }: Run) => instances.filter((line) => Number.parseInt(line, 10) >= 600);

test('a batch goes, and the next one waits until its successors are warm', async () => {
  const run = await refreshed({ minHealthyPercentage: 50, instanceWarmup: 120 });
  expect(later(run)).toEqual([
    '600 s g-1 INACTIVE',
    '600 s g-2 INACTIVE',
    '600 s g-5 REGISTERING',
    '600 s g-6 REGISTERING',
    '660 s g-5 ACTIVE',
    '660 s g-6 ACTIVE',
    '780 s g-3 INACTIVE',
    '780 s g-4 INACTIVE',
    '780 s g-7 REGISTERING',
    '780 s g-8 REGISTERING',
    '840 s g-7 ACTIVE',
    '840 s g-8 ACTIVE',
  ]);
  expect(refreshesOf(run)).toMatchObject([
    { status: 'Successful', startedAt: 600_000, endedAt: 960_000, percentageComplete: 100, replaced: 4 },
  ]);
});

test('with room above the desired capacity others come first', async () => {
  const run = await refreshed({ minHealthyPercentage: 100, maxHealthyPercentage: 150 });
  expect(later(run)).toEqual([
    '600 s g-5 REGISTERING',
    '600 s g-6 REGISTERING',
    '660 s g-5 ACTIVE',
    '660 s g-6 ACTIVE',
    '660 s g-1 INACTIVE',
    '660 s g-2 INACTIVE',
    '660 s g-7 REGISTERING',
    '660 s g-8 REGISTERING',
    '720 s g-7 ACTIVE',
    '720 s g-8 ACTIVE',
    '720 s g-3 INACTIVE',
    '720 s g-4 INACTIVE',
  ]);
  expect(refreshesOf(run)).toMatchObject([{ status: 'Successful', endedAt: 720_000 }]);
});

test('where the percentages leave no room, one at a time goes and comes again', async () => {
  for (const minHealthyPercentage of [100, 90]) {
    const run = await refreshed({ minHealthyPercentage });
    expect(later(run).filter((line) => line.endsWith('INACTIVE'))).toEqual([
      '600 s g-1 INACTIVE',
      '660 s g-2 INACTIVE',
      '720 s g-3 INACTIVE',
      '780 s g-4 INACTIVE',
    ]);
  }
});

test("AWS's example with checkpoints: 20 percent, a quarter of an hour, 50 percent (scaling:X-3.49)", async () => {
  const run = await refreshed(
    { minHealthyPercentage: 80, instanceWarmup: 600, checkpointPercentages: [20, 50], checkpointDelay: 900 },
    { minSize: 10 },
  );
  const gone = later(run).filter((line) => line.endsWith('INACTIVE'));
  // A batch takes a minute to boot beside its ten minutes of warm-up; the first instances are warm after eleven, too.
  expect(gone.map((line) => Number.parseInt(line, 10) / 60)).toEqual([11, 11, 37, 37, 48]);
  const [refresh] = refreshesOf(run);
  expect(refresh).toMatchObject({ status: 'Successful', percentageComplete: 50, instancesToUpdate: 5 });
  expect(refresh!.reached).toEqual([
    { at: 22 * 60_000, percentage: 20, skipped: [] },
    { at: 59 * 60_000, percentage: 50, skipped: [] },
  ]);
});

test('what a batch passes by is skipped (scaling:X-3.50)', async () => {
  const run = await refreshed({ checkpointPercentages: [10, 40, 100], checkpointDelay: 60 }, { minSize: 2 });
  expect(refreshesOf(run)[0]!.reached).toEqual([
    { at: 660_000, percentage: 40, skipped: [10] },
    { at: 780_000, percentage: 100, skipped: [] },
  ]);
});

test('who is protected is waited for for an hour, left alone, or taken', async () => {
  const own = { newInstancesProtectedFromScaleIn: true };
  const waiting = await refreshed({ scaleInProtectedInstances: 'Wait' }, own);
  expect(later(waiting)).toEqual([]);
  expect(refreshesOf(waiting)).toMatchObject([
    {
      status: 'Failed',
      endedAt: 4_200_000,
      percentageComplete: 0,
      statusReason:
        'No instance was replaced for an hour. Waits for 4 instances that are protected from scale-in.',
    },
  ]);
  const ignoring = await refreshed({ scaleInProtectedInstances: 'Ignore' }, own);
  expect(later(ignoring)).toEqual([]);
  expect(refreshesOf(ignoring)).toMatchObject([{ status: 'Successful', endedAt: 600_000, replaced: 0 }]);
  const taking = await refreshed({ scaleInProtectedInstances: 'Refresh' }, own);
  expect(refreshesOf(taking)).toMatchObject([{ status: 'Successful', replaced: 4 }]);
});

/** Two tasks a instance of a service on the group, behind capacity provider `asg`. */
const SERVED = {
  capacityProviders: [provider({ status: 'DISABLED' })],
  clusters: [
    {
      clusterName: 'main',
      capacityProviders: ['asg'],
      defaultCapacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
    },
  ],
  autoScalingGroups: [group({ minSize: 4, newInstancesProtectedFromScaleIn: false })],
  timings: { base: 'instant', 'ec2.instanceToActive': '60s', 'task.sigtermExit': '5s' },
  services: [
    {
      serviceName: 'web',
      taskDefinition: 'job',
      desiredCount: 6,
      capacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
    },
  ],
  actions: [
    {
      at: '10m',
      startInstanceRefresh: {
        autoScalingGroupName: 'g',
        preferences: { minHealthyPercentage: 50, scaleInProtectedInstances: 'Refresh' },
      },
    },
  ],
};

test('with managed draining tasks move before their instance goes; without it they are lost', async () => {
  const lost = ({ tasks }: Run) => tasks.filter((line) => line.includes('Host EC2'));
  const drained = await runGroups(SERVED);
  expect(lost(drained)).toEqual([]);
  expect(later(drained).filter((line) => line.endsWith('DRAINING'))).toHaveLength(4);
  expect(refreshesOf(drained)).toMatchObject([{ status: 'Successful', replaced: 4 }]);
  const cut = await runGroups({
    ...SERVED,
    capacityProviders: [provider({ status: 'DISABLED' }, { managedDraining: 'DISABLED' })],
  });
  expect(lost(cut).length).toBeGreaterThanOrEqual(6);
  expect(refreshesOf(cut)).toMatchObject([{ status: 'Successful', replaced: 4 }]);
});

test('managed termination protection holds a refresh up as long as tasks run', async () => {
  const run = await runGroups({
    ...SERVED,
    autoScalingGroups: [group({ minSize: 2, newInstancesProtectedFromScaleIn: true })],
    capacityProviders: [
      provider({}, { managedTerminationProtection: 'ENABLED', managedDraining: 'ENABLED' }),
    ],
    services: [],
    workloads: [
      { taskDefinition: 'job', arrivals: { burst: { at: '5m', count: 4 } }, duration: '20m' },
      { taskDefinition: 'job', arrivals: { burst: { at: '100m', count: 1 } }, duration: '1m' },
    ],
    actions: [
      {
        at: '10m',
        startInstanceRefresh: { autoScalingGroupName: 'g', preferences: { minHealthyPercentage: 0 } },
      },
    ],
  });
  const gone = run.instances.filter((line) => line.endsWith('INACTIVE')).slice(0, 2);
  expect(gone).toEqual(['1500 s g-1 INACTIVE', '1500 s g-2 INACTIVE']);
  expect(refreshesOf(run)).toMatchObject([{ status: 'Successful', startedAt: 600_000 }]);
});

const TYPED = {
  instanceType: 'm5.large',
  registeredResources: undefined,
  hourlyPrice: undefined,
  minSize: 2,
};

/** Types of the instances that are there, in the order of their launches. */
function typesOf({ simulation }: Run): (string | null)[] {
  const { fleet, entries, groups } = simulation;
  return [...groups[0]!.members.all()].map(
    ({ instance }) => entries[fleet.entry[instance]!]!.ec2InstanceType,
  );
}

test('the desired configuration is the group own once the refresh has succeeded, and only then', async () => {
  const to = (preferences: Parts) => ({
    at: '10m',
    startInstanceRefresh: {
      autoScalingGroupName: 'g',
      desiredConfiguration: { instanceType: 'm6i.large' },
      preferences,
    },
  });
  const grow = { at: '90m', setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity: 3 } };
  const done = await runGroups({ ...ALONE, autoScalingGroups: [group(TYPED)], actions: [to({}), grow] });
  expect(typesOf(done)).toEqual(['m6i.large', 'm6i.large', 'm6i.large']);
  const cancelled = await runGroups({
    ...ALONE,
    autoScalingGroups: [group(TYPED)],
    actions: [to({}), { at: '10m30s', cancelInstanceRefresh: { autoScalingGroupName: 'g' } }, grow],
  });
  expect(typesOf(cancelled)).toEqual(['m5.large', 'm6i.large', 'm5.large']);
  expect(refreshesOf(cancelled)).toMatchObject([{ status: 'Cancelled', endedAt: 630_000, replaced: 1 }]);
});

test('skip matching replaces only what has another configuration; scale-ins take that first', async () => {
  const update = { autoScalingGroupName: 'g', instanceType: 'm6i.large', desiredCapacity: 4 };
  const run = (...actions: readonly Parts[]) =>
    runGroups({
      ...ALONE,
      autoScalingGroups: [group(TYPED)],
      actions: [{ at: '5m', updateAutoScalingGroup: update }, ...actions],
    });
  const skipping = await run({
    at: '10m',
    startInstanceRefresh: {
      autoScalingGroupName: 'g',
      preferences: { skipMatching: true, minHealthyPercentage: 50 },
    },
  });
  expect(later(skipping).filter((line) => line.endsWith('INACTIVE'))).toEqual([
    '600 s g-1 INACTIVE',
    '600 s g-2 INACTIVE',
  ]);
  expect(refreshesOf(skipping)).toMatchObject([{ status: 'Successful', replaced: 2 }]);
  const shrunk = await run({
    at: '20m',
    setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity: 2 },
  });
  expect(typesOf(shrunk)).toEqual(['m6i.large', 'm6i.large']);
});

test('AWS refuses a second refresh, to cancel none, and another type under a desired configuration', async () => {
  const start = {
    startInstanceRefresh: { autoScalingGroupName: 'g', desiredConfiguration: { instanceType: 'm6i.large' } },
  };
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group(TYPED)],
    actions: [
      { at: '9m', cancelInstanceRefresh: { autoScalingGroupName: 'g' } },
      { at: '10m', ...start },
      { at: '10m10s', ...start },
      { at: '10m20s', updateAutoScalingGroup: { autoScalingGroupName: 'g', instanceType: 'm5.xlarge' } },
    ],
  });
  expect(run.simulation.refusedActions.map(({ message }) => message)).toEqual([
    expect.stringContaining('ActiveInstanceRefreshNotFound'),
    expect.stringContaining('InstanceRefreshInProgress'),
    expect.stringContaining('An active instance refresh with a desired configuration exists.'),
  ]);
});

test('a group that cannot be filled fails its refresh after an hour; one that is suspended does not', async () => {
  const outage = {
    at: '10m1s',
    availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '100m' },
  };
  const own = { availabilityZones: ['us-east-1a'], minSize: 1 };
  const failed = await refreshed({}, own, [outage]);
  expect(refreshesOf(failed)).toMatchObject([{ status: 'Failed', endedAt: 4_200_000, replaced: 1 }]);
  const processes = { autoScalingGroupName: 'g', scalingProcesses: ['InstanceRefresh'] };
  const held = await refreshed({}, {}, [
    { at: '9m', suspendProcesses: processes },
    { at: '110m', resumeProcesses: processes },
  ]);
  expect(refreshesOf(held)).toMatchObject([{ status: 'Successful', endedAt: 6_840_000 }]);
});
