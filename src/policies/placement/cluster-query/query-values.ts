import { parseInstant } from '../../../units/calendar.ts';

/** A version such as 1.14.5 as its parts; `null` for any other text. */
export function readVersion(text: string): readonly number[] | null {
  return /^\d{1,9}(?:\.\d{1,9})*$/.test(text) ? text.split('.').map(Number) : null;
}

/** Part by part as numbers, so that 1.9.0 is less than 1.14.5 (ecs: ); a part that is not there is 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A count of tasks; `null` for what is no integer. */
export function readCount(text: string): number | null {
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Epoch milliseconds of a date or date-time; without a zone it is UTC (ecs: ). `null` for any other text. */
export function readRegisteredAt(text: string): number | null {
  return parseInstant(text) ?? (text.includes(':') ? parseInstant(`${text}Z`) : null);
}
