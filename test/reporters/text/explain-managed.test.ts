import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explanationText } from '../../../src/reporters/text/explain.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { burstAtTen, explainGroupAt, groupScenario, sized } from '../../support/groups.ts';
import { HOUR, MINUTE } from '../../support/scaling.ts';

const textAt = (scenario: Scenario, momentMs: number, width = 80) =>
  explanationText(explainGroupAt(scenario, momentMs), width);
/** On one line. */
const saidAt = (scenario: Scenario, momentMs: number) => textAt(scenario, momentMs).replaceAll('\n', ' ');

const five = (parts: Parameters<typeof groupScenario>[0] = {}) =>
  groupScenario({ ...parts, others: { workloads: [burstAtTen('job', 5, '1h')], ...parts.others } });

test('before anything was seen', async () => {
  expect(textAt(await five(), 0)).toMatchInlineSnapshot(`
    "groups: why capacity provider asg wants 0 instances at 2026-03-02 09:00:00 UTC
    No alarm calls managed scaling at this moment.

    Auto Scaling group g of m5.large in cluster main.
    Desired capacity 0: 0 active, 0 booting, 0 to launch, 0 draining. Bounds: 0 to
    20.
    Target capacity 100 %; tasks that wait add 1 to 10,000 to M; an instance warms
    up for 5 min.

    What it needs
    -------------
    N is 0: no instance of it is ACTIVE.
    M is 0: as many as have tasks, for no task is in PROVISIONING.
    CapacityProviderReservation is 100 now, as it is with no instance and no need of
    one.

    AlarmHigh: scales out
    ---------------------
    AlarmHigh is INSUFFICIENT_DATA since 09:00: there are no data points, and it
    takes 1 above 100; missing ones are left out.
    It was not evaluated yet.
    So it does not call managed scaling; called now, it would leave the desired
    capacity at 0: there is no data point to work it out from. If all data points
    that come are like the newest, the alarm stays as it is; if all are above 100,
    it comes to ALARM at 09:01:49.

    AlarmLow: scales in
    -------------------
    AlarmLow is INSUFFICIENT_DATA since 09:00: there are no data points, and it
    takes 15 below 100; missing ones are left out.
    It was not evaluated yet.
    So it does not call managed scaling; called now, it would leave the desired
    capacity at 0: there is no data point to work it out from. If all data points
    that come are like the newest, the alarm stays as it is; if all are below 100,
    it comes to ALARM at 09:15:42.

    Whom a scale-in takes
    ---------------------
    There is no instance that it could take.

    Scaling activities
      Last     none so far
      Next     09:10:54  0 -> 2: monitor alarm TargetTracking-asg-AlarmHigh in state
               ALARM triggered managed scaling of capacity provider asg: M 3, N 0
    "
  `);
});

test('instances that warm up, with tasks that wait', async () => {
  expect(textAt(await five(), 14 * MINUTE)).toMatchInlineSnapshot(`
    "groups: why capacity provider asg wants 2 instances at 2026-03-02 09:14:00 UTC
    AlarmHigh calls managed scaling, which leaves the desired capacity at 2:
    instances warm up.

    Auto Scaling group g of m5.large in cluster main.
    Desired capacity 2: 2 active, 0 booting, 0 to launch, 0 draining. Bounds: 0 to
    20.
    Target capacity 100 %; tasks that wait add 1 to 10,000 to M; an instance warms
    up for 5 min.

    What it needs
    -------------
    N is 2: its instances that are ACTIVE, 2 of them with tasks.
    M is 3: N is 2, and the tasks in PROVISIONING take 1 more.
    An instance (m5.large) has 2,048 CPU units, 7,864 MiB, 2 network interfaces for
    them.
      In PROVISIONING  Tasks  Each needs                  Per instance  Take
      main/job, job:1      1  1,024 CPU units, 2,048 MiB             2     1
    CapacityProviderReservation is 150 now: 100 x M / N = 100 x 3 / 2.

    AlarmHigh: scales out
    ---------------------
    AlarmHigh is in ALARM since 09:10:49: its one data point is above 100, and it
    takes 1.
    Data points that its evaluation at 09:13:49 saw, the newest first:
      09:12 to 09:13    150  * above 100
    It calls managed scaling every minute, next at 09:14:54. Called now, it would
    leave the desired capacity at 2: nothing scales out while instances warm up,
    until 09:15:59 (N 2 x 150 / 100 = 3).

    AlarmLow: scales in
    -------------------
    AlarmLow is OK since 09:01:42: none of 13 data points are below 100, and it
    takes 15; missing ones are left out.
    Data points that its evaluation at 09:13:42 saw, the newest first:
      09:11 to 09:13  2 x  150
      09:09 to 09:11  2 x  200
      09:00 to 09:09  9 x  100
    So it does not call managed scaling; called now, it would leave the desired
    capacity at 2: N 2 x 150 / 100 = 3, no fewer than that. If all data points that
    come are like the newest, the alarm stays as it is; if all are below 100, it
    comes to ALARM at 09:29:42.

    Whom a scale-in takes
    ---------------------
    None is to go now; the first would be g-1 (us-east-1a, drains its tasks first).
    All that are ACTIVE have tasks.

    Calls in the hour before that held the desired capacity
      - 09:11:54, scale-out at 2: instances warm up (200 at 100: N 0 makes 2; M 3)

    Scaling activities
      Last     09:10:54  0 -> 2: monitor alarm TargetTracking-asg-AlarmHigh in state
               ALARM triggered managed scaling of capacity provider asg: M 3, N 0
      Next     09:16:54  2 -> 3: monitor alarm TargetTracking-asg-AlarmHigh in state
               ALARM triggered managed scaling of capacity provider asg: M 3, N 2
    "
  `);
});

