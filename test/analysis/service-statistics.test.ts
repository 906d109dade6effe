import { expect, test } from 'vitest';
import { LevelStatistics, Quantity } from '../../src/analysis/level-statistics.ts';
import { ServiceStatistics } from '../../src/analysis/service-statistics.ts';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Four tasks of `web`, six from 0:30 on, two from 0:40 on; each takes half a minute to start. One of `api` throughout. */
function statisticsOf(warmUpMs: number): { statistics: ServiceStatistics; levels: LevelStatistics } {
  const update = { kind: 'updateService', cluster: 'main', service: 'web', deployment: {} } as const;
  const unchanged = { ...update, taskDefinitionIndex: null, forceNewDeployment: false };
  const statistics = new ServiceStatistics(warmUpMs);
  const levels = new LevelStatistics(warmUpMs);
  const scenario = scenarioWith({
    simulation: { durationMs: HOUR, warmUpMs },
    cluster: { containerInstances: [instances(4, 4096, 4096)] },
    workloads: [],
    services: [{ desiredCount: 4 }, { serviceName: 'api', desiredCount: 1 }],
    actions: [
      { ...unchanged, atMs: 30 * MINUTE, desiredCount: 6 },
      { ...unchanged, atMs: 40 * MINUTE, desiredCount: 2 },
    ],
    timings: { ...INSTANT_TIMINGS, 'ec2.agentHandover': { kind: 'constant', value: MINUTE / 2 } },
  });
  advanceTo(createSimulation(scenario, [statistics, levels]), HOUR);
  return { statistics, levels };
}

test('counts over time, and how long there were too few', () => {
  const { statistics } = statisticsOf(0);
  expect(statistics.desired(0, HOUR)).toEqual({
    countMs: BigInt((4 * 30 + 6 * 10 + 2 * 20) * MINUTE),
    min: 2,
    max: 6,
  });
  expect(statistics.running(0, HOUR)).toEqual({
    countMs: BigInt((4 * 29.5 + 4 * 0.5 + 6 * 9.5 + 2 * 20 + 4 * 0.5 - 2) * MINUTE),
    min: 0,
    max: 6,
  });
  expect(statistics.belowDesiredMs(0, HOUR)).toBe(MINUTE);
  expect(statistics.desired(1, HOUR)).toEqual({ countMs: BigInt(HOUR), min: 1, max: 1 });
  expect(statistics.belowDesiredMs(1, HOUR)).toBe(MINUTE / 2);
});

test('the warm-up is left out', () => {
  const { statistics } = statisticsOf(10 * MINUTE);
  expect(statistics.running(1, HOUR)).toEqual({ countMs: BigInt(50 * MINUTE), min: 1, max: 1 });
  expect(statistics.belowDesiredMs(0, HOUR)).toBe(MINUTE / 2);
  expect(statistics.running(0, HOUR)).toMatchObject({ min: 2, max: 6 });
});

test('each service has levels of its own, which are the same list while nothing changes', () => {
  const { levels } = statisticsOf(0);
  const [web, api] = [levels.ofService(0), levels.ofService(1)];
  expect([web[Quantity.desired], web[Quantity.running], web[Quantity.pending]]).toEqual([2, 2, 0]);
  expect([api[Quantity.running], api[Quantity.cpuReserved]]).toEqual([1, 1024]);
  expect(levels.ofCluster(0)[Quantity.running]).toBe(3);
  expect(levels.ofService(0)).toBe(web);
});
