import type * as z from 'zod';
import type { UsageSpec } from '../../scenario.ts';
import { amount } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

/** Parts of a reservation that are used. */
export const usageSchema = mapping({
  cpu: amount(false)
    .optional()
    .describe(
      'Part of the CPU that is reserved: 0.5 is half of it, 1 all; default 1, beside `requests` 0, which bring their own. Above 1 only without a hard limit.',
    ),
  memory: amount(false)
    .optional()
    .describe(
      'Part of the memory that is reserved: 0.5 is half of it, 1 all; default 1, beside `memoryMibPerRequest` 0. Above a hard limit a container is killed.',
    ),
});

/** What is stated, else `others`. */
export function resolveUsage(
  { cpu, memory }: z.output<typeof usageSchema> = {},
  others: UsageSpec = { cpu: 1, memory: 1 },
): UsageSpec {
  return { cpu: cpu ?? others.cpu, memory: memory ?? others.memory };
}
