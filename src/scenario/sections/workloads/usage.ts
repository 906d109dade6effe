import type * as z from 'zod';
import type { UsageSpec } from '../../scenario.ts';
import { amount } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

/** Parts of a reservation that are used. */
export const usageSchema = mapping({
  cpu: amount(false).optional().describe('1 = all CPU that is reserved.'),
  memory: amount(false).optional().describe('1 = all memory that is reserved.'),
});

/** What is stated, else `others`. */
export function resolveUsage(
  { cpu, memory }: z.output<typeof usageSchema> = {},
  others: UsageSpec = { cpu: 1, memory: 1 },
): UsageSpec {
  return { cpu: cpu ?? others.cpu, memory: memory ?? others.memory };
}
