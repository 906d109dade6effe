import * as z from 'zod';
import { parseInstant } from '../../units/calendar.ts';
import { formatDuration, parseDuration } from '../../units/duration.ts';
import { parseRate } from '../../units/money.ts';
import { didYouMean } from '../names.ts';

/**
 * The scalars of a scenario file. Each carries, as its zod message, what stands behind "expected" in the sentence about
 * a wrong one.
 */

/** Text of 1 to `longest` characters. */
export function text(expected = 'text', longest = 10_000): z.ZodString {
  return z.string(expected).min(1, expected).max(longest, `${expected} of at most ${longest} characters`);
}

/** Text of a fixed form. */
export function pattern(form: RegExp, expected: string): z.ZodString {
  return z.string(expected).regex(form, expected);
}

/** One of AWS's enumerated words; letters count. */
export function choice<const T extends readonly string[]>(
  words: T,
): z.ZodEnum<{ [word in T[number]]: word }> {
  return z.enum(words, words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`);
}

/** One of the words, or a word of AWS's that is not modelled yet. */
export function modelledChoice<const T extends string>(
  words: readonly T[],
  isUnmodelled: RegExp,
): z.ZodType<T, string> {
  const expected = words.length === 1 ? words[0]! : `one of ${words.join(', ')}`;
  return z.string(expected).transform((word, context): T => {
    if ((words as readonly string[]).includes(word)) return word as T;
    return refuse(
      context,
      expected,
      isUnmodelled.test(word) ? `${word} is not modelled yet.` : didYouMean(word, words),
    );
  });
}

/** True or false. */
export function flag(): z.ZodBoolean {
  return z.boolean('true or false');
}

/** An integer within bounds, both included. */
export function integer(from: number, to: number = Number.MAX_SAFE_INTEGER): z.ZodNumber {
  const bounds = to === Number.MAX_SAFE_INTEGER ? `from ${from} up` : `from ${from} to ${to}`;
  const expected = `an integer ${bounds}`;
  return z.int(expected).min(from, expected).max(to, expected);
}

/** An integer, as a number or as text in the way AWS writes some of them. */
export function integerOrText(from: number, expected: string): z.ZodType<number, number | string> {
  return z.union([z.number(), z.string()], expected).transform((value, context) => {
    const number =
      typeof value === 'number' ? value : /^\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
    if (Number.isSafeInteger(number) && number >= from) return number;
    return refuse(context, expected);
  });
}

/** A number from 0 up, 0 itself left out if `positive`. */
export function amount(
  positive: boolean,
  expected = positive ? 'a number above 0' : 'a number from 0 up',
): z.ZodNumber {
  const number = z.number(expected);
  return positive ? number.positive(expected) : number.nonnegative(expected);
}

/** A number from 0 to 1, both included. */
export function fraction(): z.ZodNumber {
  const expected = 'a number from 0 to 1';
  return z.number(expected).min(0, expected).max(1, expected);
}

/** A duration in milliseconds: `90s`, `6m`, `7d`, or a number of seconds. */
export function duration(shortestMs = 0): z.ZodType<number, number | string> {
  return statedDuration(shortestMs).transform(({ ms }) => ms);
}

/** A duration, and whether it came without a unit: then it may have been meant in another one than seconds. */
export function statedDuration(shortestMs = 0): z.ZodType<StatedDuration, number | string> {
  const least =
    shortestMs === 0 ? '' : shortestMs === 1 ? ' above 0' : ` of at least ${formatDuration(shortestMs)}`;
  const expected = `a duration${least} such as 90s, 6m or 7d`;
  return z.union([z.number(), z.string()], expected).transform((value, context) => {
    const ms = parseDuration(value);
    if (ms === null || ms < shortestMs) return refuse(context, expected);
    return { ms, isBare: isBareNumber(value) };
  });
}

export interface StatedDuration {
  readonly ms: number;
  readonly isBare: boolean;
}

/** Of what is a duration: whether it is a number, or text that is nothing else. */
export function isBareNumber(value: number | string): boolean {
  return typeof value === 'number' || /^[\s\d.]+$/.test(value);
}

/** An instant in epoch milliseconds: ISO 8601, with `Z` or an offset when it has a time of day. */
export function instant(): z.ZodType<number, string> {
  const expected = 'a date or an instant such as 2026-03-02T00:00:00Z';
  return z.string(expected).transform((value, context) => parseInstant(value) ?? refuse(context, expected));
}

/** A moment of the run: from its start, or on the calendar. */
export type Moment = { readonly fromStartMs: number } | { readonly epochMs: number };

/** A duration from the start, or an ISO 8601 instant. */
export function moment(): z.ZodType<Moment, number | string> {
  const expected = 'a duration from the start such as 2h, or an instant such as 2026-03-02T06:00:00Z';
  return z.union([z.number(), z.string()], expected).transform((value, context): Moment => {
    const fromStartMs = parseDuration(value);
    if (fromStartMs !== null) return { fromStartMs };
    const epochMs = typeof value === 'string' ? parseInstant(value) : null;
    return epochMs === null ? refuse(context, expected) : { epochMs };
  });
}

/** A time of day in milliseconds from midnight: `14:30`, or a duration from midnight such as `14h`; never a bare number. */
export function timeOfDay(): z.ZodType<number, string> {
  const expected = 'a time of day such as 14h or "14:30"';
  return z.string(expected).transform((value, context) => {
    const [, hours, minutes] = /^\s*(\d{1,2}):([0-5]\d)\s*$/.exec(value) ?? [];
    const ms =
      hours === undefined ? parseDuration(value) : Number(hours) * 3_600_000 + Number(minutes) * 60_000;
    return ms === null || ms >= 86_400_000 || isBareNumber(value) ? refuse(context, expected) : ms;
  });
}

/** A price in USD from 0 up, as a decimal string. */
export function price(): z.ZodType<string, number | string> {
  const expected = 'a price in USD such as 0.096';
  return z.union([z.number(), z.string()], expected).transform((value, context) => {
    const decimal = String(value).trim();
    return isPrice(decimal) ? decimal : refuse(context, expected);
  });
}

function isPrice(decimal: string): boolean {
  try {
    return parseRate(decimal) >= 0n && !decimal.startsWith('-');
  } catch {
    return false;
  }
}

/** Any scalar, as the text that a CSV cell has. */
export function cellText(): z.ZodType<string, string | number | boolean> {
  return z.union([z.string(), z.number(), z.boolean()], 'text or a number').transform(String);
}

/** Makes a problem of a value that has the right type and the wrong content, or of one of its keys. */
export function refuse(context: z.RefinementCtx, expected: string, hint?: string, key?: string): never {
  context.addIssue({
    code: 'custom',
    message: expected,
    ...(hint === undefined ? {} : { params: { hint } }),
    ...(key === undefined ? {} : { path: [key] }),
  });
  return z.NEVER;
}
