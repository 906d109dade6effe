import { expect, test } from 'vitest';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { load } from '../support/load.ts';
import { TEST_PRICES } from '../support/prices.ts';

/** Four instances for an hour and a minute, one of them On-Demand; what is launched is there at once. */
const FOUR = `
name: four
simulation: { start: 2026-03-02T00:00:00Z, duration: 1h }
clusters: [{ clusterName: main }]
timings: { base: instant, ec2.rootVolumeGib: 0 }
autoScalingGroups:
  - autoScalingGroupName: g
    minSize: 4
    maxSize: 4
    mixedInstancesPolicy:
      launchTemplate:
        overrides: [{ instanceType: m5.large, hourlyPrice: 0.2, spotPrice: 0.05 }, { instanceType: m5.xlarge, hourlyPrice: 0.4, spotPrice: 0.09 }]
      instancesDistribution: { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 0, spotInstancePools: 1 }
taskDefinitions: [{ family: job, containerDefinitions: [{ name: job, image: job, cpu: 1024, memory: 1024 }] }]
`;

test('Spot Instances are lines of their own at their price, beside what they would cost On-Demand', async () => {
  const { cost, costs, autoScalingGroups, warnings } = runScenario({
    scenario: await load(FOUR),
    prices: TEST_PRICES,
  });
  expect(cost.byUsageType).toEqual({ 'BoxUsage:m5.large': 0.2, 'SpotUsage:m5.large': 0.15 });
  expect(cost.onDemandEquivalent).toBe(0.8);
  expect([...new Set([...costs].map((row) => `${row.usageType} ${row.pricingCategory}`))].sort()).toEqual([
    'BoxUsage:m5.large Standard',
    'SpotUsage:m5.large Dynamic',
  ]);
  expect(autoScalingGroups['g']!.instanceTypes).toEqual([
    { instanceType: 'm5.large', purchaseOption: 'on-demand', weight: 1, instances: 1, instanceHours: 1 },
    { instanceType: 'm5.xlarge', purchaseOption: 'on-demand', weight: 1, instances: 0, instanceHours: 0 },
    { instanceType: 'm5.large', purchaseOption: 'spot', weight: 1, instances: 3, instanceHours: 3 },
    { instanceType: 'm5.xlarge', purchaseOption: 'spot', weight: 1, instances: 0, instanceHours: 0 },
  ]);
  expect(warnings.map(({ code }) => code)).toContain('spot-without-interruptions');
});

/** Twelve tasks of 1.5 vCPU on an empty group of types with two and four vCPU, of which the first is launched. */
const WAITING = `
name: waiting
simulation: { start: 2026-03-02T00:00:00Z, duration: 1h }
clusters: [{ clusterName: main, capacityProviders: [asg] }]
autoScalingGroups:
  - autoScalingGroupName: g
    minSize: 1
    maxSize: 20
    mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceType: m5.large }, { instanceType: m5.xlarge }] } }
capacityProviders:
  - { name: asg, autoScalingGroupProvider: { autoScalingGroupArn: g, managedScaling: { status: ENABLED } } }
taskDefinitions: [{ family: job, containerDefinitions: [{ name: job, image: job, cpu: 1536, memory: 1024 }] }]
workloads:
  - taskDefinition: job
    capacityProviderStrategy: [{ capacityProvider: asg, weight: 1 }]
    arrivals: { burst: { at: 10m, count: 13 } }
    duration: 40m
`;

test('managed scaling takes tasks to fit on the largest type, so that a group of small ones comes in steps (ecs:R-5.13)', async () => {
  const { activities } = runScenario({ scenario: await load(WAITING), prices: TEST_PRICES });
  const steps = activities.map(({ from, to }) => [from, to]);
  // 12 wait: 6 of the large ones would do, and 6 of the small ones hold 6; then 6 wait, and 3 come.
  expect(steps.slice(0, 2)).toEqual([
    [1, 7],
    [7, 10],
  ]);
});
