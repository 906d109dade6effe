import * as z from 'zod';
import { overage } from '../../policies/fleet/weights.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount, weight } from '../given.ts';

/** Units above what was missing (scaling: ). */
export const weightsOverage: Adapter = adapter(
  'weights-overage',
  form(
    { remainingUnits: instanceCount, launched: z.strictObject({ type: z.string(), weight }) },
    ({ remainingUnits, launched }) => ({ overageUnits: overage(remainingUnits, launched.weight) }),
  ),
);
