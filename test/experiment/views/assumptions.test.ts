import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS, INSTANT_TIMINGS } from '../../../src/catalog/defaults.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { assumptionsOf } from '../../../src/experiment/views/assumptions.ts';
import type { Evidence } from '../../../src/experiment/views/evidence.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, scenarioWith } from '../../support/scenario.ts';

const NOTHING: Evidence = {
  fargateTasks: 0,
  instanceTasks: 0,
  awsvpcTasks: 0,
  coldStarts: 0,
  managedActivities: 0,
  policyActivities: 0,
  hasTypes: false,
  cost: { total: 0 },
  measuredSeconds: 3600,
  spotPercents: [],
  tasksOfNoStatedUse: [],
  speedTypes: [],
};
const keysOf = (seen: Partial<Evidence>, timings = DEFAULT_TIMINGS) =>
  assumptionsOf({ timings }, { ...NOTHING, ...seen }).map(({ key }) => key);

test('a value is named where the run shows that it counted, and only then', () => {
  expect(keysOf({})).toEqual([]);
  expect(keysOf({ fargateTasks: 1 })).toEqual([
    'timings["fargate.provision"]',
    'timings["fargate.host"]',
    'timings["pull.fargate"]',
    'timings["container.start"]',
  ]);
  expect(keysOf({ coldStarts: 2 })).toEqual(['timings["ec2.instanceToActive"]']);
  expect(keysOf({ policyActivities: 1 })).toEqual([
    'timings["cloudwatch.delay"]',
    'timings["scaling.actionDelay"]',
  ]);
  expect(keysOf({ cost: { total: 1 } })).toEqual(['simulation.duration']);
  expect(keysOf({ cost: { total: 1 }, measuredSeconds: 730 * 3600 })).toEqual([]);
  expect(keysOf({ speedTypes: ['m7g.large'], tasksOfNoStatedUse: ['web:1'] })).toEqual([
    'workloads[].usage',
    'speed',
  ]);
});

test('what the scenario sets is no assumption of ours', () => {
  expect(keysOf({ fargateTasks: 1, instanceTasks: 1, awsvpcTasks: 1 }, INSTANT_TIMINGS)).toEqual([]);
  const slow = { ...DEFAULT_TIMINGS, 'fargate.host': { kind: 'constant', value: 9000 } } as const;
  expect(keysOf({ fargateTasks: 1 }, slow)).not.toContain('timings["fargate.host"]');
});

test('values are told with their units', () => {
  const told = assumptionsOf(
    { timings: DEFAULT_TIMINGS },
    {
      ...NOTHING,
      fargateTasks: 3,
      instanceTasks: 1,
      hasTypes: true,
      cost: { total: 1 },
      spotPercents: [{ what: 'Fargate Spot', percent: 32 }],
    },
  );
  const values = Object.fromEntries(told.map(({ key, value }) => [key, value]));
  expect(values['timings["fargate.provision"]']).toBe('median 3.7 s, 95 % within 5.6 s');
  expect(values['timings["pull.fargate"]']).toBe('2 s and 11 MB/s');
  expect(values['timings["instance.memoryFraction"]']).toBe('96 %');
  expect(values['simulation.duration']).toBe('730 times the run');
  expect(told.find(({ name }) => name.startsWith('Price of Fargate Spot'))?.value).toBe('32 % of On-Demand');
});

test('a run on Fargate rests on how Fargate starts tasks', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 3_600_000 },
    timings: DEFAULT_TIMINGS,
    workloads: [{ launchType: 'FARGATE', source: burst(3, 0, 60_000) }],
  });
  const { assumptions } = runScenario({ scenario, prices: TEST_PRICES }).views!;
  expect(assumptions.find(({ key }) => key === 'timings["fargate.provision"]')?.because).toBe(
    '3 tasks started on Fargate.',
  );
  expect(assumptions.map(({ key }) => key)).not.toContain('timings["pull.ec2"]');
});
