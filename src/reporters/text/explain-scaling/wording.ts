import { unbroken } from '../layout.ts';
import { formatAmount } from '../numbers.ts';

/** `2026-03-02T01:05:30.711Z` as `01:05:30`, with its date where that is another than of `moment`. */
export function formatTime(instant: string, moment: string): string {
  const [date = '', time = ''] = instant.split('T');
  const clock = time.replace(/(?::00)?\.\d+Z$/, '');
  return moment.startsWith(date) ? clock : unbroken(`${date} ${clock}`);
}

/** A value of a metric; `-`: missing. */
export function formatValue(value: number | null): string {
  return value === null ? '-' : formatAmount(value);
}

/** On which side of its threshold a data point breaches. */
export const SIDES = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'at or above',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'at or below',
} as const;
