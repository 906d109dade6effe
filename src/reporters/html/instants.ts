import { formatInstant, parseInstant } from '../../units/calendar.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Milliseconds since 1970 of an instant of an outcome; what is none is 0. */
export function msOf(instant: string): number {
  return parseInstant(instant) ?? 0;
}

/** ISO 8601 of an instant; what no calendar has is the nearest that one has. */
export function isoOf(ms: number): string {
  return formatInstant(Math.min(LAST_MS, Math.max(FIRST_MS, Math.floor(ms) || 0)));
}

/** The years 0 and 9999. */
const FIRST_MS = -62_167_219_200_000;
const LAST_MS = 253_402_300_799_999;

/** `3 March, 14:00`, in UTC. */
export function sayInstant(ms: number): string {
  const { day, time } = partsOf(ms);
  return `${day}, ${time}`;
}

/** `3 March 2026, 14:00`. */
export function sayDated(ms: number): string {
  const { day, year, time } = partsOf(ms);
  return `${day} ${year}, ${time}`;
}

/** For the rows of a table: `3 Mar 14:00`, with the seconds that are not 0. */
export function shortInstant(ms: number): string {
  const text = isoOf(ms);
  const seconds = text.slice(17, 19);
  return `${shortDay(text)} ${text.slice(11, 16)}${seconds === '00' ? '' : `:${seconds}`}`;
}

/** For an axis: what tells a tick from the one before. */
export function tickText(ms: number): string {
  const text = isoOf(ms);
  if (text.endsWith('T00:00:00.000Z')) {
    if (text.slice(5, 10) === '01-01') return text.slice(0, 4);
    return shortDay(text);
  }
  if (text.slice(17, 23) === '00.000') return text.slice(11, 16);
  return text.slice(20, 23) === '000' ? text.slice(11, 19) : text.slice(17, 23);
}

function shortDay(text: string): string {
  return `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1]!.slice(0, 3)}`;
}

function partsOf(ms: number): { day: string; year: string; time: string } {
  const text = isoOf(ms);
  return {
    day: `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1]}`,
    year: text.slice(0, 4),
    time: text.slice(11, 16),
  };
}
