import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { scaleOutTimes } from '../scale-out-times.ts';

/** AWS's own measurement of how soon a load step scales a service out; publishing delays were calibrated on it (scaling: ). */
export const hiresBenchmark: Adapter = adapter(
  'hires-benchmark',
  form({ resolutionSec: z.union([z.literal(20), z.literal(60)]) }, async ({ resolutionSec }) => {
    const { trigger, running } = await scaleOutTimes(resolutionSec);
    return { scaleOutTriggerSec: meanOf(trigger), totalToProvisionedSec: meanOf(running) };
  }),
);

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