test('a scale-in that is about to come, with instances that are protected', async () => {
  const scenario = await five({
    group: { minSize: 1, newInstancesProtectedFromScaleIn: true },
    provider: { managedTerminationProtection: 'ENABLED' },
    managed: { targetCapacity: 90, maximumScalingStepSize: 1 },
    others: {
      workloads: [burstAtTen('job', 9, '1h'), burstAtTen('long', 1, '3h')],
      taskDefinitions: [sized('job', 1024, 2048), sized('long', 512, 512)],
    },
  });
  expect(textAt(scenario, 71.75 * MINUTE)).toMatchInlineSnapshot(`
    "groups: why capacity provider asg wants 6 instances at 2026-03-02 10:11:45 UTC
    AlarmLow calls managed scaling, which would set the desired capacity to 5.

    Auto Scaling group g of m5.large in cluster main.
    Desired capacity 6: 6 active, 0 booting, 0 to launch, 0 draining. Bounds: 1 to
    20.
    Target capacity 90 %; tasks that wait add 1 to M; an instance warms up for 5
    min.

    What it needs
    -------------
    N is 6: its instances that are ACTIVE, 4 of them with tasks.
    M is 4: as many as have tasks, for no task is in PROVISIONING.
    CapacityProviderReservation is 66.7 now: 100 x M / N = 100 x 4 / 6.

    AlarmHigh: scales out
    ---------------------
    AlarmHigh is OK since 09:24:49: its one data point is not above 90, and it takes
    1.
    Data points that its evaluation at 10:10:49 saw, the newest first:
      10:09 to 10:10    83.3
    So it does not call managed scaling; called now, it would leave the desired
    capacity at 6: N 6 x 83.3 / 90 = 5.56, rounded up 6, no more than that. If all
    data points that come are like the newest, the alarm stays as it is; if all are
    above 90, it comes to ALARM at 10:12:49.

    AlarmLow: scales in
    -------------------
    AlarmLow is in ALARM since 09:38:42: all 15 data points are below 90, and it
    takes 15.
    Data points that its evaluation at 10:11:42 saw, the newest first:
      10:10 to 10:11        66.7  * below 90
      09:56 to 10:10  14 x  83.3  * below 90
    It calls managed scaling every minute, next at 10:11:47. Called now, it would
    set the desired capacity to 5: N 6 x 66.7 / 90 = 4.44, rounded up 5.

    Whom a scale-in takes
    ---------------------
    AlarmLow would have it give up 1.
    Next to go: g-6 (us-east-1c, without tasks).
    Protected from scale-in, for they have tasks: g-2 to -5.

    Calls in the hour before that held the desired capacity
      - 09:11:54, scale-out at 3: instances warm up (200 at 90: N 1 makes 3; M 2)
      - 09:17:54, scale-out at 5: instances warm up (133 at 90: N 3 makes 5; M 4)
      - 09:23:54, scale-out at 6: instances warm up (100 at 90: N 5 makes 6; M 5)
      - 09:38:47 to 10:10:47, scale-in at 6: already as many as wanted (83.3 at 90:
        N 6 makes 6; M 5)

    Scaling activities
      Last     09:22:54  5 -> 6: monitor alarm TargetTracking-asg-AlarmHigh in state
               ALARM triggered managed scaling of capacity provider asg: M 5, N 5
      Next     10:11:47  6 -> 5: monitor alarm TargetTracking-asg-AlarmLow in state
               ALARM triggered managed scaling of capacity provider asg: M 4, N 6
    "
  `);
});

