import { expect, test } from 'vitest';
import { BATCH, fleet } from '../../support/fleet.ts';
import { complaintsOf, load } from '../../support/load.ts';

/** Groups `spare` of 0 to 2 instances and `batch` of 1 to 10; what happens is given as (minute, action). */
const withActions = (...actions: readonly (readonly [number, object])[]) =>
  fleet(
    {},
    {},
    {
      simulation: { duration: '2h' },
      autoScalingGroups: [{ ...BATCH, autoScalingGroupName: 'spare', minSize: 0, maxSize: 2 }, BATCH],
      actions: actions.map(([minute, action]) => ({ at: `${minute}m`, ...action })),
    },
  );
const update = (sizes: object) => ({
  updateAutoScalingGroup: { autoScalingGroupName: 'batch', ...sizes },
});
const set = (desiredCapacity: number) => ({
  setDesiredCapacity: { autoScalingGroupName: 'batch', desiredCapacity },
});

test('it changes what it says, and one of the two operations only the desired capacity', async () => {
  const arn = 'arn:aws:autoscaling:us-east-1:1:autoScalingGroup:x:autoScalingGroupName/spare';
  const { actions } = await load(
    withActions(
      [1, update({ minSize: 2, maxSize: 20 })],
      [2, set(3)],
      [3, { updateAutoScalingGroup: { autoScalingGroupName: arn, desiredCapacity: 1 } }],
    ),
  );
  const sizes = { minSize: null, maxSize: null, desiredCapacity: null };
  const as = { kind: 'updateAutoScalingGroup', ...sizes, configuration: null };
  expect(actions).toEqual([
    { ...as, atMs: 60_000, group: 1, minSize: 2, maxSize: 20 },
    { ...as, atMs: 120_000, group: 1, desiredCapacity: 3 },
    { ...as, atMs: 180_000, group: 0, desiredCapacity: 1 },
  ]);
});

test.each([
  [
    update({ autoScalingGroupName: 'bach', minSize: 2 }),
    '.updateAutoScalingGroup.autoScalingGroupName: expected an Auto Scaling group of this scenario (spare, batch), received "bach". Did you mean batch?',
  ],
  [
    update({}),
    '.updateAutoScalingGroup: expected `minSize`, `maxSize`, `desiredCapacity` or `instanceType`, received none of them.',
  ],
  [
    update({ minSize: 6, maxSize: 5 }),
    '.updateAutoScalingGroup.minSize: expected at most `maxSize`, 5, received 6. AWS: ValidationError: Max bound, 5, must be greater than or equal to min bound, 6.',
  ],
  [
    update({ minSize: 11 }),
    '.updateAutoScalingGroup.minSize: expected at most the maximum of the group then, 10, or a `maxSize` with it, received 11. AWS: ValidationError: Max bound, 10, must be greater than or equal to min bound, 11.',
  ],
  [
    update({ maxSize: 0 }),
    '.updateAutoScalingGroup.maxSize: expected at least the minimum of the group then, 1, or a `minSize` with it, received 0. AWS: ValidationError: Max bound, 0, must be greater than or equal to min bound, 1.',
  ],
  [
    update({ desiredCapacity: 11 }),
    '.updateAutoScalingGroup.desiredCapacity: expected an integer from `minSize`, 1, to `maxSize`, 10, received 11. AWS: ValidationError: Desired capacity:11 must be between the specified min size:1 and max size:10.',
  ],
  [
    update({ minSize: 0, maxSize: 5, desiredCapacity: 7 }),
    '.updateAutoScalingGroup.desiredCapacity: expected an integer from `minSize`, 0, to `maxSize`, 5, received 7. AWS: ValidationError: Desired capacity:7 must be between the specified min size:0 and max size:5.',
  ],
  [
    set(11),
    '.setDesiredCapacity.desiredCapacity: expected an integer from the minimum of the group then, 1, to its maximum, 10, received 11. AWS: ValidationError: New SetDesiredCapacity value 11 is above max value 10 for the AutoScalingGroup.',
  ],
  [
    set(0),
    '.setDesiredCapacity.desiredCapacity: expected an integer from the minimum of the group then, 1, to its maximum, 10, received 0. AWS: ValidationError: New SetDesiredCapacity value 0 is below min value 1 for the AutoScalingGroup.',
  ],
  [
    update({ newInstancesProtectedFromScaleIn: true, minSize: 2 }),
    '.updateAutoScalingGroup.newInstancesProtectedFromScaleIn: expected a key that is modelled, received `newInstancesProtectedFromScaleIn`, which is not modelled yet.',
  ],
])('%j is refused', async (action, complaint) => {
  expect(await complaintsOf(withActions([5, action]))).toEqual([`actions[0]${complaint}`]);
});

test('the bounds of a request are those that the group has by then, in whatever order the file is', async () => {
  const raise = update({ maxSize: 20 });
  expect(await complaintsOf(withActions([9, set(15)], [8, raise]))).toEqual([]);
  expect(await complaintsOf(withActions([8, raise], [8, set(15)]))).toEqual([]);
  expect(await complaintsOf(withActions([8, set(15)], [8, raise]))).toHaveLength(1);
  const refused = update({ minSize: 30 });
  expect(await complaintsOf(withActions([7, refused], [8, set(2)]))).toHaveLength(1);
});

test('other actions may name any instance that a group can come to launch', async () => {
  const terminate = (...instanceIds: string[]) => ({ terminateInstances: { instanceIds } });
  expect(await complaintsOf(withActions([5, terminate('batch-1', 'batch-4711', 'spare-2')]))).toEqual([]);
  expect(await complaintsOf(withActions([5, terminate('bach-1')]))).toEqual([
    'actions[0].terminateInstances.instanceIds[0]: expected a container instance of main (spare-1 and up, batch-1 and up), received "bach-1".',
  ]);
});

test('a group grows by its desired capacity, and not by registrations', async () => {
  expect(await complaintsOf(withActions([5, { registerContainerInstances: { name: 'batch' } }]))).toEqual([
    'actions[0].registerContainerInstances.name: expected the name of one entry of containerInstances of main, received "batch". An Auto Scaling group grows by `setDesiredCapacity`.',
  ]);
});

test('an outage and failures know where groups have instances', async () => {
  const outage = { availabilityZoneOutage: { availabilityZone: 'us-east-1c', for: '5m' } };
  const failures = [{ instanceFailureRate: { perMonth: 1 }, ec2InstanceType: 'm5.large' }];
  const text = fleet({}, {}, { actions: [{ at: '1m', ...outage }], failures });
  expect((await load(text)).warnings).toEqual([]);
  const elsewhere = fleet({ availabilityZones: ['us-east-1a'] }, {}, { actions: [{ at: '1m', ...outage }] });
  expect((await load(elsewhere)).warnings.map(({ code }) => code)).toEqual(['outage-without-effect']);
});
