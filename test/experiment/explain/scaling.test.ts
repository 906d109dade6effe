import { expect, test } from 'vitest';
import type { AlarmExplanation } from '../../../src/experiment/explain/scaling/alarm-explanation.ts';
import type {
  PolicyExplanation,
  ScalingExplanation,
} from '../../../src/experiment/explain/scaling/scaling-explanation.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import {
  explainAt,
  HOUR,
  MINUTE,
  metric,
  ownAlarm,
  scaledScenario,
  step,
  tracking,
} from '../../support/scaling.ts';

const clock = (instant: string | null | undefined) => instant?.slice(11, 16) ?? null;
const NOTHING_SUSPENDED = { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false };

function alarmsOf({ policies }: ScalingExplanation, place: number = 0): readonly AlarmExplanation[] {
  const policy = policies[place]!;
  return policy.kind === 'predictive' ? [] : policy.alarms;
}

/** The reason and the figures of what one alarm of the first policy would have come of it. */
function decidedBy(scenario: Scenario, momentMs: number, alarm: number = 0) {
  const { decision } = alarmsOf(explainAt(scenario, momentMs))[alarm]!;
  const { reason, base, baseIs, computed, capacity } = decision;
  return { reason, base, baseIs, computed, capacity };
}

/** 40 for three minutes, 90 for six, then 30. */
const LOAD = [40, 40, 40, 90, 90, 90, 90, 90, 90, 30];
const BUSY = [90];
const IDLE = [30];

test('before its alarm: the data points, what they come to, and when', () => {
  const found = explainAt(scaledScenario({ metrics: [LOAD], policies: [tracking(0, 60)] }), 4 * MINUTE);
  expect(found).toMatchObject({
    question: 'scaling',
    resourceId: 'service/main/web',
    target: {
      desiredCount: 4,
      runningCount: 4,
      pendingCount: 0,
      minCapacity: 1,
      maxCapacity: 10,
      forecast: null,
      deployment: null,
      scaleOutCooldown: null,
      scaleInCooldown: null,
    },
    lastActivity: null,
    nextActivity: { from: 4, to: 6, figures: { value: 90, threshold: 60, base: 4, computed: 6 } },
    searchedToEnd: false,
    held: [],
  });
  const [high, low] = alarmsOf(found);
  expect(high).toMatchObject({ side: 'high', state: 'OK', seen: 3, breaching: 1, nextCallAt: null });
  expect(
    high!.points
      .slice(0, 2)
      .map(({ from, until, value, isBreaching }) => [clock(from), clock(until), value, isBreaching]),
  ).toEqual([
    ['00:03', '00:04', 90, true],
    ['00:02', '00:03', 40, false],
  ]);
  expect(clock(high!.foreseenAt)).toBe('00:06');
  expect(clock(found.nextActivity!.at)).toBe('00:06');
  expect(high!.decision).toMatchObject({ direction: 'out', reason: 'scaled', capacity: 6 });
  expect(low).toMatchObject({ side: 'low', state: 'OK', seen: 4, breaching: 3, foreseenAt: null });
  expect(clock(low!.earliestAt)).toBe('00:19');
});

test('what another call would come to: every reason', () => {
  const out = scaledScenario({ metrics: [LOAD], policies: [tracking(0, 60)] });
  // In the cooldown it counts from the four tasks from which it began.
  expect(decidedBy(out, 7 * MINUTE)).toEqual({
    reason: 'cooldown',
    base: 4,
    baseIs: 'beforeScaleOut',
    computed: 6,
    capacity: 6,
  });
  const { target } = explainAt(out, 7 * MINUTE);
  expect(target.scaleOutCooldown).toEqual({ until: '2026-03-02T00:11:00.000Z', base: 4 });
  const full = scaledScenario({ metrics: [BUSY], policies: [tracking(0, 60)], target: { maxCapacity: 4 } });
  expect(decidedBy(full, 5 * MINUTE)).toMatchObject({ reason: 'alreadyAtMaximum', computed: 6, capacity: 4 });
  const above = scaledScenario({ metrics: [BUSY], policies: [tracking(0, 60)], target: { maxCapacity: 3 } });
  expect(decidedBy(above, 5 * MINUTE)).toMatchObject({ reason: 'aboveMaximum', capacity: 4 });
  const least = scaledScenario({ metrics: [IDLE], policies: [tracking(0, 60)], target: { minCapacity: 4 } });
  expect(decidedBy(least, 20 * MINUTE, 1)).toMatchObject({ reason: 'alreadyAtMinimum', computed: 2 });
  const below = scaledScenario({ metrics: [IDLE], policies: [tracking(0, 60)], target: { minCapacity: 5 } });
  expect(decidedBy(below, 20 * MINUTE, 1)).toMatchObject({ reason: 'belowMinimum', capacity: 4 });
  // Raised to its minimum first.
  expect(decidedBy(below, 5 * MINUTE, 0)).toMatchObject({
    base: 5,
    baseIs: 'minimum',
    computed: 3,
    capacity: 5,
  });
  const asleep = scaledScenario({
    metrics: [BUSY],
    policies: [tracking(0, 60)],
    target: { suspended: { ...NOTHING_SUSPENDED, dynamicScalingOut: true } },
  });
  expect(decidedBy(asleep, 5 * MINUTE)).toMatchObject({ reason: 'suspended', base: null });
  const enough = scaledScenario({ metrics: [IDLE], policies: [tracking(0, 60)] });
  expect(decidedBy(enough, 2 * MINUTE)).toMatchObject({ reason: 'alreadyAtDesired', base: 4, computed: 2 });
  const silent = scaledScenario({ metrics: [[]], policies: [tracking(0, 60)] });
  expect(decidedBy(silent, 5 * MINUTE)).toMatchObject({ reason: 'noData', base: null });
  const [high] = alarmsOf(explainAt(silent, 5 * MINUTE));
  expect(high).toMatchObject({ state: 'INSUFFICIENT_DATA', seen: 0 });
  expect(high!.points.map(({ value }) => value)).toEqual([null, null, null, null, null]);
});

