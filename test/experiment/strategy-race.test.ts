import { expect, test } from 'vitest';
import { raceChains, withChain } from '../../src/experiment/race-chains.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { type StrategyRace, StrategyRaceRunner } from '../../src/experiment/strategy-race.ts';
import { placementStrategies } from '../../src/policies/placement/registry.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { load } from '../support/load.ts';
import { TEST_PRICES } from '../support/prices.ts';

/** Two sizes of tasks that pack well together and badly alone, on an ideal fleet. */
function text(workload: string, simulation = '{ seed: 5 }'): string {
  return `
simulation: ${simulation}
clusters: [{ idealFleet: { name: box, registeredResources: { cpu: 4096, memory: 8192 }, hourlyPrice: 0.1 } }]
taskDefinitions:
  - { family: wide, containerDefinitions: [{ name: a, image: a, cpu: 512, memory: 5000 }] }
  - { family: slim, containerDefinitions: [{ name: a, image: a, cpu: 900, memory: 900 }] }
workloads:
  - { taskDefinition: wide, arrivals: { every: 1m, limit: 60 }, duration: { exponential: { mean: 5m } } ${workload} }
  - { taskDefinition: slim, arrivals: { every: 20s, limit: 180 }, duration: { exponential: { mean: 4m } } ${workload} }
timings: instant
`;
}

const scenario = await load(text(', placementStrategy: [{ type: binpack, field: memory }]'));

function raceOf(given: Scenario): StrategyRace {
  const runner = new StrategyRaceRunner(given, TEST_PRICES);
  for (const chain of runner.chains) {
    const strategy = runner.begin(chain);
    strategy.run.advance(Number.MAX_SAFE_INTEGER / 16, Number.POSITIVE_INFINITY);
    runner.finish(strategy);
  }
  return runner.race();
}

test('every strategy takes part with each of its fields, no chain twice, and the common chains of ECS', () => {
  const chains = raceChains(scenario);
  const names = chains.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, fields } of Object.values(placementStrategies)) {
    const found = chains.filter(({ chain }) => chain.length === 1 && chain[0]!.type === name);
    expect(found.length, name).toBeGreaterThanOrEqual(fields.length === 0 ? 1 : Math.min(2, fields.length));
    expect(found.every(({ ecs }) => ecs === placementStrategies[name as 'binpack'].ecs)).toBe(true);
  }
  expect(names).toEqual(
    expect.arrayContaining([
      'spread(AZ), binpack(memory)',
      'spread(AZ), spread(instanceId)',
      'spread(AZ)',
      'random',
    ]),
  );
  expect(chains.filter(({ asWritten }) => asWritten).map(({ name }) => name)).toEqual(['binpack(memory)']);
});

test("the scenario's own chain runs as it is written, where the race has none like it", async () => {
  const other = ', placementStrategy: [{ type: spread, field: host }, { type: binpack, field: cpu }]';
  const [first, ...rest] = raceChains(await load(text(other)));
  expect(first).toMatchObject({ name: 'spread(instanceId), binpack(cpu)', asWritten: true, ecs: true });
  expect(rest.some(({ asWritten }) => asWritten)).toBe(false);
  const mixed = text(', placementStrategy: [{ type: firstFit }]').replace('firstFit', 'random');
  const [written] = raceChains(await load(mixed));
  expect(written).toMatchObject({ name: 'as written', asWritten: true, ecs: false, chain: [] });
  expect(raceChains(await load(text(''))).find(({ asWritten }) => asWritten)!.name).toBe('random');
});

test('a chain replaces the strategies of workloads on instances, and of no others', async () => {
  const [chain] = raceChains(scenario).filter(({ asWritten }) => !asWritten);
  const [wide, slim] = withChain(scenario, chain!).workloads;
  expect([wide!.placementStrategy, slim!.placementStrategy]).toEqual([chain!.chain, chain!.chain]);
  const onFargate = { ...scenario.workloads[0]!, launchType: 'FARGATE' as const };
  const [kept] = withChain({ ...scenario, workloads: [onFargate] }, chain!).workloads;
  expect(kept).toBe(onFargate);
});

test('each strategy sees the same tasks, nobody needs less than the oracle says, and they differ', () => {
  const { strategies } = raceOf(scenario);
  expect(strategies.length).toBe(raceChains(scenario).length);
  const [first] = strategies;
  for (const { tasks, oracle, gap, instances } of strategies) {
    expect(tasks.placed).toBe(240);
    // On an ideal fleet without delays nothing but the instances depends on the strategy.
    expect(oracle).toEqual(first!.oracle);
    expect(gap.peak).toBeGreaterThanOrEqual(0);
    expect(gap.hours).toBeGreaterThanOrEqual(0);
    expect(instances.peak).toBeGreaterThanOrEqual(oracle.optimum ?? oracle.lowerBound);
  }
  expect(first!.oracle.optimum).not.toBeNull();
  const hours = strategies.map(({ instances }) => instances.hours);
  expect(hours).toEqual([...hours].sort((a, b) => a - b));
  expect(new Set(hours).size).toBeGreaterThan(5);
  expect(new Set(strategies.map(({ cost }) => cost.total)).size).toBeGreaterThan(5);
});

test('a strategy of the race comes to what a run of the scenario with it comes to', () => {
  const { strategies } = raceOf(scenario);
  const own = strategies.find(({ asWritten }) => asWritten)!;
  const outcome = runScenario({ scenario, prices: TEST_PRICES });
  expect(own.cost.total).toBe(outcome.cost.total);
  expect(own.wait.p95).toBe(outcome.tasks.wait.p95);
  expect(own.instances.peak).toBe(outcome.instances.running.max);
  expect(own.instances.hours).toBeCloseTo(outcome.instances.hours, 6);
  expect(raceOf(scenario)).toEqual(raceOf(scenario));
});

test('without a workload on container instances there is no race', () => {
  const onFargate = scenario.workloads.map((workload) => ({ ...workload, launchType: 'FARGATE' as const }));
  expect(() => new StrategyRaceRunner({ ...scenario, workloads: onFargate }, TEST_PRICES)).toThrow(
    RangeError,
  );
});
