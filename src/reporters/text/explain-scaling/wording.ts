import { unbroken } from '../layout.ts';
import { formatAmount } from '../numbers.ts';

/** `2026-03-02T01:05:30.711Z` as `01:05:30`, with its date where that is another than of `moment`. */
export function formatTime(instant: string, moment: string): string {
  const [date = '', time = ''] = instant.split('T');
  const clock = time.replace(/(?::00)?\.\d+Z$/, '');
  return moment.startsWith(date) ? clock : unbroken(`${date} ${clock}`);
}

/** What is scaled, in words: tasks of a service, or instances of a group. */
export interface ScaledWords {
  readonly unit: 'task' | 'instance';
  /** `desired count` or `desired capacity`. */
  readonly wanted: string;
  /** What a policy starts from. */
  readonly running: string;
}

export const SCALED_WORDS = {
  service: { unit: 'task', wanted: 'desired count', running: 'running' },
  group: { unit: 'instance', wanted: 'desired capacity', running: 'warm' },
} as const satisfies Record<string, ScaledWords>;

/** How much of it is wanted, and its words. */
export interface Scaled extends ScaledWords {
  readonly desired: number;
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
