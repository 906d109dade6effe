import { type Month, monthAround } from '../../units/month.ts';
import { type MonthLength, monthMs } from '../pricing/month-length.ts';
import {
  addToMonth,
  type MeteredLine,
  type MeteredUsage,
  type MeterPrice,
  type MonthToDate,
  meteredLines,
} from './metered-lines.ts';
import type { MeterName } from './registry.ts';

/** What the calendar month (UTC) of the last hour has used so far: steps and free parts begin anew with each. */
export interface MeteredMonth {
  readonly month: Month;
  readonly used: MonthToDate;
}

/** What holds for all hours of a bill. */
export interface MonthlyTerms {
  readonly length: MonthLength;
  /** What others of the payer's account use in a month of so many milliseconds, as if before everything else. */
  otherUsage(monthMs: bigint): MonthToDate;
  priceOf(meter: MeterName): MeterPrice;
}

/** The lines of the next hour of the clock, and the month after it; `null`: no hour has been before. */
export function meteredHour(
  before: MeteredMonth | null,
  hourEpochMs: number,
  usage: readonly MeteredUsage[],
  { length, otherUsage, priceOf }: MonthlyTerms,
): { readonly lines: MeteredLine[]; readonly after: MeteredMonth } {
  const isNewMonth = before === null || hourEpochMs >= before.month.endMs;
  const month = isNewMonth ? monthAround(hourEpochMs) : before.month;
  const lasts = monthMs(length, hourEpochMs);
  const used = isNewMonth ? otherUsage(lasts) : before.used;
  return {
    lines: meteredLines(usage, priceOf, lasts, used),
    after: { month, used: addToMonth(used, usage) },
  };
}
