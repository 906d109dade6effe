import * as z from 'zod';
import {
  ON_DEMAND_STRATEGIES,
  type OnDemandAllocationStrategy,
  SPOT_STRATEGIES,
  type SpotAllocationStrategy,
} from '../../../policies/fleet/allocation/strategies.ts';
import { choice, integer, integerOrText, price, text } from '../../shapes/fields.ts';
import { mapping, notModelled } from '../../shapes/mapping.ts';

/** What AWS takes at most. */
const MOST_OVERRIDES = 40;
const MOST_SPOT_POOLS = 20;
const LARGEST_WEIGHT = 999;
const MOST_BASE = 100_000;

const weight = `an integer from 1 to ${LARGEST_WEIGHT}`;

const overrideSchema = mapping(
  {
    instanceType: text('the name of an EC2 instance type', 50)
      .optional()
      .describe('A type that the group can launch: m5.large.'),
    weightedCapacity: integerOrText(1, weight)
      .refine((units) => units <= LARGEST_WEIGHT, weight)
      .optional()
      .describe(
        "Units that an instance of the type counts as; the group's sizes are in units then. All overrides have one, or none.",
      ),
    hourlyPrice: price()
      .optional()
      .describe("Not of AWS: USD an hour On-Demand. Default: the type's On-Demand price."),
    spotPrice: price()
      .optional()
      .describe("Not of AWS: USD an hour as Spot. Default: the region's discount on the type."),
  },
  {
    aws: { shape: 'AutoScalingGroup', path: ['mixedInstancesPolicy', 'launchTemplate', 'overrides'] },
    notModelled: notModelled('instanceRequirements'),
    hints: { instanceRequirements: 'Name the types instead: an override with `instanceType` for each.' },
  },
);

export type StatedOverride = z.output<typeof overrideSchema>;

const instancesDistributionSchema = mapping(
  {
    onDemandAllocationStrategy: choice(namesOf<OnDemandAllocationStrategy>(ON_DEMAND_STRATEGIES))
      .optional()
      .describe('Which type an On-Demand Instance is of; default prioritized: the first override.'),
    onDemandBaseCapacity: integer(0, MOST_BASE)
      .optional()
      .describe('Capacity that is On-Demand before any is Spot; default 0.'),
    onDemandPercentageAboveBaseCapacity: integer(0, 100)
      .optional()
      .describe('Percent of what is above the base that is On-Demand; default 100, so no Spot.'),
    spotAllocationStrategy: choice(namesOf<SpotAllocationStrategy>(SPOT_STRATEGIES))
      .optional()
      .describe('Which type a Spot Instance is of; default lowest-price.'),
    spotInstancePools: integer(1, MOST_SPOT_POOLS)
      .optional()
      .describe('With lowest-price: over so many of the cheapest types of a zone it spreads; default 2.'),
    spotMaxPrice: price()
      .optional()
      .describe('USD an hour of a unit that Spot may cost. Default: what On-Demand costs.'),
  },
  {
    aws: { shape: 'AutoScalingGroup', path: ['mixedInstancesPolicy', 'instancesDistribution'] },
    notModelled: notModelled('distributionSegments'),
  },
);

export type StatedDistribution = z.output<typeof instancesDistributionSchema>;

/** As CreateAutoScalingGroup takes it. What a launch template says beside the type stands in the group. */
export const mixedInstancesPolicySchema = mapping(
  {
    launchTemplate: mapping(
      {
        overrides: z
          .array(overrideSchema)
          .min(1, 'at least one type')
          .max(MOST_OVERRIDES, `at most ${MOST_OVERRIDES} types`)
          .optional()
          .describe("Types, the one to be preferred first. Default: the group's `instanceType`."),
      },
      { aws: { shape: 'AutoScalingGroup', path: ['mixedInstancesPolicy', 'launchTemplate'] } },
    )
      .optional()
      .describe('What the group launches.'),
    instancesDistribution: instancesDistributionSchema
      .optional()
      .describe('How much of it is On-Demand and how much Spot, and of which types.'),
  },
  { aws: { shape: 'AutoScalingGroup', path: ['mixedInstancesPolicy'] } },
);

export type StatedPolicy = z.output<typeof mixedInstancesPolicySchema>;

function namesOf<Name extends string>(registry: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(registry) as Name[];
}
