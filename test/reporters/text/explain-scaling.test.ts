import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explanationText } from '../../../src/reporters/text/explain.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import type { ScalingPolicySpec } from '../../../src/scenario/scaling-spec.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { explainAt, HOUR, MINUTE, ownAlarm, scaledScenario, step, tracking } from '../../support/scaling.ts';

const textAt = (scenario: Scenario, momentMs: number, width = 80) =>
  explanationText(explainAt(scenario, momentMs), width);

/** 40 for three minutes, 90 for six, then 30. */
const LOAD = [40, 40, 40, 90, 90, 90, 90, 90, 90, 30];
const AHEAD: ScalingPolicySpec = {
  kind: 'predictive',
  policyName: 'ahead',
  mode: 'ForecastAndScale',
  schedulingBufferMs: 5 * MINUTE,
  maxCapacityBreach: { behavior: 'IncreaseMaxCapacity', buffer: 10 },
  forecasts: [{ load: 'cpu', targetValue: 50, history: { hourly: Array.from({ length: 48 }, () => 260) } }],
};

test('target tracking that waits for its alarm', () => {
  const scenario = scaledScenario({ metrics: [LOAD], policies: [tracking(0, 60)] });
  expect(textAt(scenario, 4 * MINUTE)).toMatchInlineSnapshot(`
    "test: why main/web wants 4 tasks at 2026-03-02 00:04:00 UTC
    No alarm calls a policy at this moment.

    Desired count 4: 4 running, 0 pending. Bounds: 1 to 10.
    No deployment is in progress.
    No cooldown lasts.

    Policy track-0: target tracking, Shop metric-0 at 60
    ----------------------------------------------------
    Periods of 1 min; cooldown of a scale-out 5 min, scale-in 5 min.

    AlarmHigh is OK since 00:01: 1 of 3 data points is above 60, and it takes 3.
    Data points that its evaluation at 00:04 saw, the newest first:
      00:03 to 00:04       90  * above 60
      00:01 to 00:03  2 x  40
    So nobody calls the policy; called now, it would set the desired count to 6: 4
    running x 90 / 60 = 6. If all data points that come are like the newest, the
    alarm comes to ALARM at 00:06.

    AlarmLow is OK since 00:01: 3 of 4 data points are below 54, and it takes 15;
    missing ones are left out.
    Data points that its evaluation at 00:04 saw, the newest first:
      00:03 to 00:04       90
      00:00 to 00:03  3 x  40  * below 54
    So nobody calls the policy. If all data points that come are like the newest,
    the alarm stays as it is; if all are below 54, it comes to ALARM at 00:19.

    Scaling activities
      Last     none so far
      Next     00:06  4 -> 6: monitor alarm
               TargetTracking-service/main/web-AlarmHigh-track-0 in state ALARM
               triggered policy track-0 (90 at 60: 4 tasks make 6)
    "
  `);
});

test('a cooldown, and policies that do not agree to scale in', () => {
  const scenario = scaledScenario({ metrics: [LOAD, [79]], policies: [tracking(0, 60), tracking(1, 80)] });
  expect(textAt(scenario, 30 * MINUTE + 12_345)).toMatchInlineSnapshot(`
    "test: why main/web wants 6 tasks at 2026-03-02 00:30:12.345 UTC
    AlarmLow calls policy track-0, which leaves the desired count at 6: another
    policy not low.

    Desired count 6: 6 running, 0 pending. Bounds: 1 to 10.
    No deployment is in progress.
    No cooldown lasts.

    Policy track-0: target tracking, Shop metric-0 at 60
    ----------------------------------------------------
    Periods of 1 min; cooldown of a scale-out 5 min, scale-in 5 min.

    AlarmHigh is OK since 00:10: none of 3 data points are above 60, and it takes 3.
    Data points that its evaluation at 00:30 saw, the newest first:
      00:27 to 00:30  3 x  30
    So nobody calls the policy; called now, it would leave the desired count at 6: 6
    running x 30 / 60 = 3: no more than the 6 that it has. If all data points that
    come are like the newest, the alarm stays as it is; if all are above 60, it
    comes to ALARM at 00:33.

    AlarmLow is in ALARM since 00:24: all 15 data points are below 54, and it takes
    15.
    Data points that its evaluation at 00:30 saw, the newest first:
      00:15 to 00:30  15 x  30  * below 54
    It calls the policy every minute, next at 00:31. Called now, it would leave the
    desired count at 6: track-1 (79 at a target of 80) is not low, and all policies
    that scale in must be.

    Policy track-1: target tracking, Shop metric-1 at 80
    ----------------------------------------------------
    Periods of 1 min; cooldown of a scale-out 5 min, scale-in 5 min.

    AlarmHigh is OK since 00:01: none of 3 data points are above 80, and it takes 3.
    Data points that its evaluation at 00:30 saw, the newest first:
      00:27 to 00:30  3 x  79
    So nobody calls the policy; called now, it would leave the desired count at 6: 6
    running x 79 / 80 = 5.92, rounded up 6: no more than the 6 that it has. If all
    data points that come are like the newest, the alarm stays as it is; if all are
    above 80, it comes to ALARM at 00:33.

    AlarmLow is OK since 00:01: none of 15 data points are below 72, and it takes
    15.
    Data points that its evaluation at 00:30 saw, the newest first:
      00:15 to 00:30  15 x  79
    So nobody calls the policy. If all data points that come are like the newest,
    the alarm stays as it is; if all are below 72, it comes to ALARM at 00:45.

    Calls in the hour before that held the desired count
      - 00:07 to 00:09, track-0, scale-out: cooldown (90 at 60: 4 tasks make 6)
      - 00:24, track-0, scale-in: another policy not low

    Scaling activities
      Last     00:06  4 -> 6: monitor alarm
               TargetTracking-service/main/web-AlarmHigh-track-0 in state ALARM
               triggered policy track-0 (90 at 60: 4 tasks make 6)
      Next     none up to the end of the run, 04:00
    "
  `);
});