test('no scale-in while tasks are deployed', () => {
  const scenario = {
    ...scaledScenario({ metrics: [IDLE], policies: [tracking(0, 60)], room: 3 }),
  };
  const found = explainAt(scenario, 20 * MINUTE);
  expect(found.target).toMatchObject({ desiredCount: 4, runningCount: 3, deployment: { id: 'ecs-svc/1' } });
  expect(alarmsOf(found)[1]!.decision.reason).toBe('deployment');
  expect(found.held).toMatchObject([{ direction: 'in', reason: 'deployment', computed: null }]);
});

test('scale-in waits for the policies that are not low, and asks for the most that one wants', () => {
  const policies = [tracking(0, 60), tracking(1, 80)];
  const waits = explainAt(scaledScenario({ metrics: [IDLE, [79]], policies }), 20 * MINUTE);
  const { decision } = alarmsOf(waits)[1]!;
  expect(decision.reason).toBe('notAllReady');
  expect(decision.proposals).toEqual([
    { policyName: 'track-0', isLow: true, value: 30, targetValue: 60, computed: 2 },
    { policyName: 'track-1', isLow: false, value: 79, targetValue: 80, computed: 4 },
  ]);
  const agrees = scaledScenario({ metrics: [IDLE, [50]], policies, desiredCount: 8 });
  const { nextActivity } = explainAt(agrees, 10 * MINUTE);
  expect(nextActivity).toMatchObject({ from: 8, to: 5 });
});

test('from none at all one data point is enough, and one task comes', () => {
  const scenario = scaledScenario({
    metrics: [[0, 0, 90]],
    policies: [tracking(0, 60)],
    target: { minCapacity: 0 },
    desiredCount: 0,
  });
  const found = explainAt(scenario, 2 * MINUTE);
  expect(alarmsOf(found)[0]).toMatchObject({ datapointsToAlarm: 1, evaluationPeriods: 1 });
  expect(clock(alarmsOf(found)[0]!.earliestAt)).toBe('00:03');
  expect(found.nextActivity).toMatchObject({ from: 0, to: 1 });
  expect(clock(found.nextActivity!.at)).toBe('00:03');
});

test('the step that a value selects', () => {
  const steps = [
    { lower: 0, upper: 15, adjustment: 1 },
    { lower: 15, upper: null, adjustment: 3 },
  ];
  const at = (value: number) => {
    const scenario = scaledScenario({
      metrics: [[value]],
      policies: [step(steps)],
      alarms: [ownAlarm(0, 70)],
    });
    return explainAt(scenario, 90_000);
  };
  const middling = at(84);
  expect(middling.policies[0]).toMatchObject({ kind: 'step', steps, cooldownSeconds: 300 });
  expect(alarmsOf(middling)[0]).toMatchObject({
    alarmName: 'busy',
    side: null,
    state: 'OK',
    decision: { step: 0, value: 84, computed: 5 },
  });
  expect(clock(alarmsOf(middling)[0]!.foreseenAt)).toBe('00:02');
  expect(alarmsOf(at(85))[0]!.decision).toMatchObject({ step: 1, computed: 7 });
  expect(alarmsOf(at(69))[0]!.decision).toMatchObject({ step: null, reason: 'noStep', direction: 'out' });
});

test('an alarm that warms up', () => {
  const scenario = scaledScenario({
    metrics: [[90]],
    policies: [step([{ lower: 0, upper: null, adjustment: 1 }])],
    alarms: [ownAlarm(0, 70, { warmUpMs: 10 * MINUTE, waitsForWarmUpEnd: true })],
  });
  const [alarm] = alarmsOf(explainAt(scenario, 5 * MINUTE));
  expect(alarm).toMatchObject({ state: 'INSUFFICIENT_DATA', seen: 3, breaching: 3 });
  expect([clock(alarm!.warmUpUntil), clock(alarm!.foreseenAt)]).toEqual(['00:10', '00:10']);
  expect(alarmsOf(explainAt(scenario, 15 * MINUTE))[0]!.warmUpUntil).toBeNull();
});

