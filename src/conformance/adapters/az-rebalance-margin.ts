import * as z from 'zod';
import { rebalanceMaximum } from '../../policies/fleet/choose-zone.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** How far above its maximum a group goes while it mends the balance of its zones (scaling: ). */
export const azRebalanceMargin: Adapter = adapter(
  'az-rebalance-margin',
  form({ max: z.int().min(1) }, ({ max }) => ({ temporaryMax: rebalanceMaximum(max) })),
);