test('every reason and every special case has its sentence', async () => {
  const idle = await groupScenario();
  expect(saidAt(idle, 30 * MINUTE)).toContain(
    'N is 0: no instance of it is ACTIVE. M is 0: as many as have tasks',
  );
  expect(saidAt(idle, 30 * MINUTE)).toContain('is 100 now, as it is with no instance and no need of one.');
  expect(saidAt(idle, 30 * MINUTE)).toContain(
    'at 0: with no instance and no need of one it wants none, no more than that.',
  );
  const scenario = await five();
  expect(saidAt(scenario, 10.9 * MINUTE)).toContain(
    'AlarmHigh calls managed scaling, which would set the desired capacity to 2.',
  );
  expect(saidAt(scenario, 10.9 * MINUTE)).toContain('from no instance at all it goes to 2.');
  expect(saidAt(scenario, 10.9 * MINUTE)).toContain(
    'is 200 now, as it is with no instance, whatever is needed.',
  );
  expect(saidAt(await five({ group: { maxSize: 1 } }), 10.9 * MINUTE)).toContain(
    'it goes to 2, of which its maximum of 1 allows 1.',
  );
  expect(saidAt(await five({ group: { maxSize: 2 } }), 20 * MINUTE)).toContain(
    'N 2 x 150 / 100 = 3, but its maximum is 2.',
  );
  expect(saidAt(await five({ group: { maxSize: 2 } }), 20 * MINUTE)).toContain(
    'which leaves the desired capacity at 2: at its maximum.',
  );
  const least = await groupScenario({ group: { minSize: 1 } });
  expect(saidAt(least, 30 * MINUTE)).toContain('at 1: N 1 x 0 / 100 = 0, but its minimum is 1.');
  expect(saidAt(least, 30 * MINUTE)).toContain('the first would be g-1 (us-east-1a, without tasks).');
  const bounded = await five({ managed: { minimumScalingStepSize: 4 } });
  expect(saidAt(bounded, 11 * MINUTE)).toContain('take 3 more, of which a step makes 4 at least.');
  const capped = await five({ managed: { maximumScalingStepSize: 2 } });
  expect(saidAt(capped, 11 * MINUTE)).toContain('take 3 more, of which a step adds 2 at most.');
  const several = await groupScenario({
    others: {
      taskDefinitions: [sized('job', 1024, 2048), sized('like', 1024, 2048), sized('other', 512, 512)],
      workloads: [burstAtTen('job', 5, '1h'), burstAtTen('like', 2, '1h'), burstAtTen('other', 1, '1h')],
    },
  });
  expect(saidAt(several, 11 * MINUTE)).toMatch(
    / What takes the most counts: .* main\/job,…job:1, like:1 +7 .* +2 +4 +main\/other, other:1 +1 +512 CPU units, 512 MiB +4 +1 /,
  );
  const large = await five({ others: { taskDefinitions: [sized('job', 4096, 512)] } });
  expect(saidAt(large, 11 * MINUTE)).toContain(
    'M is 0, which is N: tasks are in PROVISIONING, but an instance can hold none of them.',
  );
  expect(saidAt(large, 11 * MINUTE)).toMatch(/main\/job, job:1 +5 +4,096 CPU units, 512 MiB +too large +0/);
  const suspended = await five({ group: { suspendedProcesses: [{ processName: 'AlarmNotification' }] } });
  expect(saidAt(suspended, 11 * MINUTE)).toContain("the group's process AlarmNotification is suspended");
  expect(saidAt(scenario, 9 * HOUR)).toContain('The run ended before 2026-03-02 18:00:00; this is its end.');
});

test('control characters do not come through', async () => {
  const scenario = await five();
  const [group] = scenario.autoScalingGroups;
  const bell = 'a\u0007\nb';
  const named: Scenario = {
    ...scenario,
    name: bell,
    autoScalingGroups: [{ ...group!, name: bell, provider: { ...group!.provider!, name: bell } }],
    capacityProviders: scenario.capacityProviders.map((one) =>
      one.name === 'asg' ? { ...one, name: bell } : one,
    ),
  };
  const text = textAt(named, 14 * MINUTE);
  expect(text).toContain('a\u{fffd}\u{fffd}b');
  expect([...text].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
});

test('no line is wider than the page', async () => {
  const scenario = await five({ group: { minSize: 1 } });
  const [group] = scenario.autoScalingGroups;
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 90, unit: 'grapheme' }),
      fc.integer({ min: 60, max: 120 }),
      fc.integer({ min: 0, max: 120 }),
      (name, width, minute) => {
        const named: Scenario = {
          ...scenario,
          name,
          autoScalingGroups: [{ ...group!, name, provider: { ...group!.provider!, name } }],
          capacityProviders: scenario.capacityProviders.map((one) =>
            one.name === 'asg' ? { ...one, name } : one,
          ),
          workloads: scenario.workloads.map((workload) => ({ ...workload, name })),
        };
        const lines = textAt(named, minute * MINUTE, width).split('\n');
        expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});
