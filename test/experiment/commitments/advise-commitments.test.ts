import { expect, test } from 'vitest';
import type { PriceTable } from '../../../src/billing/rates.ts';
import { adviseCommitments } from '../../../src/experiment/commitments/advise-commitments.ts';
import { ScenarioRun } from '../../../src/experiment/run.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';

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

function finished(scenario: Scenario, prices: PriceTable = TEST_PRICES): ScenarioRun {
  const run = new ScenarioRun(scenario, prices);
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

/** So many instances of a type all day. */
const fleetOf = (ec2InstanceType: string, count: number) =>
  instances(count, 2048, 8192, { name: ec2InstanceType, ec2InstanceType, hourlyPrice: null });

test('Reserved Instances by family or type; the advised number costs in a run what the advice says', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 24 * HOUR },
    cluster: { containerInstances: [fleetOf('m5.large', 2), fleetOf('m5.xlarge', 1)] },
    workloads: [],
  });
  const hourly: Readonly<Record<string, string>> = { 'm5.large': '0.096', 'm5.xlarge': '0.192' };
  const ec2 = { hourlyPrice: (type: string) => hourly[type], windowsHourlyPrice: () => undefined };
  const prices: PriceTable = { ...TEST_PRICES, ec2 };
  const run = finished(scenario, prices);
  const terms = { term: '1y', payment: 'AllUpfront' } as const;
  const advice = adviseCommitments(scenario, prices, run.billHours, run.nowMs, terms);
  const [reserved, ...others] = advice.reservedInstances;
  expect(others).toEqual([]);
  expect(reserved).toMatchObject({
    instanceType: 'm5.large',
    sizeFlexibleFamily: 'm5',
    best: { count: 4, onDemand: 0 },
  });
  expect(reserved!.none.cost).toBeCloseTo(24 * 4 * 0.096, 6);
  const costWith = (count: number) => {
    const list = [
      {
        instanceType: 'm5.large',
        count,
        ...terms,
        offeringClass: 'standard',
        availabilityZone: null,
        productDescription: 'Linux/UNIX',
        hourlyPrice: null,
      } as const,
    ];
    const pricing = { ...scenario.pricing, reservedInstances: list };
    return finished({ ...scenario, pricing }, prices).outcome().cost.total;
  };
  expect(costWith(4)).toBeCloseTo(reserved!.best.cost, 6);
  for (const count of [2, 3, 5]) expect(costWith(count)).toBeGreaterThan(reserved!.best.cost);
});
