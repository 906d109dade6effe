import { expect, test } from 'vitest';
import { ScenarioRun } from '../../src/experiment/run.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, scenarioWith } from '../support/scenario.ts';

/** One task all day, nine more for eight hours; what each costs an hour On-Demand, nano-USD. */
const TASK = 40_480_000 + 2 * 4_445_000;
const HOUR = 3_600_000;

function dayOfTasks() {
  const scenario = scenarioWith({
    simulation: { durationMs: 24 * HOUR },
    definition: {
      need: { cpu: 1024, memory: 2048, gpu: 0 },
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
    },
    workloads: [
      { launchType: 'FARGATE', source: burst(1, 0, 24 * HOUR) },
      { launchType: 'FARGATE', source: burst(9, 8 * HOUR, 8 * HOUR) },
    ],
  });
  const run = new ScenarioRun(scenario, TEST_PRICES);
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, 1e6) !== 'ended');
  return run;
}

test('the base of a day is worth a commitment, its peak is not; guessing wrong costs the regret', () => {
  const run = dayOfTasks();
  const advice = run.commitmentAdvice(({ onDemandRate }) => (onDemandRate * 8n) / 10n, 11);
  // The task at the plan's rate is 0.039496; commitments have five decimals.
  expect(advice.best.commitment).toBe(39_490_000n);
  expect(Number(advice.none.regret) / (24 * 0.2 * TASK)).toBeCloseTo(1, 2);
  const largest = advice.curve.at(-1)!;
  expect(largest.cost.onDemand).toBe(0n);
  expect(largest.regret > 0n && largest.cost.unused > 0n).toBe(true);
  expect(Number(advice.none.cost.total) / 1e9).toBeCloseTo(run.outcome().cost.total, 5);
});

test('a plan that covers nothing of a run is worth none of it', () => {
  const advice = dayOfTasks().commitmentAdvice(() => null);
  expect(advice.best.commitment).toBe(0n);
  expect(advice.best.cost.unused).toBe(0n);
});
