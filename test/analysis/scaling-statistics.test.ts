import { expect, test } from 'vitest';
import { ScalingStatistics } from '../../src/analysis/scaling-statistics.ts';
import { HOUR, MINUTE, scaledScenario, tracking } from '../support/scaling.ts';
import { scalingOf, stepAt } from '../support/scaling-listener.ts';

/** So many minutes of a metric. */
const minutes = (valueAt: (minute: number) => number) =>
  Array.from({ length: 240 }, (_, minute) => valueAt(minute));

test('a policy that is held at the maximum since before the warm-up counts from its end', () => {
  const statistics = new ScalingStatistics(2 * HOUR);
  const scenario = scaledScenario({
    metrics: [[70]],
    policies: [tracking(0, 60)],
    target: { maxCapacity: 5 },
    simulation: { warmUpMs: 2 * HOUR },
  });
  scalingOf(scenario, [statistics]);
  expect(statistics.target(0)).toEqual({
    out: 0,
    in: 0,
    heldAtMaximum: 1,
    mostWanted: 6,
    heldAt: 5,
    heldFirstAt: 2 * HOUR,
  });
});

test('activities are those since the warm-up, as they are counted', () => {
  const statistics = new ScalingStatistics(10 * MINUTE);
  const scenario = scaledScenario({
    metrics: [[90]],
    policies: [tracking(0, 60)],
    simulation: { warmUpMs: 10 * MINUTE },
    target: { maxCapacity: 15 },
  });
  const { activities } = scalingOf(scenario, [statistics]);
  const scaled = statistics.activities.filter(({ kind }) => kind === 'scaled');
  expect(activities.length).toBeGreaterThan(scaled.length);
  expect(scaled.length).toBe(statistics.target(0).out);
});

test('an alarm that has been in ALARM since before the warm-up counts from its end, and says since when', () => {
  const statistics = new ScalingStatistics(2 * HOUR);
  const scenario = scaledScenario({
    metrics: [[70]],
    policies: [tracking(0, 60)],
    target: { maxCapacity: 5 },
    simulation: { warmUpMs: 2 * HOUR },
  });
  scalingOf(scenario, [statistics]);
  expect(statistics.alarm(0)).toMatchObject({ state: 'ALARM', since: 3 * MINUTE, alarms: 0 });
  expect(statistics.alarmMs(0, 3 * HOUR)).toBe(HOUR);
});

test('what another target does is no news of a policy that is held at the maximum', () => {
  const statistics = new ScalingStatistics(0);
  const scenario = scaledScenario({
    metrics: [minutes((minute) => 70 + (minute % 2)), minutes((minute) => (minute % 60 < 30 ? 90 : 20))],
    policies: [tracking(0, 60)],
    target: { maxCapacity: 5 },
    services: [{ serviceName: 'other', desiredCount: 4 }],
  });
  const [first] = scenario.scalableTargets;
  const other = {
    ...first!,
    resourceId: 'service/main/other',
    scales: { of: 'service', index: 1 } as const,
    maxCapacity: 100,
    policies: [tracking(1, 60)],
  };
  scalingOf({ ...scenario, scalableTargets: [first!, other] }, [statistics]);
  expect(statistics.target(1).out + statistics.target(1).in).toBeGreaterThan(4);
  expect(statistics.target(0).heldAtMaximum).toBe(1);
});

test('what is wanted most is told with the maximum of that moment', () => {
  const statistics = new ScalingStatistics(0);
  const scenario = scaledScenario({
    metrics: [stepAt(30, 70, 58)],
    policies: [tracking(0, 60)],
    target: { maxCapacity: 5 },
  });
  const raised = {
    scheduledActionName: 'raise',
    schedule: { kind: 'at', atMs: scenario.simulation.startMs + HOUR } as const,
    startMs: null,
    endMs: null,
    bounds: { minCapacity: null, maxCapacity: 100 },
    desiredCapacity: null,
  };
  const [target] = scenario.scalableTargets;
  const { simulation } = scalingOf(
    { ...scenario, scalableTargets: [{ ...target!, scheduledActions: [raised] }] },
    [statistics],
  );
  expect(simulation.scalableTargets[0]!.maximum).toBe(100);
  expect(statistics.target(0)).toMatchObject({ mostWanted: 6, heldAt: 5 });
});
