import * as z from 'zod';
import type { PlacementStrategySpec } from '../scenario/scenario.ts';
import { PLENTY } from './small-run.ts';

/** How many instances or tasks an example may ask for. */
export const instanceCount: z.ZodInt = z.int().min(0).max(1000);
export const taskCount: z.ZodInt = z.int().min(0).max(10_000);

/** Units of capacity that an instance of a type counts as. */
export const weight: z.ZodInt = z.int().min(1).max(999);

/** CPU units or MiB of a task or an instance. */
export const size: z.ZodInt = z.int().min(0).max(PLENTY);

/** CPU units, MiB or tasks, by the name of what they belong to. */
export const amounts: z.ZodRecord<z.ZodString, z.ZodInt> = z.record(z.string(), size);

/** `placementStrategy` as the API takes it, for what the engine has; an attribute is named without `attribute:`. */
export const strategies: z.ZodType<readonly PlacementStrategySpec[]> = z.array(
  z.union([
    z.strictObject({ type: z.literal('random') }).transform(({ type }) => ({ type, field: '' })),
    z.strictObject({ type: z.literal('binpack'), field: z.enum(['cpu', 'memory']) }),
    z
      .strictObject({
        type: z.literal('spread'),
        field: z.string().regex(/^(instanceId|host|attribute:.+)$/),
      })
      .transform(({ type, field }) => ({ type, field: field.replace(/^attribute:/, '') })),
  ]),
);
