import { expect, test } from 'vitest';
import { TIMELINE_COLUMNS, wholeOutcome } from '../../src/experiment/outcome.ts';
import { ScenarioRun } from '../../src/experiment/run.ts';
import { textOf } from '../../src/reporters/pieces.ts';
import { REPORTERS } from '../../src/reporters/registry.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;

/** Two services on instances that rest from the first minute on, and tasks of a workload for a while. */
function ranFor(durationMs: number): ScenarioRun {
  const fleet = instances(4, 4096, 8192, {
    hourlyPrice: '0.1',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
  });
  const scenario = scenarioWith({
    simulation: { durationMs },
    cluster: { containerInstances: [fleet] },
    services: [{ desiredCount: 3 }, { serviceName: 'api', desiredCount: 2 }],
    workloads: [{ source: burst(2, 1.5 * HOUR, HOUR / 2) }],
  });
  const run = new ScenarioRun(scenario, TEST_PRICES);
  while (run.advance(1e12, Number.POSITIVE_INFINITY) !== 'ended');
  return run;
}

test('every report of a streamed outcome is that of the whole one, as often as it is asked for', () => {
  const streamed = ranFor(6.2 * HOUR).streamedOutcome();
  const whole = wholeOutcome(streamed);
  expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  for (const [name, report] of Object.entries(REPORTERS)) {
    const text = textOf(report(streamed));
    expect(text, name).toBe(textOf(report(whole)));
    expect(textOf(report(streamed)), name).toBe(text);
  }
});

test('a column reads row by row as it does in one go', () => {
  const { columns } = ranFor(2 * HOUR).streamedOutcome().timeline;
  for (const name of TIMELINE_COLUMNS) {
    const cells = [...columns[name]];
    expect(cells).toHaveLength(columns[name].length);
    expect(cells.map((_, row) => columns[name].at(row))).toEqual(cells);
    expect(columns[name].at(cells.length)).toBeUndefined();
  }
});

test('hours in which nothing changed have the same list of charges', () => {
  const { costs } = ranFor(8 * HOUR).streamedOutcome();
  const lists = [...costs.hours!].map(({ charges }) => charges);
  expect(lists).toHaveLength(8);
  // The services start in the first hour; the tasks of the workload run from half past one to two.
  expect(new Set(lists.slice(2))).toEqual(new Set([lists[2]]));
  expect(lists.slice(2).every((list) => list === lists[2])).toBe(true);
  expect(new Set(lists).size).toBe(3);
});
