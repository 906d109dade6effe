import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { PricingSpec } from '../../src/scenario/pricing-spec.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const terms = {
  term: fc.constantFrom('1y', '3y'),
  payment: fc.constantFrom('NoUpfront', 'PartialUpfront', 'AllUpfront'),
};
const money = fc.integer({ min: 100, max: 500_000 }).map((steps) => (steps / 100_000).toFixed(5));

/** Commitments, contracts and free parts of every kind. */
const pricing: fc.Arbitrary<Omit<PricingSpec, 'splitCostWeights' | 'otherUsage'>> = fc.record({
  freeTier: fc.boolean(),
  savingsPlans: fc.array(
    fc.oneof(
      fc.record({
        type: fc.constant('Compute'),
        hourlyCommitment: money,
        instanceFamily: fc.constant(null),
        ...terms,
      }),
      fc.record({
        type: fc.constant('EC2Instance'),
        hourlyCommitment: money,
        instanceFamily: fc.constant('m5'),
        ...terms,
      }),
    ),
    { maxLength: 3 },
  ),
  reservedInstances: fc.array(
    fc.record({
      instanceType: fc.constant('m5.large'),
      count: fc.integer({ min: 1, max: 4 }),
      offeringClass: fc.constantFrom('standard', 'convertible'),
      availabilityZone: fc.constantFrom(null, 'us-east-1a'),
      productDescription: fc.constant('Linux/UNIX'),
      hourlyPrice: fc.constantFrom(null, '0.05'),
      ...terms,
    }),
    { maxLength: 2 },
  ),
  discount: fc.record({
    others: fc.constantFrom(0, 0, 0.1, 1),
    byProduct: fc.constantFrom({}, { AmazonEC2: 0.25 }, { ComputeSavingsPlans: 0.5, AWSFargate: 0 }),
  }),
});

/** Some of its instances at the catalogue's price, so that commitments cover them. */
const scenario: fc.Arbitrary<Scenario> = fc
  .tuple(scenarioArbitrary, pricing, fc.integer({ min: 1, max: 3 * 3_600_000 }))
  .map(([spec, stated, durationMs]) => ({
    ...spec,
    simulation: { ...spec.simulation, durationMs },
    pricing: { ...spec.pricing, ...stated },
    clusters: spec.clusters.map((cluster) => ({
      ...cluster,
      containerInstances: cluster.containerInstances.map((entry, i) =>
        i > 0 || entry.external
          ? entry
          : { ...entry, ec2InstanceType: 'm5.large', countedAs: 'm5.large', hourlyPrice: null },
      ),
    })),
  }));

const nano = (amounts: Iterable<number | string>) =>
  [...amounts].reduce<number>((sum, amount) => sum + Math.round(Number(amount) * 1e9), 0);

test('law: with commitments, contracts and free parts every way of adding up the bill comes to its totals', () => {
  let committed = 0;
  let unused = 0;
  fc.assert(
    fc.property(scenario, (spec) => {
      const { cost, costs } = runScenario({ scenario: spec, prices: TEST_PRICES });
      const total = nano([cost.total]);
      expect(nano(costs.map((row) => row.effectiveCost))).toBe(total);
      expect(nano(costs.map((row) => row.billedCost))).toBe(nano([cost.billed]));
      for (const parts of [cost.byProduct, cost.byUsageType, cost.byCapacityProvider, cost.byCluster])
        expect(nano(Object.values(parts))).toBe(total);
      const { booting, draining, warmPool } = cost.instances;
      const others = [cost.idle, booting, draining, warmPool, cost.unattributed, cost.unusedCommitment];
      expect(nano([...Object.values(cost.byTaskDefinition), ...others])).toBe(total);
      expect(Math.min(...others)).toBeGreaterThanOrEqual(0);
      expect(nano(cost.commitments.map((one) => one.unused))).toBe(nano([cost.unusedCommitment]));
      const used = costs.filter((row) => row.commitmentStatus === 'Used');
      expect(nano(used.map((row) => row.effectiveCost))).toBe(nano(cost.commitments.map((one) => one.used)));
      expect(nano(used.map((row) => row.billedCost))).toBe(0);
      committed += used.length;
      unused += Number(cost.unusedCommitment > 0);
    }),
    { numRuns: 60, seed: 5 },
  );
  expect(committed).toBeGreaterThan(20);
  expect(unused).toBeGreaterThan(10);
});

test('law: without a contract commitments cost what was agreed on, whatever runs', () => {
  fc.assert(
    fc.property(scenario, (spec) => {
      const plain = { ...spec.pricing, discount: { byProduct: {}, others: 0 }, reservedInstances: [] };
      const { cost } = runScenario({ scenario: { ...spec, pricing: plain }, prices: TEST_PRICES });
      const hours = spec.simulation.durationMs! / 3_600_000;
      for (const [i, { cost: paid }] of cost.commitments.entries())
        expect(paid).toBeCloseTo(Number(plain.savingsPlans[i]!.hourlyCommitment) * hours, 7);
    }),
    { numRuns: 30, seed: 6 },
  );
});
