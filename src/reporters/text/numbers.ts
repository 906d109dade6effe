import { formatInstant, parseInstant } from '../../units/calendar.ts';
import { formatDuration } from '../../units/duration.ts';
import { formatDollars } from '../../units/money.ts';

/** From here on digits say nothing: `1.23e15`. */
const HUGE = 1e15;

/** A count for people: `1,234,567`. */
export function formatCount(value: number): string {
  return Math.abs(value) >= HUGE ? formatHuge(value) : grouped(String(Math.round(value)));
}

/** The same in millions where it is long: `9,999,999`, `10 M`, `10,200 M`. */
export function formatManyCount(value: number): string {
  return value < 1e7 ? formatCount(value) : `${formatAmount(value / 1e6)} M`;
}

/** A measured amount for people, about three digits: `0`, `<0.01`, `0.5`, `12.3`, `1,235`. */
export function formatAmount(value: number): string {
  const size = Math.abs(value);
  if (size >= HUGE) return formatHuge(value);
  if (size > 0 && size < 0.01) return value < 0 ? '>-0.01' : '<0.01';
  const decimals = size < 10 ? 2 : size < 100 ? 1 : 0;
  return grouped(trimmed(value.toFixed(decimals)));
}

/** A fraction as percent: `0 %`, `<0.1 %`, `4.2 %`, `87 %`; 100 % only when it is all. */
export function formatShare(fraction: number): string {
  // Sums of many parts miss their whole by binary dust.
  const percent = Math.round(fraction * 1e12) / 1e10;
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  if (percent > 99 && percent < 100) return percent > 99.9 ? '>99.9 %' : `${trimmed(percent.toFixed(1))} %`;
  return percent < 10 ? `${trimmed(percent.toFixed(1))} %` : `${formatCount(percent)} %`;
}

/** USD for people: `$1,234.56`; what is not nothing never reads as nothing. */
export function formatUsd(amount: number): string {
  if (Math.abs(amount) >= HUGE) return amount < 0 ? `-$${formatHuge(-amount)}` : `$${formatHuge(amount)}`;
  return formatDollars(amount);
}

/** The same of what one of many things costs: two digits of what is under a cent, down to a millionth of a dollar. */
export function formatUnitUsd(amount: number): string {
  if (!(amount >= 1e-6 && amount < 0.01)) return formatUsd(amount);
  let digits = 3;
  for (let least = 0.01; amount < least; least /= 10) digits++;
  return `$${amount.toFixed(digits)}`;
}

/** Seconds for people: `0 s`, `250 ms`, `45 s`, `1 h 30 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds === 0) return '0 s';
  if (seconds < 0.0005) return '<1 ms';
  return Math.abs(seconds) >= HUGE ? `${formatHuge(seconds)} s` : formatDuration(seconds * 1000);
}

/** `2026-03-02T00:00:00.000Z` as `2026-03-02 00:00`, in UTC. */
export function formatMinute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

/** So many seconds after an instant, to the minute; of what no calendar has, the instant itself. */
export function formatMinuteAfter(instant: string, seconds: number): string {
  const later = Math.round((parseInstant(instant) ?? 0) + seconds * 1000);
  return later >= 0 && later <= LAST_MS ? formatMinute(formatInstant(later)) : formatMinute(instant);
}

/** The end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

/** `1 task`, `2 tasks`. */
export function countOf(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `once`, `twice`, `3 times`. */
export function formatTimes(value: number): string {
  if (value === 1) return 'once';
  return value === 2 ? 'twice' : `${formatCount(value)} times`;
}

function formatHuge(value: number): string {
  return value.toExponential(2).replace('e+', 'e');
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const text = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? text : `${text}.${fraction}`;
}

function trimmed(decimal: string): string {
  const text = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  return text === '-0' ? '0' : text;
}
