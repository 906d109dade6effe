import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPurchases } from '../../../src/policies/fleet/split-purchases.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { load } from '../../support/load.ts';
import { mixedConfiguration, mixedParts } from '../../support/mixed-arbitrary.ts';
import { oneType } from '../../support/one-type.ts';
import { instances, scenarioWith } from '../../support/scenario.ts';

type Parts = Readonly<Record<string, unknown>>;

const HOUR = 3_600_000;
const TYPES = ['m5.large', 'm5.xlarge', 'c5.2xlarge'];

/** An empty cluster with a group of these types. */
function mixedGroup(
  overrides: readonly Parts[],
  distribution: Parts,
  group: Parts,
  actions: readonly Parts[] = [],
) {
  return load(
    JSON.stringify({
      name: 'mixed',
      simulation: { duration: '6h', seed: 1 },
      clusters: [{ clusterName: 'main' }],
      autoScalingGroups: [
        {
          autoScalingGroupName: 'g',
          minSize: 0,
          maxSize: 100,
          availabilityZones: ['us-east-1a', 'us-east-1b'],
          mixedInstancesPolicy: { launchTemplate: { overrides }, instancesDistribution: distribution },
          ...group,
        },
      ],
      taskDefinitions: [
        { family: 'job', containerDefinitions: [{ name: 'app', image: 'app', cpu: 1024, memory: 1024 }] },
      ],
      actions,
    }),
  );
}

function runTo(scenario: Scenario, atMs: number): Simulation {
  const simulation = createSimulation(scenario);
  advanceTo(simulation, atMs);
  return simulation;
}

