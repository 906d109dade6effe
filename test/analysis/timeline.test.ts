import { expect, test } from 'vitest';
import { GroupLevels } from '../../src/analysis/group-levels.ts';
import { LevelStatistics, Quantity } from '../../src/analysis/level-statistics.ts';
import { RequestStatistics } from '../../src/analysis/request-statistics.ts';
import { TimelineRecorder } from '../../src/analysis/timeline.ts';
import type { TimelineTable } from '../../src/analysis/timeline-table.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const NO_COST = () => ({
  total: 0,
  byCluster: [],
  byCapacityProvider: [],
  byService: [],
});

function recorded(
  stepMs: number | null,
  durationMs: number | null,
  lastsMs: number,
): { table: TimelineTable; stepMs: number } {
  const levels = new LevelStatistics(0);
  const requests = new RequestStatistics(0);
  const timeline = new TimelineRecorder(levels, new GroupLevels([]), requests, NO_COST, {
    warmUpMs: 0,
    durationMs,
    stepMs,
  });
  const scenario = scenarioWith({
    simulation: { durationMs },
    cluster: { containerInstances: [instances(2, 2048, 2048)] },
    workloads: [{ source: burst(3, 90_000, lastsMs) }],
  });
  advanceTo(createSimulation(scenario, [levels, requests, timeline]), 1e13);
  return timeline;
}

test('a run of unknown length ends with the rows that the longer step would have had', () => {
  const days = 12 * 86_400_000;
  const thinned = recorded(null, null, days);
  expect(thinned.stepMs).toBe(900_000);
  expect(thinned.table).toEqual(recorded(900_000, null, days).table);
  expect(thinned.table.steps.length).toBeLessThanOrEqual(3001);
});

test('the step is the smallest that needs at most 3,000', () => {
  const step = (durationMs: number) =>
    new TimelineRecorder(new LevelStatistics(0), new GroupLevels([]), new RequestStatistics(0), NO_COST, {
      warmUpMs: 0,
      durationMs,
      stepMs: null,
    }).stepMs;
  expect(step(60_000 * 3000)).toBe(60_000);
  expect(step(60_000 * 3000 + 1)).toBe(300_000);
  expect(step(86_400_000 * 31)).toBe(900_000);
  expect(step(86_400_000 * 365)).toBe(21_600_000);
  expect(step(86_400_000 * 3001)).toBe(2 * 86_400_000);
});

test('a row shows the state after all else of its instant, and the last step may be shorter', () => {
  const { table } = recorded(60_000, 200_000, 60_000);
  const ofRun = (quantity: Quantity) => table.steps.map(({ levels: [run] }) => run![quantity]);
  expect(table.steps.map(({ at }) => at)).toEqual([60_000, 120_000, 180_000, 200_000]);
  expect(ofRun(Quantity.running)).toEqual([0, 3, 0, 0]);
  expect(ofRun(Quantity.cpuReserved)).toEqual([0, 3072, 0, 0]);
  expect(ofRun(Quantity.instances)).toEqual([2, 2, 2, 2]);
});
