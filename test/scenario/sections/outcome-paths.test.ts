import { expect, test } from 'vitest';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import type { LoadSpec } from '../../../src/scenario/scenario.ts';
import {
  GROUP_PATHS,
  OUTCOME_PATHS,
  type OutcomePaths,
  SERVICE_PATHS,
  wrongPath,
} from '../../../src/scenario/sections/outcome-paths.ts';
import { fleet } from '../../support/fleet.ts';
import { load } from '../../support/load.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { NO_TRAFFIC, scalableTarget, scenarioWith } from '../../support/scenario.ts';

test('the paths are those of an outcome, all of them', () => {
  const outcome = runScenario({
    scenario: scenarioWith({ workloads: [{ launchType: 'FARGATE' }] }),
    prices: TEST_PRICES,
  });
  const {
    schemaVersion,
    assertions,
    warnings,
    timeline,
    costs,
    activities,
    activitiesLeftOut,
    views,
    ...figures
  } = outcome;
  expect(
    [schemaVersion, assertions, warnings, timeline, costs, activities, activitiesLeftOut, views].includes(
      undefined as never,
    ),
  ).toBe(false);
  expect(pathsOf(figures, OUTCOME_PATHS)).toEqual(pathsOf(OUTCOME_PATHS, OUTCOME_PATHS));
});

test('the paths of a service are those of an outcome, all of them', () => {
  const { services } = runScenario({
    scenario: scenarioWith({
      simulation: { durationMs: 60_000 },
      workloads: [],
      services: [{ launchType: 'FARGATE' }],
      loads: [WORK_ON_A_QUEUE],
      scalableTargets: [scalableTarget({})],
    }),
    prices: TEST_PRICES,
  });
  expect(pathsOf(services['main/web']!, SERVICE_PATHS)).toEqual(pathsOf(SERVICE_PATHS, SERVICE_PATHS));
});

test('the paths of a group are those of an outcome, all of them', async () => {
  const policy = { policyName: 'more', adjustmentType: 'ChangeInCapacity', scalingAdjustment: 1 };
  const unmanaged = { managedScaling: { status: 'DISABLED' } };
  const hour = { simulation: { duration: '1h' } };
  const scenario = await load(fleet({ scalingPolicies: [policy] }, unmanaged, hour));
  const { autoScalingGroups } = runScenario({ scenario, prices: TEST_PRICES });
  expect(pathsOf(autoScalingGroups['batch']!, GROUP_PATHS)).toEqual(pathsOf(GROUP_PATHS, GROUP_PATHS));
});

/** Of the kinds of load the one that has a figure for everything. */
const WORK_ON_A_QUEUE: LoadSpec = {
  name: 'web',
  service: 0,
  usage: { cpu: 0, memory: 1 },
  requests: {
    rate: null,
    noise: 'exact',
    cpuTime: { kind: 'constant', meanMs: 10 },
    waitMs: 0,
    memoryMib: 0,
    timeoutMs: 60_000,
    mostPerTask: 1,
    traffic: NO_TRAFFIC,
    logBytesPerRequest: 0,
    calls: [],
    queue: {
      messages: { atMs: [0], perSecond: [1], endMs: null, repeat: false },
      workMs: 100,
      visibilityTimeoutMs: 30_000,
    },
  },
};

const UNKNOWN = { services: null, autoScalingGroups: null };

test('of services and groups whose names are not known nothing is said', () => {
  expect(wrongPath('autoScalingGroups["fleet"].instances', UNKNOWN)).toBeNull();
  expect(wrongPath('services["main/api"].running.min', UNKNOWN)).toBeNull();
});

test.each([
  ['cost.total', null],
  ['tasks.wait.p95', null],
  ['instances.byType["m5.large"]', null],
  ['capacityProviders.FARGATE.tasks', null],
  ['cost.totl', 'totl'],
  ['tasks.wait', null],
  ['tasks.wait.p95.more', 'more'],
  ['constructor.name', 'constructor'],
  ['services["main/web"].running.min', null],
  ['services["main/web"].events[0].message', null],
  ['services["main/web"].runing', 'runing'],
  ['services["main/api"].running.min', 'main/api'],
  ['autoScalingGroups.fleet.desiredCapacity', null],
  ['autoScalingGroups["fleet"].instanceHours.total', null],
  ['autoScalingGroups["fleet"].instanceHours.totl', 'totl'],
  ['autoScalingGroups["flet"].instances', 'flet'],
] as const)('%s', (that, step) => {
  const wrong = wrongPath(that, { services: ['main/web'], autoScalingGroups: ['fleet'] });
  if (step !== null) expect(wrong?.step).toBe(step);
  else expect(wrong === null || that === 'tasks.wait').toBe(true);
});

/** Every name down to figures and to groups with free names. */
function pathsOf(value: object, known: OutcomePaths): string[] {
  return Object.keys(value)
    .flatMap((name) => {
      const inner = known[name];
      if (inner === null || inner === '*' || inner === undefined) return [name];
      return pathsOf((value as Record<string, object>)[name]!, inner).map((rest) => `${name}.${rest}`);
    })
    .sort();
}