test('steps, a forecast and scheduled actions', () => {
  const scenario = scaledScenario({
    metrics: [[10, 10, 75, 75, 75, 95, 95, 20]],
    policies: [
      step([], {
        rule: {
          adjustmentType: 'PercentChangeInCapacity',
          minAdjustmentMagnitude: 2,
          steps: [
            { lower: 0, upper: 15, adjustment: 10 },
            { lower: 15, upper: null, adjustment: 30 },
          ],
        },
      }),
      AHEAD,
    ],
    alarms: [ownAlarm(0, 70)],
    target: {
      maxCapacity: 5,
      suspended: { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: false },
      scheduledActions: [
        {
          scheduledActionName: 'evening',
          schedule: { kind: 'rate', everyMs: 2 * HOUR },
          startMs: null,
          endMs: null,
          bounds: { minCapacity: 2, maxCapacity: 20 },
          desiredCapacity: null,
        },
      ],
    },
  });
  expect(textAt(scenario, 6 * MINUTE)).toMatchInlineSnapshot(`
    "test: why main/web wants 7 tasks at 2026-03-02 00:06:00 UTC
    Alarm busy calls policy steps, which leaves the desired count at 7: at its
    maximum.

    Desired count 7: 7 running, 0 pending. Bounds: 1 to 5.
    Predictive scaling holds it to at least 6 and at most 7.
    No deployment is in progress.
    The scale-out cooldown lasts until 00:10; until then a scale-out counts from 6
    tasks.
    Suspended: dynamic scaling in.

    Policy steps: step scaling, PercentChangeInCapacity
    ---------------------------------------------------
    Cooldown 5 min; it takes the average of the data points.

    Shop metric-0 of alarm busy is 81.7, which selects the marked step:
    > 70 to 85  +10 %
      from 85   +30 %
    Alarm busy is in ALARM since 00:04: all 3 data points are at or above 70, and it
    takes 2 of 3.
    Data points that its evaluation at 00:06 saw, the newest first:
      00:05 to 00:06       95  * at or above 70
      00:03 to 00:05  2 x  75  * at or above 70
    It calls the policy every minute, next at 00:07. Called now, it would leave the
    desired count at 7: 6 before the last scale-out + 10 %, at least 2, = 8, but its
    maximum is 7.

    Policy ahead: predictive scaling, ForecastAndScale
    --------------------------------------------------
    By its forecast of 00:00: 6 tasks from 00:00 on and 6 tasks from 01:00 on. Each
    hour's tasks are asked for 5 min before it begins; it never scales in. The
    maximum may rise to the forecast and 10 % of it.

    Scheduled actions
      evening  02:00  minimum 2, maximum 20

    Calls in the hour before that held the desired count
      - 00:04, steps, scale-out: no step for the value
      - 00:06, steps, scale-out: at its maximum (81.7 at 70: 6 tasks make 8)

    Scaling activities
      Last     00:05  6 -> 7: monitor alarm busy in state ALARM triggered policy
               steps (75 at 70: 6 tasks make 8)
      Next     02:00  Setting min capacity to 2 and max capacity to 20: scheduled
               action name evening was triggered
    "
  `);
});

test('what the service has no data for, no history for, and nobody to call', () => {
  const scenario = scaledScenario({
    metrics: [[]],
    policies: [
      tracking(0, 60, { disableScaleIn: true }),
      step([{ lower: 0, upper: null, adjustment: 1 }]),
      {
        ...AHEAD,
        mode: 'ForecastOnly',
        forecasts: [{ load: 'cpu', targetValue: 50, history: null }],
      },
    ],
    room: 3,
  });
  expect(textAt(scenario, 5 * MINUTE)).toMatchInlineSnapshot(`
    "test: why main/web wants 4 tasks at 2026-03-02 00:05:00 UTC
    No alarm calls a policy at this moment.

    Desired count 4: 3 running, 0 pending, 1 still to start. Bounds: 1 to 10.
    Deployment ecs-svc/1 is in progress since 00:00: until it completes nothing
    scales in.
    No cooldown lasts.

    Policy track-0: target tracking, Shop metric-0 at 60
    ----------------------------------------------------
    Periods of 1 min; cooldown of a scale-out 5 min, it does not scale in.

    AlarmHigh is INSUFFICIENT_DATA since 00:00: there are no data points, and it
    takes 3 above 60; missing ones are left out.
    Data points that its evaluation at 00:05 saw, the newest first:
      00:00 to 00:05  5 x  -  missing
    So nobody calls the policy; called now, it would leave the desired count at 4:
    there is no data point to work it out from. If all data points that come are
    like the newest, the alarm stays as it is; if all are above 60, it comes to
    ALARM at 00:08.

    Policy steps: step scaling, ChangeInCapacity
    --------------------------------------------
    No alarm names it in its actions, so nobody ever calls it.

    Policy ahead: predictive scaling, ForecastOnly
    ----------------------------------------------
    There is no forecast yet: 0 of the 24 hours of load that it needs are known. The
    first can come at 2026-03-03 00:00.

    Scaling activities
      Last     none so far
      Next     none up to the end of the run, 04:00
    "
  `);
});

