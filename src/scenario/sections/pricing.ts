import * as z from 'zod';
import { parseInstant } from '../../units/calendar.ts';
import type { Findings } from '../findings.ts';
import type { Scenario } from '../scenario.ts';
import { fraction, refuse, text } from '../shapes/fields.ts';
import { mapping, notModelled } from '../shapes/mapping.ts';

/** A day (ISO), or the simulated time. */
export type AsOf = 'simulated' | { readonly day: string };

const DATE = /^\d{4}-\d\d-\d\d$/;
const EXPECTED_AS_OF = 'a date such as 2026-09-01, or `simulated`';

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
    catalogue: text('the path of a file')
      .optional()
      .describe(
        'Not of AWS: a file of `ecsim prices import`, whose prices stand in place of the built-in ones.',
      ),
    asOf: z
      .string(EXPECTED_AS_OF)
      .transform((value, context): AsOf => {
        if (value === 'simulated') return value;
        return parseInstant(value) !== null && DATE.test(value)
          ? { day: value }
          : refuse(context, EXPECTED_AS_OF);
      })
      .optional()
      .describe(
        'Which prices of the catalogue file count: those of a day, or at each hour those in force then.',
      ),
  },
  { notModelled: notModelled('savingsPlans', 'reservedInstances', 'discount', 'otherUsage') },
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
  return { splitCostWeights: { cpu, memory } };
}

function rest(part: number): number {
  return Number((1 - part).toPrecision(12));
}
