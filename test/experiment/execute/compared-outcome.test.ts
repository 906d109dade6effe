import { expect, test } from 'vitest';
import { comparedOutcome } from '../../../src/experiment/execute/compared-outcome.ts';
import { type StreamedOutcome, wholeOutcome } from '../../../src/experiment/outcome.ts';
import { ScenarioRun } from '../../../src/experiment/run.ts';
import { EMPTY_OUTCOME } from '../../support/outcome.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, scenarioWith } from '../../support/scenario.ts';

const HOUR = 3_600_000;

/** Tasks on Fargate in the second and third hour and again in the sixth, nothing between. */
function ran(): StreamedOutcome {
  const scenario = scenarioWith({
    simulation: { durationMs: 8 * HOUR },
    definition: { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] },
    workloads: [
      { launchType: 'FARGATE', source: burst(3, 1.2 * HOUR, HOUR) },
      { launchType: 'FARGATE', source: burst(2, 5.5 * HOUR, HOUR / 4) },
    ],
  });
  const run = new ScenarioRun(scenario, TEST_PRICES);
  while (run.advance(1e12, Number.POSITIVE_INFINITY) !== 'ended');
  return run.streamedOutcome();
}

const streamed = ran();
const compared = comparedOutcome(streamed);

test('its hours add up to the total, and an hour without a line costs nothing', () => {
  const { from, usd } = compared.hourlyCost;
  expect(from).toBe(streamed.simulation.start.replace('T00', 'T01'));
  expect(usd.map((amount) => amount > 0)).toEqual([true, true, false, false, true]);
  expect(usd.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(streamed.cost.total, 9);
});

test('rows and hours of rows come to the same, and the rest is as it was, without the long tables', () => {
  expect(comparedOutcome(wholeOutcome(streamed))).toEqual(compared);
  const { timeline, costs, activities, activitiesLeftOut, alarms, views, ...rest } = wholeOutcome(streamed);
  const { hourlyCost, ...kept } = compared;
  expect(kept).toEqual(rest);
});

test('it is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(compared))).toStrictEqual(compared);
});

test('a run without a bill has no hours', () => {
  const { hourlyCost } = comparedOutcome(EMPTY_OUTCOME);
  expect(hourlyCost).toEqual({ from: EMPTY_OUTCOME.simulation.start, usd: [] });
});
