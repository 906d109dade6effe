import { expect, test } from 'vitest';
import type { ScalingPolicySpec } from '../../../src/scenario/scaling-spec.ts';
import { MINUTE, scaledScenario, tracking } from '../../support/scaling.ts';
import { scalingOf, stepAt } from '../../support/scaling-listener.ts';

type Predictive = Extract<ScalingPolicySpec, { kind: 'predictive' }>;

/** A policy that forecasts so many tasks for each hour of the day. */
function ahead(
  policyName: string,
  tasksAt: (hour: number) => number,
  parts: Partial<Predictive> = {},
): Predictive {
  const hourly = Array.from({ length: 48 }, (_, hour) => 100 * tasksAt(hour % 24));
  return {
    kind: 'predictive',
    policyName,
    mode: 'ForecastAndScale',
    schedulingBufferMs: 5 * MINUTE,
    maxCapacityBreach: { behavior: 'HonorMaxCapacity' },
    forecasts: [{ load: 'cpu', targetValue: 100, history: { hourly } }],
    ...parts,
  };
}

const IDLE = tracking(0, 60);

test.each([
  ['many', 'few'],
  ['few', 'many'],
])('of two forecasts the greater holds, in whichever order: %s, %s', (...names) => {
  const policies = [...names.map((name) => ahead(name, () => (name === 'many' ? 8 : 2))), IDLE];
  const { activities } = scalingOf(scaledScenario({ metrics: [[10]], policies }));
  expect(activities).toEqual([{ minute: 0, from: 4, to: 8 }]);
});

test('what is forecast for an hour holds until its end, however early the next one is asked for', () => {
  const policies = [ahead('a', (hour) => (hour === 0 ? 8 : 2), { schedulingBufferMs: 50 * MINUTE }), IDLE];
  const { activities } = scalingOf(scaledScenario({ metrics: [[10]], policies }));
  expect(activities).toEqual([
    { minute: 0, from: 4, to: 8 },
    { minute: 60, from: 8, to: 2 },
  ]);
});

test('a maximum that is lowered holds at once, whatever was forecast under the one before', () => {
  const scenario = scaledScenario({
    metrics: [stepAt(40, 40, 90)],
    policies: [ahead('a', () => 2), IDLE],
  });
  const [target] = scenario.scalableTargets;
  const lower = {
    scheduledActionName: 'lower',
    schedule: { kind: 'at', atMs: scenario.simulation.startMs + 30 * MINUTE } as const,
    startMs: null,
    endMs: null,
    bounds: { minCapacity: null, maxCapacity: 5 },
    desiredCapacity: null,
  };
  const { activities } = scalingOf({
    ...scenario,
    scalableTargets: [{ ...target!, scheduledActions: [lower] }],
  });
  expect(activities.length).toBeGreaterThan(2);
  expect(Math.max(...activities.map(({ to }) => to))).toBe(5);
});

test.each([
  { dynamicScalingOut: true, minutes: [] },
  { scheduledScaling: true, minutes: [0] },
  { dynamicScalingIn: true, minutes: [0] },
])('no forecast adds tasks while scaling out is suspended: %o', ({ minutes, ...switches }) => {
  const suspended = {
    dynamicScalingIn: false,
    dynamicScalingOut: false,
    scheduledScaling: false,
    ...switches,
  };
  const policies = [ahead('a', () => 8)];
  const { activities } = scalingOf(scaledScenario({ metrics: [], policies, target: { suspended } }));
  expect(activities.map(({ minute }) => minute)).toEqual(minutes);
});
