import { parseRate } from '../units/money.ts';

export const HOUR_MS = 3_600_000;

/** A rate of an example as billing counts it, 1e-10 USD; digits that only a double's noise adds are dropped. */
export function exactRate(rate: number): bigint {
  return parseRate(rate.toPrecision(12));
}
