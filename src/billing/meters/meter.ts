import { GIB, HOUR_MS } from '../pricing/charge.ts';

/** How the usage of a meter is counted: in integers, of which so many make one unit of its price. */
export interface Counting {
  /** Of a price by the month: how many make a unit for a millisecond. */
  readonly perUnit: bigint;
  /** Whether a unit lasts a month: then what is had is counted times milliseconds. */
  readonly byMonth: boolean;
}

/** How many of a meter's integers make one unit in a month of so many milliseconds. */
export function perUnitOf({ perUnit, byMonth }: Counting, monthMs: bigint): bigint {
  return byMonth ? perUnit * monthMs : perUnit;
}

/** Milliseconds of what costs by the hour. */
export const HOURS: Counting = { perUnit: HOUR_MS, byMonth: false };
/** Bytes that pass. */
export const GB: Counting = { perUnit: GIB, byMonth: false };
/** Bytes that lie, times milliseconds. */
export const GB_MONTHS: Counting = { perUnit: GIB, byMonth: true };
/** Things that are had, times milliseconds. */
export const MONTHS: Counting = { perUnit: 1n, byMonth: true };
/** Things that happen, one by one. */
export const ONE_BY_ONE: Counting = { perUnit: 1n, byMonth: false };
