import * as z from 'zod';
import { roundChange } from '../../policies/scaling/step-scaling.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How a change of a percentage becomes whole tasks (scaling: ). */
export const stepRounding: Adapter = adapter(
  'step-rounding',
  form({ rawPercentChange: z.number() }, ({ rawPercentChange }) => ({
    change: roundChange(rawPercentChange),
  })),
);
