import { expect, test } from 'vitest';
import { findScaled } from '../../../src/experiment/explain/managed/find-scaled.ts';
import { explanationText } from '../../../src/reporters/text/explain.ts';
import { loadAlarm, loadOf, policyText, simplePolicy, stepPolicy } from '../../support/group-policies.ts';
import { load } from '../../support/load.ts';
import { explainAt, MINUTE } from '../../support/scaling.ts';

const SCENARIO = await load(
  policyText(
    {
      defaultInstanceWarmup: 300,
      scalingPolicies: [stepPolicy('up', 3), stepPolicy('down', -1), simplePolicy('less', -1)],
      scheduledUpdateGroupActions: [
        { scheduledActionName: 'noon', recurrence: '0 12 * * *', desiredCapacity: 6 },
      ],
    },
    {
      simulation: { start: '2026-03-02T00:00:00Z', duration: '1h' },
      customMetrics: [loadOf([0, 30], [10, 60], [11, 10], [30, 15])],
      alarms: [
        loadAlarm('cold', 'below', 20, 'down'),
        loadAlarm('hot', 'above', 50, 'up'),
        loadAlarm('icy', 'below', 12, 'less'),
      ],
    },
  ),
);

test('a group with policies is found by its name', () => {
  expect(findScaled(SCENARIO, 'g')).toEqual({ target: 0 });
  expect(findScaled(SCENARIO, 'autoScalingGroup/g')).toEqual({ target: 0 });
  expect('mistake' in findScaled(SCENARIO, 'h')).toBe(true);
});

test('why a group scaled or did not, in instances', () => {
  expect(explanationText(explainAt(SCENARIO, 13 * MINUTE), 80)).toMatchInlineSnapshot(`
    "s: why g wants 6 instances at 2026-03-02 00:13:00 UTC
    Alarm cold calls policy down, which leaves the desired capacity at 6: instances
    warm up. Alarm icy calls policy less, which leaves the desired capacity at 6:
    cooldown.

    Desired capacity 6: 6 in service, 0 on order. Bounds: 1 to 20.
    3 instances warm up, those in service until 00:16:05: till then nothing scales
    in but simple scaling.
    The cooldown of simple scaling lasts until 00:17.

    Policy up: step scaling, ChangeInCapacity
    -----------------------------------------
    Instances warm up for 5 min; it takes the average of the data points.

    Shop Load of alarm hot is 10, which selects none of the steps:
      from 50  +3
    Alarm hot is OK since 00:12: its one data point is not above 50, and it takes 1.
    Data points that its evaluation at 00:13 saw, the newest first:
      00:12 to 00:13    10
    So nobody calls the policy; called now, it would leave the desired capacity at
    6: none of its steps is for 10 at a threshold of 50. If all data points that
    come are like the newest, the alarm stays as it is; if all are above 50, it
    comes to ALARM at 00:14.

    Policy down: step scaling, ChangeInCapacity
    -------------------------------------------
    Instances warm up for 5 min; it takes the average of the data points.

    Shop Load of alarm cold is 10, which selects the marked step:
    > up to 20  -1
    Alarm cold is in ALARM since 00:12: its one data point is below 20, and it takes
    1.
    Data points that its evaluation at 00:13 saw, the newest first:
      00:12 to 00:13    10  * below 20
    It calls the policy every minute, next at 00:14. Called now, it would leave the
    desired capacity at 6: not all instances were warm as the newest data point
    began, and before nothing scales in.

    Policy less: simple scaling, ChangeInCapacity
    ---------------------------------------------
    After an activity it rests for 5 min.

    Alarm icy is in ALARM since 00:12: its one data point is below 12, and it takes
    1.
    Data points that its evaluation at 00:13 saw, the newest first:
      00:12 to 00:13    10  * below 12
    It calls the policy every minute, next at 00:14. Called now, it would leave the
    desired capacity at 6: the cooldown lasts until 00:17.

    Scheduled actions
      noon  12:00  desired 6

    Calls in the hour before that held the desired capacity
      - 00:12 to 00:13, down, scale-in: instances warm up
      - 00:13, less, scale-in: cooldown

    Scaling activities
      Last     00:12  7 -> 6: monitor alarm icy in state ALARM triggered policy less
               (10 at 12: 7 instances make 6)
      Next     00:17  6 -> 5: monitor alarm icy in state ALARM triggered policy less
               (10 at 12: 6 instances make 5)
    "
  `);
});
