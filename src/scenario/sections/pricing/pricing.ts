import * as z from 'zod';
import { isPriceName } from '../../../catalog/services/price-names.ts';
import { parseInstant } from '../../../units/calendar.ts';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import type { PricingSpec } from '../../pricing-spec.ts';
import { describeValue } from '../../reading/problem.ts';
import { amount, flag, fraction, price, refuse, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import {
  reservedListSchema,
  resolveReservedInstances,
  resolveSavingsPlans,
  savingsPlansSchema,
} from './commitments.ts';

/** A day (ISO), or the simulated time. */
export type AsOf = 'simulated' | { readonly day: string };

const DATE = /^\d{4}-\d\d-\d\d$/;
const EXPECTED_AS_OF = 'a date such as 2026-09-01, or `simulated`';

/** What split cost allocation data gives CPU and memory of an instance's price when nothing is said. */
const SPLIT_COST_WEIGHTS = { cpu: 0.9, memory: 0.1 };

const otherUsageSchema = mapping({
  metered: z
    .array(
      mapping({
        price: text('the name of a price', 100).describe('As `ecsim prices show` prints it: logs.ingestGb.'),
        units: amount(false).describe('Units a month, which go through the steps of the price first.'),
      }),
    )
    .prefault([])
    .describe('What others use of prices that have steps, or a free part.'),
  savingsPlans: z
    .array(price())
    .optional()
    .describe(
      'USD an hour that others take of each of `savingsPlans`, in the same order, before the run does.',
    ),
});

export const pricingSchema = mapping({
  splitCostWeights: mapping({
    cpu: fraction().optional().describe("Part of an instance's price that its CPU stands for."),
    memory: fraction().optional().describe('Part that its memory stands for; together they are 1.'),
  })
    .prefault(SPLIT_COST_WEIGHTS)
    .describe("How an instance's money is shared out among its tasks."),
  freeTier: flag()
    .prefault(false)
    .describe('Whether what AWS gives every account free in a month is taken off; default false.'),
  savingsPlans: savingsPlansSchema.prefault([]).describe('Savings Plans that were bought before the run.'),
  reservedInstances: reservedListSchema
    .prefault([])
    .describe('Reserved Instances that were bought before the run.'),
  discount: z
    .union(
      [fraction(), z.record(z.string(), fraction())],
      'a part of the price from 0 to 1, or a mapping of them by product',
    )
    .prefault(0)
    .describe(
      'What a contract takes off list prices: 0.1 is 10 %; or by product (AmazonEC2, AWSFargate ...), `others` for the rest.',
    ),
  otherUsage: otherUsageSchema
    .prefault({})
    .describe('What the account uses beside the run; default nothing.'),
  catalogue: text('the path of a file')
    .optional()
    .describe(
      'Not of AWS: a file of `ecsim prices import`, whose prices stand in place of the built-in ones.',
    ),
  asOf: z
    .string(EXPECTED_AS_OF)
    .transform((value, issues): AsOf => {
      if (value === 'simulated') return value;
      return parseInstant(value) !== null && DATE.test(value)
        ? { day: value }
        : refuse(issues, EXPECTED_AS_OF);
    })
    .optional()
    .describe(
      'Which prices of the catalogue file count: those of a day, or at each hour those in force then.',
    ),
});

/** What the bill is made by. */
export function resolvePricing(section: z.output<typeof pricingSchema>, context: LoadContext): PricingSpec {
  const { freeTier, discount, otherUsage } = section;
  const savingsPlans = resolveSavingsPlans(section.savingsPlans, context);
  const { others = 0, ...byProduct } = typeof discount === 'number' ? { others: discount } : discount;
  return {
    splitCostWeights: resolveWeights(section.splitCostWeights, context.findings),
    freeTier,
    savingsPlans,
    reservedInstances: resolveReservedInstances(section.reservedInstances, context),
    discount: { byProduct, others },
    otherUsage: resolveOtherUsage(otherUsage, savingsPlans, context.findings),
  };
}

/** The weights of an instance's CPU and memory; they add up to 1. */
function resolveWeights(
  given: z.output<typeof pricingSchema>['splitCostWeights'],
  findings: Findings,
): PricingSpec['splitCostWeights'] {
  const cpu = given.cpu ?? (given.memory === undefined ? SPLIT_COST_WEIGHTS.cpu : rest(given.memory));
  const memory = given.memory ?? rest(cpu);
  if (Math.abs(cpu + memory - 1) > 1e-9)
    findings.add(
      ['pricing', 'splitCostWeights'],
      '`cpu` and `memory` to add up to 1',
      `${Number((cpu + memory).toPrecision(12))}`,
    );
  return { cpu, memory };
}

function rest(part: number): number {
  return Number((1 - part).toPrecision(12));
}

function resolveOtherUsage(
  { metered, savingsPlans = [] }: z.output<typeof otherUsageSchema>,
  plans: PricingSpec['savingsPlans'],
  findings: Findings,
): PricingSpec['otherUsage'] {
  for (const [i, { price: name }] of metered.entries())
    if (!isPriceName(name))
      findings.add(
        ['pricing', 'otherUsage', 'metered', i, 'price'],
        'the name of a price, such as transfer.internetOut.gb',
        describeValue(name),
        '`ecsim prices show` prints them all.',
      );
  if (savingsPlans.length > plans.length)
    findings.add(
      ['pricing', 'otherUsage', 'savingsPlans'],
      `at most as many as there are \`savingsPlans\`, ${plans.length}`,
      `${savingsPlans.length}`,
    );
  for (const [i, taken] of savingsPlans.entries())
    if (i < plans.length && Number(taken) > Number(plans[i]!.hourlyCommitment))
      findings.add(
        ['pricing', 'otherUsage', 'savingsPlans', i],
        `at most the plan's \`hourlyCommitment\`, ${plans[i]!.hourlyCommitment}`,
        taken,
      );
  return { metered, savingsPlans };
}
