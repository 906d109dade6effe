import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, instances, poisson, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const outcomeOf = (scenario: Scenario) => runScenario({ scenario, prices: TEST_PRICES });
const FARGATE: Scenario['capacityProviders'] = [
  { name: 'FARGATE', kind: 'FARGATE' },
  { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
];
const GROUPS: Scenario['capacityProviders'] = [
  { name: 'left', kind: 'group' },
  { name: 'right', kind: 'group' },
];
const associated = (providers: Scenario['capacityProviders']) => ({
  capacityProviders: providers.map(({ name }) => name),
});
const BASE_AND_WEIGHTS = [
  { provider: 0, base: 2, weight: 1 },
  { provider: 1, base: 0, weight: 3 },
];

/** Levels of one scope, step by step. */
function timelineOf(scenario: Scenario, scope: string, column: 'running' | 'instances' | 'cost') {
  const { columns } = outcomeOf(scenario).timeline;
  return columns[column].filter((_, i) => `${columns.scope[i]}/${columns.name[i]}` === scope);
}

test('base and weights split the tasks of a workload, at once or one at a time', () => {
  const tasks = (source: ReturnType<typeof burst>, split: 'workload' | 'call' = 'workload') => {
    const base = scenarioWith({
      capacityProviders: FARGATE,
      cluster: associated(FARGATE),
      workloads: [{ launchType: 'FARGATE', capacityProviderStrategy: BASE_AND_WEIGHTS, source }],
    });
    const timings = { ...base.timings, 'capacityProvider.split': split };
    const { capacityProviders } = outcomeOf({ ...base, timings });
    return [capacityProviders['FARGATE']!.tasks, capacityProviders['FARGATE_SPOT']!.tasks];
  };
  expect(tasks(burst(22, 0, 60_000))).toEqual([7, 15]);
  expect(tasks(poisson(1, 30_000, 22))).toEqual([7, 15]);
  expect(tasks(burst(22, 0, 60_000), 'call')).toEqual([7, 15]);
  expect(tasks(poisson(0.01, 30_000, 22), 'call')).toEqual([22, 0]);
});

test('instances, tasks and money of a group stand under its capacity provider', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 3_600_000, timelineStepMs: 3_600_000 },
    capacityProviders: GROUPS,
    cluster: {
      ...associated(GROUPS),
      containerInstances: [
        instances(2, 2048, 2048, { name: 'l', hourlyPrice: '0.1', capacityProvider: 'left' }),
        instances(1, 2048, 2048, { name: 'r', hourlyPrice: '0.3', capacityProvider: 'right' }),
        instances(1, 2048, 2048, { name: 'other', hourlyPrice: '0.5' }),
      ],
    },
    workloads: [
      {
        source: burst(3, 0, 7_200_000),
        capacityProviderStrategy: [
          { provider: 0, base: 0, weight: 2 },
          { provider: 1, base: 0, weight: 1 },
        ],
      },
      { source: burst(1, 0, 7_200_000) },
    ],
  });
  const { capacityProviders, cost } = outcomeOf(scenario);
  const reservation = { mean: null };
  expect(capacityProviders).toEqual({
    left: { tasks: 2, instances: 2, reservation },
    right: { tasks: 1, instances: 1, reservation },
  });
  expect(cost.byCapacityProvider).toEqual({ left: 0.2, right: 0.3, 'launch type EC2': 0.5 });
  expect(cost.onDemandEquivalent).toBe(cost.total);
  expect(timelineOf(scenario, 'capacityProvider/left', 'running')).toEqual([2]);
  expect(timelineOf(scenario, 'capacityProvider/right', 'instances')).toEqual([1]);
  expect(timelineOf(scenario, 'capacityProvider/left', 'cost')).toEqual([0.2]);
});

test('a provider without room keeps its tasks waiting, though others have room; one without instances says so', () => {
  const { tasks } = outcomeOf(
    scenarioWith({
      simulation: { durationMs: 600_000 },
      capacityProviders: GROUPS,
      cluster: {
        ...associated(GROUPS),
        containerInstances: [
          instances(1, 1024, 1024, { name: 'l', capacityProvider: 'left' }),
          instances(9, 1024, 1024, { name: 'other' }),
        ],
      },
      workloads: [
        {
          source: burst(4, 0, 3_600_000),
          capacityProviderStrategy: [
            { provider: 0, base: 0, weight: 1 },
            { provider: 1, base: 0, weight: 1 },
          ],
        },
      ],
    }),
  );
  expect(tasks.started).toBe(1);
  expect(tasks.placementFailures['EMPTY CAPACITY PROVIDER']).toBe(2);
  expect(tasks.pendingAtEnd.count).toBe(3);
});

test('Spot says that it was not interrupted, and what On-Demand would have cost', () => {
  const { cost, warnings, costs } = outcomeOf(
    scenarioWith({
      simulation: { durationMs: 3_600_000 },
      capacityProviders: FARGATE,
      cluster: associated(FARGATE),
      definition: { need: { cpu: 1024, memory: 2048, gpu: 0 }, networkMode: 'awsvpc' },
      workloads: [
        {
          launchType: 'FARGATE',
          capacityProviderStrategy: [{ provider: 1, base: 0, weight: 1 }],
          source: burst(1, 0, 7_200_000),
        },
      ],
    }),
  );
  expect(cost.total).toBe(0.01571925);
  expect(cost.onDemandEquivalent).toBe(0.04937);
  expect(warnings.map(({ code }) => code)).toContain('spot-without-interruptions');
  expect(new Set(costs.map(({ pricingCategory }) => pricingCategory))).toEqual(new Set(['Dynamic']));
});

test('Spot says so of services, too', () => {
  const strategy = (provider: number) => [{ provider, base: 0, weight: 1 }];
  const codes = (provider: number) =>
    outcomeOf(
      scenarioWith({
        simulation: { durationMs: 60_000 },
        capacityProviders: FARGATE,
        cluster: associated(FARGATE),
        definition: { need: { cpu: 1024, memory: 2048, gpu: 0 }, networkMode: 'awsvpc' },
        workloads: [],
        services: [{ launchType: 'FARGATE', capacityProviderStrategy: strategy(provider) }],
      }),
    ).warnings.map(({ code }) => code);
  expect(codes(1)).toContain('spot-without-interruptions');
  expect(codes(0)).not.toContain('spot-without-interruptions');
});

test('steps of the timeline add up to the money of each provider, and On-Demand never costs less', () => {
  fc.assert(
    fc.property(scenarioArbitrary, fc.integer({ min: 1, max: 400_000 }), (spec, durationMs) => {
      const scenario = { ...spec, simulation: { ...spec.simulation, durationMs } };
      const { timeline, cost, capacityProviders } = outcomeOf(scenario);
      const { columns } = timeline;
      for (const name of Object.keys(capacityProviders)) {
        const steps = columns.cost.filter(
          (_, i) => columns.scope[i] === 'capacityProvider' && columns.name[i] === name,
        ) as number[];
        const nano = steps.reduce((sum, step) => sum + Math.round(step * 1e9), 0);
        expect(nano).toBe(Math.round((cost.byCapacityProvider[name] ?? 0) * 1e9));
      }
      expect(cost.onDemandEquivalent).toBeGreaterThanOrEqual(cost.total);
    }),
    { numRuns: 60, seed: 21 },
  );
});
