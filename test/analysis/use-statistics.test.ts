import { expect, test } from 'vitest';
import { UseStatistics } from '../../src/analysis/use-statistics.ts';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import type { World } from '../../src/events/world.ts';
import type { LogHistogram } from '../../src/kernel/log-histogram.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Of 1,024 CPU units and 1,024 MiB each: two that use half and a quarter, 20 minutes from 0:10 on. */
const STEADY = { usage: { cpu: 0.5, memory: 0.25 }, source: burst(2, 10 * MINUTE, 20 * MINUTE) };
/** One that wants two vCPUs of an instance's four, 30 minutes from 0:00 on. */
const GREEDY = { usage: { cpu: 2, memory: 0.5 }, source: burst(1, 0, 30 * MINUTE) };

function statisticsOf(workloads: Parameters<typeof scenarioWith>[0]['workloads'], warmUpMs = 0) {
  const statistics = new UseStatistics(warmUpMs);
  const scenario = scenarioWith({
    simulation: { durationMs: HOUR, warmUpMs },
    cluster: { containerInstances: [instances(1, 4096, 8192)] },
    workloads: workloads!,
    timings: INSTANT_TIMINGS,
  });
  advanceTo(createSimulation(scenario, [statistics]), HOUR);
  return statistics;
}

const figuresOf = (use: LogHistogram) => [use.quantile(0), use.quantile(1)];

test('what tasks use of their reservation, weighted by the time that they run', () => {
  const use = statisticsOf([STEADY]).use(0, HOUR)!;
  expect(use.taskMs).toBe(2 * 20 * MINUTE);
  expect(use.cpu.count).toBe(use.taskMs);
  expect(figuresOf(use.cpu)).toEqual([512, 512]);
  expect(figuresOf(use.memory)).toEqual([256, 256]);
});

test('up to now, while they run', () => {
  const statistics = new UseStatistics(0);
  const scenario = scenarioWith({
    simulation: { durationMs: HOUR },
    cluster: { containerInstances: [instances(1, 4096, 8192)] },
    workloads: [STEADY, { ...STEADY, source: burst(1, 50 * MINUTE, MINUTE) }],
  });
  const simulation = createSimulation(scenario, [statistics]);
  advanceTo(simulation, 15 * MINUTE);
  expect(statistics.use(0, 15 * MINUTE)!.taskMs).toBe(2 * 5 * MINUTE);
  expect(statistics.use(0, 16 * MINUTE)!.taskMs).toBe(2 * 6 * MINUTE);
  expect(statistics.use(1, 15 * MINUTE)).toBeNull();
});

test('the warm-up does not count', () => {
  expect(statisticsOf([STEADY], 25 * MINUTE).use(0, HOUR)!.taskMs).toBe(2 * 5 * MINUTE);
  expect(statisticsOf([STEADY], 40 * MINUTE).use(0, HOUR)).toBeNull();
});

test('what neighbours leave of an instance is told by the run, and weighted the same way', () => {
  // From 0:10 to 0:30 four vCPUs go by weight to those that want 0.5, 0.5, 2 and 2: all that they want but the last.
  const crowd = [GREEDY, STEADY, { ...GREEDY, source: burst(1, 10 * MINUTE, 20 * MINUTE) }];
  const statistics = statisticsOf(crowd);
  const use = statistics.use(0, HOUR)!;
  expect(use.taskMs).toBe(30 * MINUTE);
  expect(use.cpu.mean()).toBeCloseTo((10 * 2048 + 20 * 1536) / 30, 6);
  expect(figuresOf(use.memory)).toEqual([512, 512]);
  expect(statistics.use(1, HOUR)!.taskMs).toBe(2 * 20 * MINUTE);
  expect(statistics.use(1, HOUR)!.cpu.mean()).toBeCloseTo(512, 6);
  expect(statistics.use(2, HOUR)!.cpu.mean()).toBeCloseTo(1536, 6);
});

test('nor does it count of what nothing has changed since', () => {
  const use = statisticsOf([GREEDY], 20 * MINUTE).use(0, HOUR)!;
  expect(use.taskMs).toBe(10 * MINUTE);
  expect(use.cpu.mean()).toBe(2048);
});

test('tasks of a trace are of any size: theirs is no use of one reservation', () => {
  const facts = { usage: null, need: { cpu: 1024, memory: 1024 } };
  const statistics = new UseStatistics(0);
  const workloads = [
    { ...facts, isSizedByRows: true },
    { ...facts, isSizedByRows: false },
  ];
  statistics.begin({ workloads } as unknown as World);
  for (const workload of workloads.keys()) statistics.tasksUsed(MINUTE, workload, MINUTE, 300, 64);
  expect(statistics.use(0, MINUTE)).toBeNull();
  expect(statistics.use(1, MINUTE)).toMatchObject({ taskMs: MINUTE });
});

test('a task that uses all of its vCPU uses a vCPU, whatever rounding took from it', () => {
  const statistics = new UseStatistics(0);
  const facts = { usage: null, need: { cpu: 1024, memory: 1024 }, isSizedByRows: false };
  statistics.begin({ workloads: [facts] } as unknown as World);
  statistics.tasksUsed(MINUTE, 0, MINUTE, 1024 * (1 - 2 ** -52), 1024 * (1 - 2 ** -52));
  statistics.tasksUsed(MINUTE, 0, MINUTE, 1024, 1024);
  const { cpu, memory } = statistics.use(0, MINUTE)!;
  expect([cpu.quantile(0.5), memory.quantile(0.5)]).toEqual([1024, 1024]);
});
