import * as z from 'zod';
import {
  type AdjustmentType,
  adjustCapacity,
  type StepAdjustment,
} from '../policies/scaling/step-scaling.ts';

export const adjustmentType: z.ZodEnum<{ [Type in AdjustmentType]: Type }> = z.enum([
  'ChangeInCapacity',
  'ExactCapacity',
  'PercentChangeInCapacity',
]);

const bound = z.number().nullable();

/** The bounds of a step, as distances from the alarm's threshold. */
export const bounds: { lower: typeof bound; upper: typeof bound } = { lower: bound, upper: bound };

/** Steps of a policy as the examples write them. */
export const givenSteps: z.ZodType<readonly StepAdjustment[]> = z.array(
  z
    .strictObject({ ...bounds, adj: z.number() })
    .transform(({ lower, upper, adj }) => ({ lower, upper, adjustment: adj })),
);

/** The change before it is rounded: that of a service with a thousand times as many tasks, in thousandths. */
export function rawPercentChange(capacity: number, percent: number): number {
  const thousandfold = capacity * 1000;
  const rule = { adjustmentType: 'PercentChangeInCapacity', minAdjustmentMagnitude: 0 } as const;
  return (adjustCapacity(thousandfold, percent, rule) - thousandfold) / 1000;
}
