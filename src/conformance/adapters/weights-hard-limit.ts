import { mostUnits } from '../../policies/fleet/weights.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount, weight } from '../given.ts';

/** The most units that a group has (scaling: ). */
export const weightsHardLimit: Adapter = adapter(
  'weights-hard-limit',
  form({ desired: instanceCount, largestWeight: weight }, ({ desired, largestWeight }) => ({
    maxUnits: mostUnits(desired, [largestWeight]),
  })),
);
