import * as z from 'zod';
import { unitPrice } from '../../policies/fleet/weights.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { weight } from '../given.ts';

/** What an hour of a unit costs (scaling: ). */
export const weightsUnitPrice: Adapter = adapter(
  'weights-unit-price',
  form({ type: z.string(), spotPrice: z.number().min(0), weight }, (given) => ({
    pricePerUnitHour: unitPrice(given.spotPrice, given.weight),
  })),
);
