import { expect, test } from 'vitest';
import { UtilizationStatistics } from '../../src/analysis/utilization-statistics.ts';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import { TaskStatus } from '../../src/model/task-status.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [WEB, API] = [0, 1];

/** `web` uses half of its CPU and a quarter of its memory; from 0:30 on nobody wants it any more. `api` never had a task. */
function statisticsOf(warmUpMs: number): UtilizationStatistics {
  const statistics = new UtilizationStatistics(warmUpMs);
  const scenario = scenarioWith({
    simulation: { durationMs: HOUR, warmUpMs },
    cluster: { containerInstances: [instances(1, 4096, 8192)] },
    workloads: [{}],
    services: [{ desiredCount: 2 }, { serviceName: 'api', desiredCount: 0 }],
    loads: [{ name: 'web', service: WEB, usage: { cpu: 0.5, memory: 0.25 }, requests: null }],
    actions: [
      {
        kind: 'updateService',
        atMs: 30 * MINUTE,
        cluster: 'main',
        service: 'web',
        desiredCount: 0,
        taskDefinitionIndex: null,
        forceNewDeployment: false,
        deployment: {},
      },
    ],
    timings: INSTANT_TIMINGS,
  });
  advanceTo(createSimulation(scenario, [statistics]), HOUR);
  return statistics;
}

test('percent of the reservation, over the time that tasks ran (ecs:R-7.3, R-7.5)', () => {
  const statistics = statisticsOf(0);
  const [cpu, memory] = [statistics.cpu(WEB, HOUR)!, statistics.memory(WEB, HOUR)!];
  expect([cpu.mean(), cpu.quantile(0.95), cpu.count]).toEqual([50, 50, 30 * MINUTE]);
  expect([memory.mean(), memory.count]).toEqual([25, 30 * MINUTE]);
  expect(statistics.cpu(API, HOUR)).toBeNull();
});

test('the warm-up does not count, and nothing is left of a service that ended in it', () => {
  expect(statisticsOf(20 * MINUTE).cpu(WEB, HOUR)!.count).toBe(10 * MINUTE);
  expect(statisticsOf(40 * MINUTE).cpu(WEB, HOUR)).toBeNull();
});

/** Two workloads of one service whose use the run tells, and one of standalone tasks; a task of each, of 1,024 and 2,048 units. */
function toldStatistics(): UtilizationStatistics {
  const statistics = new UtilizationStatistics(0);
  statistics.begin({
    services: [{ name: 'main/web' }],
    workloads: ['main/web', 'main/web', ''].map((service) => ({ service, usage: null })),
    tasks: { workload: [0, 1, 2], cpu: [1024, 2048, 512], memory: [1024, 1024, 512] },
  } as never);
  return statistics;
}

test('use that the run tells is weighted by the time that it stood, and both sizes of a rollout count as they are', () => {
  const statistics = toldStatistics();
  const { PENDING, RUNNING, DEACTIVATING } = TaskStatus;
  statistics.taskStatusChanged(0, 0, PENDING, RUNNING);
  statistics.useChanged(0, 0, -1, 256, 512);
  // 256 of 1,024 for ten minutes; then 256 and 1,280 of 3,072 for twenty; then 1,280 of 2,048 for ten.
  statistics.taskStatusChanged(10 * MINUTE, 1, PENDING, RUNNING);
  statistics.useChanged(10 * MINUTE, 1, -1, 1280, 0);
  statistics.useChanged(30 * MINUTE, 0, -1, -256, -512);
  statistics.taskStatusChanged(30 * MINUTE, 0, RUNNING, DEACTIVATING);
  const cpu = statistics.cpu(0, 40 * MINUTE)!;
  expect(cpu.mean()).toBeCloseTo((10 * 25 + 20 * 50 + 10 * 62.5) / 40, 9);
  expect(statistics.memory(0, 40 * MINUTE)!.mean()).toBeCloseTo((10 * 50 + 20 * 25) / 40, 9);
  expect([cpu.quantile(0.2), cpu.quantile(1)].map(Math.round)).toEqual([25, 63]);
});

test('more than 100 % is told as it is, and the like of standalone tasks is nobody’s', () => {
  const statistics = toldStatistics();
  statistics.taskStatusChanged(0, 2, TaskStatus.PENDING, TaskStatus.RUNNING);
  statistics.useChanged(0, 2, -1, 512, 512);
  expect(statistics.cpu(0, MINUTE)).toBeNull();
  statistics.taskStatusChanged(MINUTE, 0, TaskStatus.PENDING, TaskStatus.RUNNING);
  statistics.useChanged(MINUTE, 0, -1, 4096, 0);
  expect(statistics.cpu(0, 2 * MINUTE)!.quantile(0.5)).toBe(400);
});
