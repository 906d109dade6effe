import { divideRounded } from '../../units/money.ts';
import { chargeOf } from '../pricing/charge.ts';

/** Hours of a year as AWS's calculator counts them; a month has 730 (billing:S8). */
export const YEAR_HOURS = 8760n;
export const MONTH_HOURS = 730n;

/** How a commitment of one or three years is paid, nano-USD. */
export interface Payment {
  readonly years: 1 | 3;
  /** All hours of the term at the full rate. */
  readonly total: bigint;
  readonly upfront: bigint;
  /** 1e-10 USD an hour beside what was paid upfront. */
  readonly hourlyRate: bigint;
}

/** Half of a partial upfront payment is paid at once (billing:S8). */
export const UPFRONT_PERCENT: Readonly<Record<'none' | 'partial' | 'all', bigint>> = {
  none: 0n,
  partial: 50n,
  all: 100n,
};

/** What a Savings Plan of so much an hour (1e-10 USD) asks for over its term (billing:S8). */
export function savingsPlanPayment(
  rate: bigint,
  years: 1 | 3,
  upfront: keyof typeof UPFRONT_PERCENT,
): Payment {
  const hours = BigInt(years) * YEAR_HOURS;
  const total = chargeOf(hours, 1n, rate);
  const paid = divideRounded(total * UPFRONT_PERCENT[upfront], 100n);
  return { years, total, upfront: paid, hourlyRate: divideRounded((total - paid) * 10n, hours) };
}

/** What a term costs that was bought at an upfront price and an hourly rate (1e-10 USD), nano-USD. */
export function termCost(upfront: bigint, hourlyRate: bigint, hours: bigint): bigint {
  return upfront + chargeOf(hours, 1n, hourlyRate);
}

/** An upfront price spread over the hours of its term, on top of the hourly rate; 1e-10 USD. */
export function effectiveHourlyRate(upfront: bigint, hourlyRate: bigint, hours: bigint): bigint {
  return hourlyRate + divideRounded(upfront * 10n, hours);
}

/** What the calculator calls a month: a twelfth of a year's upfront payment and 730 hours. */
export function normalisedMonth({ years, upfront, hourlyRate }: Payment): bigint {
  return divideRounded(upfront, BigInt(years) * 12n) + chargeOf(MONTH_HOURS, 1n, hourlyRate);
}

/** How many of `of` parts must be used for a commitment to cost less than On-Demand. */
export function breakevenParts(rate: bigint, onDemandRate: bigint, of: bigint): bigint {
  return divideRounded(rate * of, onDemandRate);
}
