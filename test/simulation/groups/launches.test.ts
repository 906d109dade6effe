import { expect, test } from 'vitest';
import { group, runGroups } from '../../support/run-groups.ts';

/** A group that nothing but its owner scales. */
const ALONE = { clusters: [{ clusterName: 'main' }], capacityProviders: [] };

/** Zones of the instances that are there, in order of launch. */
function zonesOf({ simulation }: Awaited<ReturnType<typeof runGroups>>): string[] {
  const { fleet, zones, groups } = simulation;
  return [...groups[0]!.members.all()].map(({ instance }) => zones[fleet.zone[instance]!]!.at(-1)!);
}

test('a group launches up to its minimum, boots, and takes turns among its zones', async () => {
  const run = await runGroups({ ...ALONE, autoScalingGroups: [group({ minSize: 3 })] });
  expect(run.instances).toEqual([
    '5 s g-1 REGISTERING',
    '5 s g-2 REGISTERING',
    '5 s g-3 REGISTERING',
    '65 s g-1 ACTIVE',
    '65 s g-2 ACTIVE',
    '65 s g-3 ACTIVE',
  ]);
  expect(zonesOf(run)).toEqual(['a', 'b', 'a']);
  expect(run.desired).toEqual([]);
});

test('a desired capacity above the minimum stays', async () => {
  const run = await runGroups({ ...ALONE, autoScalingGroups: [group({ minSize: 1, desiredCapacity: 4 })] });
  expect(zonesOf(run)).toEqual(['a', 'b', 'a', 'b']);
  expect(run.desired).toEqual([]);
});

test('an instance that is lost is replaced, in the zone that lacks it', async () => {
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 3 })],
    actions: [{ at: '10m', terminateInstances: { instanceIds: ['g-2'] } }],
  });
  expect(run.instances.slice(6)).toEqual(['600 s g-2 INACTIVE', '605 s g-4 REGISTERING', '665 s g-4 ACTIVE']);
  expect(zonesOf(run)).toEqual(['a', 'a', 'b']);
});

test('one that is lost while it boots is replaced as well', async () => {
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 1 })],
    actions: [{ at: '30s', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '10s' } }],
  });
  expect(run.instances).toEqual([
    '5 s g-1 REGISTERING',
    '30 s g-1 INACTIVE',
    '35 s g-2 REGISTERING',
    '95 s g-2 ACTIVE',
  ]);
});

test('a zone that fails is made up for in the others, and nothing launches there', async () => {
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 4 })],
    actions: [{ at: '10m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '3h' } }],
  });
  expect(run.instances.slice(8)).toEqual([
    '600 s g-1 INACTIVE',
    '600 s g-3 INACTIVE',
    '605 s g-5 REGISTERING',
    '605 s g-6 REGISTERING',
    '665 s g-5 ACTIVE',
    '665 s g-6 ACTIVE',
  ]);
  expect(zonesOf(run)).toEqual(['b', 'b', 'b', 'b']);
});

test('when its only zone is out it launches once that is back', async () => {
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 1, availabilityZones: ['us-east-1a'] })],
    actions: [{ at: '10m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '20m' } }],
  });
  expect(run.instances.slice(2)).toEqual([
    '600 s g-1 INACTIVE',
    '1805 s g-2 REGISTERING',
    '1865 s g-2 ACTIVE',
  ]);
});

test('instances that are no longer wanted at their launch do not come', async () => {
  const to = (at: string, desiredCapacity: number) => ({
    at,
    setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity },
  });
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 1 })],
    actions: [to('10m', 5), to('602s', 2)],
  });
  expect(run.desired).toEqual(['600 s g 1 -> 5', '602 s g 5 -> 2']);
  expect(run.instances.slice(2)).toEqual(['605 s g-2 REGISTERING', '665 s g-2 ACTIVE']);
});

test('other bounds take the desired capacity with them', async () => {
  const bounds = (at: string, minSize: number, maxSize: number) => ({
    at,
    updateAutoScalingGroup: { autoScalingGroupName: 'g', minSize, maxSize },
  });
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 1, desiredCapacity: 2, maxSize: 4 })],
    actions: [bounds('10m', 0, 1), bounds('20m', 3, 4), bounds('30m', 1, 4)],
  });
  expect(run.desired).toEqual(['600 s g 2 -> 1', '1200 s g 1 -> 3']);
  expect(zonesOf(run).length).toBe(3);
});

test('a run without a duration waits for instances that boot, and for an action that asks for more', async () => {
  const run = await runGroups({
    ...ALONE,
    simulation: {},
    autoScalingGroups: [group({ minSize: 1 })],
    workloads: [
      {
        taskDefinition: 'job',
        launchType: 'EC2',
        arrivals: { burst: { at: '0s', count: 4 } },
        duration: '1h',
      },
    ],
    actions: [{ at: '10m', setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity: 2 } }],
  });
  expect(run.tasks.filter((line) => line.endsWith('RUNNING'))).toEqual([
    '65 s job-1 RUNNING',
    '65 s job-2 RUNNING',
    '665 s job-3 RUNNING',
    '665 s job-4 RUNNING',
  ]);
  expect(run.simulation.now).toBe(4_265_000);
});

test('when a zone is back the balance is mended: others come first, and those of the fuller zone go', async () => {
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 4, maxSize: 4 })],
    actions: [{ at: '10m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '10m' } }],
  });
  // All four lie in zone b then. One above the maximum is allowed: so they move one at a time.
  expect(run.instances.slice(14).map((line) => line.replace(/g-[1-6] /, ''))).toEqual([
    '1205 s g-7 REGISTERING',
    '1265 s g-7 ACTIVE',
    '1265 s INACTIVE',
    '1270 s g-8 REGISTERING',
    '1330 s g-8 ACTIVE',
    '1330 s INACTIVE',
  ]);
  expect(zonesOf(run)).toEqual(['b', 'b', 'a', 'a']);
  expect(run.desired).toEqual([]);
});

test('not for the sake of those that are protected', async () => {
  const run = await runGroups({
    ...ALONE,
    autoScalingGroups: [group({ minSize: 4, newInstancesProtectedFromScaleIn: true })],
    actions: [{ at: '10m', availabilityZoneOutage: { availabilityZone: 'us-east-1a', for: '10m' } }],
  });
  expect(run.instances.length).toBe(14);
  expect(zonesOf(run)).toEqual(['b', 'b', 'b', 'b']);
});