test('a policy that no alarm calls', () => {
  const scenario = scaledScenario({
    metrics: [],
    policies: [step([{ lower: 0, upper: null, adjustment: 1 }])],
  });
  expect(explainAt(scenario, 0).policies).toMatchObject([{ kind: 'step', alarms: [] }]);
});

test('forecasts of this hour and the next, or how much history there is', () => {
  const predictive = (
    hourly: readonly number[] | null,
  ): Extract<PolicyExplanation, { kind: 'predictive' }> => {
    const scenario = scaledScenario({
      metrics: [],
      policies: [
        {
          kind: 'predictive',
          policyName: 'ahead',
          mode: 'ForecastAndScale',
          schedulingBufferMs: 5 * MINUTE,
          maxCapacityBreach: { behavior: 'HonorMaxCapacity' },
          forecasts: [{ load: 'cpu', targetValue: 50, history: hourly === null ? null : { hourly } }],
        },
      ],
    });
    const found = explainAt(scenario, 90 * MINUTE);
    expect(found.target.forecast === null).toBe(hourly === null);
    return found.policies[0] as Extract<PolicyExplanation, { kind: 'predictive' }>;
  };
  const known = predictive(Array.from({ length: 24 }, (_, hour) => (hour === 2 ? 350 : 300)));
  expect(known).toMatchObject({ historyHours: 25, firstForecastAt: null, maxCapacityBuffer: null });
  expect(known.forecast).toEqual({
    madeAt: '2026-03-02T00:00:00.000Z',
    hours: [
      { hour: '2026-03-02T01:00:00.000Z', capacity: 6 },
      { hour: '2026-03-02T02:00:00.000Z', capacity: 7 },
    ],
  });
  expect(predictive(null)).toMatchObject({
    historyHours: 1,
    hoursNeeded: 24,
    forecast: null,
    firstForecastAt: '2026-03-03T00:00:00.000Z',
  });
});

test('scheduled actions with their next time', () => {
  const action = (scheduledActionName: string, everyMs: number, endMs: number | null) => ({
    scheduledActionName,
    schedule: { kind: 'rate', everyMs } as const,
    startMs: null,
    endMs,
    bounds: { minCapacity: 2, maxCapacity: null, desiredCapacity: null },
    desiredCapacity: null,
  });
  const scenario = scaledScenario({
    metrics: [],
    policies: [],
    target: { scheduledActions: [action('often', HOUR, null), action('over', HOUR, HOUR)] },
  });
  const found = explainAt(scenario, HOUR);
  expect(found.scheduledActions).toEqual([
    {
      scheduledActionName: 'often',
      nextAt: '2026-03-02T02:00:00.000Z',
      minCapacity: 2,
      maxCapacity: null,
      desiredCapacity: null,
    },
    { scheduledActionName: 'over', nextAt: null, minCapacity: 2, maxCapacity: null, desiredCapacity: null },
  ]);
  // That of the moment itself is the last one.
  expect(found.lastActivity).toMatchObject({ at: '2026-03-02T01:00:00.000Z', figures: null });
});

test('calls that held are told once, those of the last hour', () => {
  const scenario = scaledScenario({
    metrics: [Array.from({ length: 200 }, (_, minute) => (minute % 20 < 10 ? 90 : 40))],
    policies: [tracking(0, 60, { disableScaleIn: true })],
    target: { maxCapacity: 4 },
  });
  const { held } = explainAt(scenario, 100 * MINUTE);
  expect(
    held.map(({ firstAt, lastAt, reason, computed }) => [clock(firstAt), clock(lastAt), reason, computed]),
  ).toEqual([['00:43', '01:30', 'alreadyAtMaximum', 6]]);
});

test('the next activity is looked for over a day, or to the end', () => {
  const quiet = scaledScenario({ metrics: [[50]], policies: [tracking(0, 50)] });
  expect(explainAt(quiet, HOUR)).toMatchObject({
    nextActivity: null,
    searchedUntil: '2026-03-02T04:00:00.000Z',
    searchedToEnd: true,
  });
  const long = scaledScenario({
    metrics: [[50]],
    policies: [tracking(0, 50)],
    simulation: { durationMs: 72 * HOUR },
  });
  expect(explainAt(long, HOUR)).toMatchObject({
    nextActivity: null,
    searchedUntil: '2026-03-03T01:00:00.000Z',
    searchedToEnd: false,
  });
  expect(explainAt(quiet, 4 * HOUR)).toMatchObject({ at: '2026-03-02T04:00:00.000Z', searchedToEnd: true });
});

test('a metric of a period of several steps shows the periods that slide over it', () => {
  const query = { ...metric(0), periodMs: 5 * MINUTE };
  const scenario = scaledScenario({ metrics: [BUSY], policies: [tracking(0, 60, { query })] });
  const [high] = alarmsOf(explainAt(scenario, 12 * MINUTE));
  expect(high!.points.map(({ from, until }) => `${clock(from)}-${clock(until)}`)).toEqual([
    '00:07-00:12',
    '00:02-00:07',
    '23:57-00:02',
  ]);
});
