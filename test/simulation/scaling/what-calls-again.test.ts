import { expect, test } from 'vitest';
import { ScalingStatistics } from '../../../src/analysis/scaling-statistics.ts';
import { MINUTE, ownAlarm, scaledScenario, step, tracking } from '../../support/scaling.ts';
import { scalingOf, stepAt } from '../../support/scaling-listener.ts';

test('a policy that is held at the maximum scales in when its metric comes to another step', () => {
  const steps = [
    { lower: 0, upper: 30, adjustment: 4 },
    { lower: 30, upper: null, adjustment: 20 },
  ];
  const policy = step([], { rule: { adjustmentType: 'ExactCapacity', minAdjustmentMagnitude: 0, steps } });
  const { activities } = scalingOf(
    scaledScenario({ metrics: [stepAt(60, 100, 60)], policies: [policy], alarms: [ownAlarm(0, 50)] }),
  );
  expect(activities).toEqual([
    { minute: 2, from: 4, to: 10 },
    { minute: 62, from: 10, to: 4 },
  ]);
});

test('a policy that waits for the end of a scale-in cooldown scales out when its metric comes to another step', () => {
  const policy = step(
    [
      { lower: 0, upper: 30, adjustment: -1 },
      { lower: 30, upper: null, adjustment: 3 },
    ],
    { cooldownMs: 60 * MINUTE },
  );
  const { activities } = scalingOf(
    scaledScenario({ metrics: [stepAt(30, 60, 100)], policies: [policy], alarms: [ownAlarm(0, 50)] }),
  );
  expect(activities.slice(0, 2)).toEqual([
    { minute: 2, from: 4, to: 3 },
    { minute: 32, from: 3, to: 6 },
  ]);
});

test('at the maximum what is wanted grows with the metric', () => {
  const statistics = new ScalingStatistics(0);
  const policies = [tracking(0, 60)];
  const target = { maxCapacity: 5 };
  scalingOf(scaledScenario({ metrics: [stepAt(60, 70, 300)], policies, target }), [statistics]);
  expect(statistics.target(0)).toMatchObject({ heldAtMaximum: 1, mostWanted: 25 });
});

test('a policy that waits for the end of a deployment scales in when that has failed', () => {
  const scenario = scaledScenario({ metrics: [[10]], policies: [tracking(0, 60)], room: 4 });
  const circuitBreaker = {
    rollback: false,
    threshold: { type: 'COUNT', value: 20 },
    resetOnHealthyTask: false,
  } as const;
  // There is no room for a task of the new deployment.
  const update = {
    kind: 'updateService',
    atMs: 14 * MINUTE,
    cluster: 'main',
    service: 'web',
    desiredCount: null,
    taskDefinitionIndex: null,
    forceNewDeployment: true,
    deployment: { circuitBreaker },
  } as const;
  const { simulation, activities, held } = scalingOf({ ...scenario, actions: [update] });
  const { rolloutState, finishedAt } = simulation.serviceStates[0]!.deployments[0]!;
  expect(held[0]).toMatchObject({ minute: 15, decision: { direction: 'in', reason: 'deployment' } });
  expect(rolloutState).toBe('FAILED');
  const calledAt = Math.floor(finishedAt / MINUTE) + 1;
  expect(activities).toEqual([{ minute: calledAt, from: 4, to: 1 }]);
});

test('a call at the instant at which a data point is made takes that and those before', () => {
  const metrics = [Array.from({ length: 60 }, (_, minute) => 50 + minute)];
  const policy = step([{ lower: 0, upper: null, adjustment: 0 }]);
  const { held } = scalingOf(scaledScenario({ metrics, policies: [policy], alarms: [ownAlarm(0, 50)] }));
  const points = held.filter(({ minute }) => minute < 60).map(({ decision }) => decision.points);
  expect(points.length).toBeGreaterThan(50);
  for (const [i, each] of points.slice(1).entries()) expect(each).toEqual([52 + i, 51 + i, 50 + i]);
});
