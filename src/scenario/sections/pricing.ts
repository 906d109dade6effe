import type * as z from 'zod';
import type { Findings } from '../findings.ts';
import type { Scenario } from '../scenario.ts';
import { flag, fraction } from '../shapes/fields.ts';
import { mapping, notModelled } from '../shapes/mapping.ts';

/** What split cost allocation data gives CPU and memory of an instance's price when nothing is said. */
const SPLIT_COST_WEIGHTS = { cpu: 0.9, memory: 0.1 };

export const pricingSchema = mapping(
  {
    splitCostWeights: mapping({
      cpu: fraction().optional().describe("Part of an instance's price that its CPU stands for."),
      memory: fraction().optional().describe('Part that its memory stands for; together they are 1.'),
    })
      .prefault(SPLIT_COST_WEIGHTS)
      .describe("How an instance's money is shared out among its tasks."),
    freeTier: flag()
      .prefault(false)
      .describe('Whether what AWS gives every account free in a month is taken off; default false.'),
  },
  { notModelled: notModelled('savingsPlans', 'reservedInstances', 'discount', 'otherUsage', 'asOf') },
);

/** The weights of an instance's CPU and memory; they add up to 1. */
export function resolvePricing(
  section: z.output<typeof pricingSchema>,
  findings: Findings,
): Scenario['pricing'] {
  const given = section.splitCostWeights;
  const cpu = given.cpu ?? (given.memory === undefined ? SPLIT_COST_WEIGHTS.cpu : rest(given.memory));
  const memory = given.memory ?? rest(cpu);
  if (Math.abs(cpu + memory - 1) > 1e-9)
    findings.add(
      ['pricing', 'splitCostWeights'],
      '`cpu` and `memory` to add up to 1',
      `${Number((cpu + memory).toPrecision(12))}`,
    );
  return { splitCostWeights: { cpu, memory }, freeTier: section.freeTier };
}

function rest(part: number): number {
  return Number((1 - part).toPrecision(12));
}
