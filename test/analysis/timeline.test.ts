import { expect, test } from 'vitest';
import { LevelStatistics, Quantity } from '../../src/analysis/level-statistics.ts';
import { TimelineRecorder, type TimelineRow } from '../../src/analysis/timeline.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const NO_COST = () => ({
  total: 0,
  byCluster: [],
  byCapacityProvider: new Map(),
  byService: new Map(),
});

function rowsOf(
  stepMs: number | null,
  durationMs: number | null,
  lastsMs: number,
): { rows: TimelineRow[]; stepMs: number } {
  const levels = new LevelStatistics(0);
  const timeline = new TimelineRecorder(levels, NO_COST, { warmUpMs: 0, durationMs, stepMs });
  const scenario = scenarioWith({
    simulation: { durationMs },
    cluster: { containerInstances: [instances(2, 2048, 2048)] },
    workloads: [{ source: burst(3, 90_000, lastsMs) }],
  });
  advanceTo(createSimulation(scenario, [levels, timeline]), 1e13);
  return { rows: timeline.rows, stepMs: timeline.stepMs };
}

test('a run of unknown length ends with the rows that the longer step would have had', () => {
  const days = 12 * 86_400_000;
  const thinned = rowsOf(null, null, days);
  expect(thinned.stepMs).toBe(900_000);
  expect(thinned.rows).toEqual(rowsOf(900_000, null, days).rows);
  expect(thinned.rows.length).toBeLessThanOrEqual(3001);
});

test('the step is the smallest that needs at most 3,000', () => {
  const step = (durationMs: number) =>
    new TimelineRecorder(new LevelStatistics(0), NO_COST, { warmUpMs: 0, durationMs, stepMs: null }).stepMs;
  expect(step(60_000 * 3000)).toBe(60_000);
  expect(step(60_000 * 3000 + 1)).toBe(300_000);
  expect(step(86_400_000 * 31)).toBe(900_000);
  expect(step(86_400_000 * 365)).toBe(21_600_000);
  expect(step(86_400_000 * 3001)).toBe(2 * 86_400_000);
});

test('a row shows the state after all else of its instant, and the last step may be shorter', () => {
  const { rows } = rowsOf(60_000, 200_000, 60_000);
  const of = (row: TimelineRow, quantity: Quantity) => row.scopes[0]!.levels[quantity];
  expect(rows.map((row) => row.at)).toEqual([60_000, 120_000, 180_000, 200_000]);
  expect(rows.map((row) => of(row, Quantity.running))).toEqual([0, 3, 0, 0]);
  expect(rows.map((row) => of(row, Quantity.cpuReserved))).toEqual([0, 3072, 0, 0]);
  expect(rows.map((row) => of(row, Quantity.instances))).toEqual([2, 2, 2, 2]);
});