/** The instances of the first group: `2 m5.large Spot`, by type and purchase option. */
function instancesOf({ groups, fleet, entrySpecs }: Simulation): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { instance } of groups[0]!.members.staying()) {
    const { countedAs, spot } = entrySpecs[fleet.entry[instance]!]!;
    const name = `${countedAs} ${spot === null ? 'On-Demand' : 'Spot'}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const byTwo = { onDemandBaseCapacity: 2, onDemandPercentageAboveBaseCapacity: 25 };
const set = (at: string, desiredCapacity: number) => ({
  at,
  setDesiredCapacity: { autoScalingGroupName: 'g', desiredCapacity },
});

test('base and percentage are On-Demand of the first type, the rest Spot of the two cheapest', async () => {
  const overrides = TYPES.map((instanceType, i) => ({
    instanceType,
    hourlyPrice: 1,
    spotPrice: [0.4, 0.2, 0.3][i],
  }));
  const scenario = await mixedGroup(overrides, byTwo, { desiredCapacity: 12 }, [set('2h', 4), set('4h', 13)]);
  // 2 and a quarter of 10.
  expect(instancesOf(runTo(scenario, HOUR))).toEqual({
    'm5.large On-Demand': 5,
    'm5.xlarge Spot': 4,
    'c5.2xlarge Spot': 3,
  });
  expect(instancesOf(runTo(scenario, 3 * HOUR))).toEqual({ 'm5.large On-Demand': 3, 'm5.xlarge Spot': 1 });
  expect(instancesOf(runTo(scenario, 5 * HOUR))).toEqual({
    'm5.large On-Demand': 5,
    'm5.xlarge Spot': 4,
    'c5.2xlarge Spot': 4,
  });
});

test('weights count, so that the group has at least what it is to have', async () => {
  const overrides = TYPES.map((instanceType, i) => ({
    instanceType,
    weightedCapacity: [2, 4, 8][i],
    spotPrice: [0.2, 0.3, 0.8][i],
  }));
  const spot = { onDemandPercentageAboveBaseCapacity: 0, spotAllocationStrategy: 'price-capacity-optimized' };
  const scenario = await mixedGroup(overrides, spot, { desiredCapacity: 10 }, [set('2h', 7), set('4h', 4)]);
  // By the unit 10, 7.5 and 10 cents.
  const first = runTo(scenario, HOUR);
  expect(instancesOf(first)).toEqual({ 'm5.xlarge Spot': 3 });
  expect(first.groups[0]!.members.capacity).toBe(12);
  // Without one of them it would have 8, which is more than 7.
  expect(instancesOf(runTo(scenario, 3 * HOUR))).toEqual({ 'm5.xlarge Spot': 2 });
  expect(instancesOf(runTo(scenario, 5 * HOUR))).toEqual({ 'm5.xlarge Spot': 1 });
});

test('no Spot is launched for more than spotMaxPrice a unit, and nothing in its place', async () => {
  const overrides = [{ instanceType: 'm5.xlarge', spotPrice: 0.1, weightedCapacity: 4 }];
  const distribution = { onDemandBaseCapacity: 4, onDemandPercentageAboveBaseCapacity: 0 };
  const at = (spotMaxPrice: number) =>
    mixedGroup(overrides, { ...distribution, spotMaxPrice }, { desiredCapacity: 12 });
  expect(instancesOf(runTo(await at(0.025), HOUR))).toEqual({
    'm5.xlarge On-Demand': 1,
    'm5.xlarge Spot': 2,
  });
  const without = await at(0.024);
  expect(instancesOf(runTo(without, HOUR))).toEqual({ 'm5.xlarge On-Demand': 1 });
  expect(without.warnings.map(({ code }) => code)).toContain('spot-max-price');
});

test('a Spot Instance that is lost is replaced by one of Spot', async () => {
  const overrides = [{ instanceType: 'm5.large' }];
  const scenario = await mixedGroup(overrides, byTwo, { desiredCapacity: 6 }, [
    { at: '1h', terminateInstances: { instanceIds: ['g-6'] } },
  ]);
  const before = instancesOf(runTo(scenario, HOUR - 1));
  expect(before).toEqual({ 'm5.large On-Demand': 3, 'm5.large Spot': 3 });
  const simulation = runTo(scenario, 2 * HOUR);
  expect(instancesOf(simulation)).toEqual(before);
});

test('a group with any policy comes to its size and its split, and then stays as it is', () => {
  fc.assert(
    fc.property(
      mixedParts,
      fc.boolean(),
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
      (parts, hasWeights, zoneCount, sizes) => {
        const availabilityZones = ['us-east-1a', 'us-east-1b', 'us-east-1c'].slice(0, zoneCount);
        const own = instances(0, 2048, 4096, { name: 'g', availabilityZones });
        const configuration = mixedConfiguration(own, parts, hasWeights);
        const scenario = scenarioWith({
          simulation: { durationMs: 100 * HOUR },
          workloads: [],
          autoScalingGroups: [
            {
              name: 'g',
              cluster: 'main',
              provider: null,
              ...oneType(own),
              configurations: [configuration],
              minSize: 0,
              maxSize: 100,
              desiredCapacity: sizes[0]!,
              protectsNew: false,
              terminationPolicies: ['Default'],
              monitoring: { everyMs: 60_000, warmUpMs: 0 },
            },
          ],
          actions: sizes.slice(1).map((desiredCapacity, i) => ({
            kind: 'updateAutoScalingGroup',
            atMs: (i + 1) * HOUR,
            group: 0,
            minSize: null,
            maxSize: null,
            desiredCapacity,
            configuration: null,
          })),
        });
        const simulation = runTo(scenario, 24 * HOUR);
        const [group] = simulation.groups;
        const desired = sizes.at(-1)!;
        const weights = configuration.options.map(({ weight }) => weight);
        const { capacity } = group!.members;
        expect(capacity).toBeGreaterThanOrEqual(desired);
        expect(capacity - desired).toBeLessThan(Math.max(...weights));
        if (!hasWeights && zoneCount === 1) {
          const onDemand = Object.entries(instancesOf(simulation))
            .filter(([name]) => name.endsWith('On-Demand'))
            .reduce((sum, [, count]) => sum + count, 0);
          expect(desired - onDemand).toBe(splitPurchases(desired, parts).spot);
        }
        const events = simulation.events;
        advanceTo(simulation, 99 * HOUR);
        expect(simulation.events).toBe(events);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
