import { expect, test } from 'vitest';
import { Bill } from '../../../src/billing/bill.ts';
import { committableLines, plannedHours } from '../../../src/billing/commitments/committable-lines.ts';
import { leastCostCommitment } from '../../../src/billing/commitments/least-cost.ts';
import { Rates } from '../../../src/billing/rates.ts';
import type { Usage } from '../../../src/billing/usage.ts';
import { UsageMeter } from '../../../src/billing/usage-meter.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';

const PLACE = { region: 'us-east-1', zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] };

function billOf(hours: number) {
  const spec = scenarioWith({
    simulation: { durationMs: hours * 3_600_000 },
    capacityProviders: [
      { name: 'FARGATE', kind: 'FARGATE' },
      { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
    ],
    definition: {
      need: { cpu: 1024, memory: 2048, gpu: 0 },
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      ephemeralStorageGib: 120,
    },
    cluster: {
      containerInstances: [
        instances(1, 2048, 7680, { name: 'm5.large', ec2InstanceType: 'm5.large', hourlyPrice: null }),
        instances(1, 2048, 7680, { name: 'own', hourlyPrice: '0.05' }),
      ],
    },
    workloads: [
      {
        launchType: 'FARGATE',
        capacityProviderStrategy: [
          { provider: 0, base: 0, weight: 1 },
          { provider: 1, base: 0, weight: 1 },
        ],
        source: burst(4, 0, hours * 3_600_000),
      },
    ],
  });
  const usage: Usage[] = [];
  const simulation = createSimulation(spec, [new UsageMeter(0, (hour) => usage.push(hour))]);
  advanceTo(simulation, 1e12);
  const bill = new Bill({
    world: simulation,
    rates: new Rates(TEST_PRICES),
    weights: { cpu: 0.9, memory: 0.1 },
  });
  for (const hour of usage) bill.closeHour(hour);
  return bill;
}

test('of a run commitments apply to instances of AWS and to vCPU and memory of Fargate On-Demand', () => {
  const { lines } = billOf(1).hours[0]!;
  const covered = committableLines(lines, PLACE);
  expect(new Set(lines.map(({ usageType }) => usageType)).size).toBeGreaterThan(5);
  expect([...new Set(covered.map(([, { sku }]) => sku))].sort()).toEqual([
    'BoxUsage:m5.large',
    'USE1-Fargate-GB-Hours',
    'USE1-Fargate-vCPU-Hours:perCPU',
  ]);
  for (const [index, { sku }] of covered) expect(lines[index]!.usageType).toBe(sku);
  expect(covered.find(([, { instance }]) => instance !== null)![1].instance).toEqual({
    type: 'm5.large',
    region: 'us-east-1',
    zone: 'us-east-1a',
    platform: 'Linux',
    tenancy: 'default',
  });
});

test('an even run is worth a commitment to all that plans cover; hours alike are counted together', () => {
  const { hours } = billOf(30);
  const planned = plannedHours(hours, PLACE, ({ onDemandRate }) => (onDemandRate * 8n) / 10n);
  expect(planned.reduce((sum, { times }) => sum + times, 0)).toBe(30);
  expect(planned.length).toBeLessThan(5);
  const { best, none } = leastCostCommitment(planned, 5);
  // 2 tasks and an instance, less a fifth.
  expect(Number(best.commitment) / 1e9).toBeCloseTo(0.8 * (2 * (0.04048 + 2 * 0.004445) + 0.096), 3);
  expect(best.cost.total < none.cost.total).toBe(true);
});