test('every reason has its sentence', () => {
  const found = (scenario: Scenario, momentMs: number) => textAt(scenario, momentMs).replaceAll('\n', ' ');
  const high = (maxCapacity: number) =>
    scaledScenario({ metrics: [[90]], policies: [tracking(0, 60)], target: { maxCapacity } });
  expect(found(high(4), 5 * MINUTE)).toContain(
    'it would leave the desired count at 4: 4 running x 90 / 60 = 6, but its maximum is 4.',
  );
  expect(found(high(3), 5 * MINUTE)).toContain(
    'at 4: that is above its maximum of 3 already, so nothing scales out.',
  );
  expect(found(high(5), 2 * MINUTE)).toContain(
    'it would set the desired count to 5: 4 running x 90 / 60 = 6, of which its maximum of 5 allows 5.',
  );
  const low = (minCapacity: number) =>
    scaledScenario({ metrics: [[30]], policies: [tracking(0, 60)], target: { minCapacity } });
  expect(found(low(4), 20 * MINUTE)).toContain('4 running x 30 / 60 = 2, but its minimum is 4.');
  expect(found(low(5), 20 * MINUTE)).toContain(
    'that is below its minimum of 5 already, so nothing scales in.',
  );
  const none = scaledScenario({
    metrics: [[0, 0, 90]],
    policies: [tracking(0, 60)],
    target: { minCapacity: 0 },
    desiredCount: 0,
  });
  expect(found(none, 3 * MINUTE - 1)).toContain('its one data point is not above 60, and it takes 1.');
});

test('control characters do not come through', () => {
  const bell = 'a\u0007\nb';
  const scenario = scaledScenario({
    metrics: [LOAD],
    policies: [tracking(0, 60, { policyName: bell }), step([{ lower: 0, upper: null, adjustment: 1 }])],
    alarms: [ownAlarm(0, 50, { alarmName: bell, actions: [{ state: 'ALARM', target: 0, policy: 1 }] })],
    target: { resourceId: `service/main/${bell}` },
  });
  const text = textAt({ ...scenario, name: bell }, 7 * MINUTE);
  expect(text).toContain('a\u{fffd}\u{fffd}b');
  expect([...text].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
});

test('no line is wider than the page', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 90, unit: 'grapheme' }),
      fc.integer({ min: 60, max: 120 }),
      fc.integer({ min: 0, max: 40 }),
      (name, width, minute) => {
        const scenario = scaledScenario({
          metrics: [LOAD],
          policies: [
            tracking(0, 1e9 / 7, { policyName: name }),
            step([{ lower: 0, upper: null, adjustment: 1 }]),
            AHEAD,
          ],
          alarms: [ownAlarm(0, 50, { alarmName: name, actions: [{ state: 'ALARM', target: 0, policy: 1 }] })],
          target: { resourceId: `service/main/${name}` },
        });
        const lines = textAt({ ...scenario, name }, minute * MINUTE, width).split('\n');
        expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

test('many data points that differ go together, but for the newest', () => {
  const noisy = Array.from({ length: 40 }, (_, minute) => (minute < 12 ? 60 : 40) + (minute % 3));
  const scenario = scaledScenario({ metrics: [noisy], policies: [tracking(0, 60)] });
  const lines = textAt(scenario, 20 * MINUTE).split('\n');
  const first = lines.findIndex((line) => line.startsWith('AlarmLow'));
  expect(lines.slice(first, first + 9)).toMatchInlineSnapshot(`
    [
      "AlarmLow is OK since 00:01: 8 of 15 data points are below 54, and it takes 15.",
      "Data points that its evaluation at 00:20 saw, the newest first:",
      "  00:19 to 00:20       41        * below 54",
      "  00:18 to 00:19       40        * below 54",
      "  00:17 to 00:18       42        * below 54",
      "  00:12 to 00:17  5 x  40 to 42  * below 54",
      "  00:05 to 00:12  7 x  60 to 62",
      "So nobody calls the policy. If all policies were low now, they would ask for 3",
      "tasks. If all data points that come are like the newest, the alarm comes to",
    ]
  `);
});
