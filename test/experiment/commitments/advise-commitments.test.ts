import { expect, test } from 'vitest';
import { adviseCommitments } from '../../../src/experiment/commitments/advise-commitments.ts';
import { ScenarioRun } from '../../../src/experiment/run.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, scenarioWith } from '../../support/scenario.ts';

/** One task all day, nine more for eight hours; what each costs an hour On-Demand, USD. */
const TASK = 0.04048 + 2 * 0.004445;
const HOUR = 3_600_000;

const DAY = scenarioWith({
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

function finished(scenario: Scenario): ScenarioRun {
  const run = new ScenarioRun(scenario, TEST_PRICES);
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, 1e6) !== 'ended');
  return run;
}

function dayOfTasks() {
  const run = finished(DAY);
  const terms = { term: '1y', payment: 'NoUpfront' } as const;
  return { run, advice: adviseCommitments(DAY, TEST_PRICES, run.billHours, run.nowMs, terms) };
}

test('the base of a day is worth a commitment, its peak is not; guessing wrong costs the regret', () => {
  const { run, advice } = dayOfTasks();
  expect(advice.hours).toBe(24);
  const [plan, ...others] = advice.plans;
  expect(others).toEqual([]);
  expect(plan).toMatchObject({ type: 'Compute', instanceFamily: null, term: '1y' });
  const { best, none, curve } = plan!;
  // The task at the plan's rate is 0.039496; commitments have five decimals.
  expect(best.hourlyCommitment).toBe(0.03949);
  expect(none.regret / (24 * 0.2 * TASK)).toBeCloseTo(1, 2);
  const largest = curve.at(-1)!;
  expect(largest.onDemand).toBe(0);
  expect(largest.regret > 0 && largest.unused > 0).toBe(true);
  expect(none.cost).toBeCloseTo(run.outcome().cost.total, 5);
});

test('the advised commitment costs in a run what the advice says, and no other costs less', () => {
  const { advice } = dayOfTasks();
  const { best } = advice.plans[0]!;
  const costWith = (hourlyCommitment: number) => {
    const plan = {
      type: 'Compute',
      hourlyCommitment: hourlyCommitment.toFixed(5),
      term: '1y',
      payment: 'NoUpfront',
      instanceFamily: null,
    } as const;
    const pricing = { ...DAY.pricing, savingsPlans: [plan] };
    return finished({ ...DAY, pricing }).outcome().cost.total;
  };
  expect(costWith(best.hourlyCommitment)).toBeCloseTo(best.cost, 6);
  for (const other of [0.02, 0.0394, 0.0396, 0.1])
    expect(costWith(other)).toBeGreaterThanOrEqual(best.cost - 1e-6);
});
