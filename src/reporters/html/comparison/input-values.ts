import { formatAmount, formatSeconds } from '../../text/numbers.ts';

/** What a setting is varied over: seconds, or what it counts. */
interface InputUnit {
  readonly unit?: 's';
}

/** A value of a setting for people: `1 min 30 s`, `29.5`. */
export function sayInput({ unit }: InputUnit, value: number): string {
  if (unit === 's') return formatSeconds(value);
  return Math.abs(value) < 0.01 ? String(Number(value.toPrecision(4))) : formatAmount(value);
}
