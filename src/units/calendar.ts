const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Days from 1970-01-01 to a date of the Gregorian calendar; `month` is 1 to 12. */
export function daysFromDate(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** A date of the Gregorian calendar; `month` is 1 to 12. */
interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** The date that lies `days` after 1970-01-01. */
export function dateFromDays(days: number): CalendarDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2})))?$/;

/**
 * Reads an ISO 8601 instant as epoch milliseconds: a date alone is its midnight in UTC, a time needs `Z` or an offset.
 * Parts of a millisecond are cut off. `null` for anything else, a time without a zone included.
 */
export function parseInstant(text: string): number | null {
  const found = INSTANT.exec(text.trim());
  if (found === null) return null;
  const part = (index: number) => Number(found[index] ?? 0);
  const year = part(1);
  const month = part(2);
  const day = part(3);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (part(4) > 23 || part(5) > 59 || part(6) > 59 || part(10) > 23 || part(11) > 59) return null;
  const fraction = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3));
  const time = part(4) * HOUR_MS + part(5) * MINUTE_MS + part(6) * 1000 + fraction;
  const offset = (part(10) * HOUR_MS + part(11) * MINUTE_MS) * (found[9] === '-' ? -1 : 1);
  return daysFromDate(year, month, day) * DAY_MS + time - offset;
}

const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const THREE_DIGITS: readonly string[] = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));

/** Integer epoch milliseconds as `2026-03-02T00:00:00.000Z`, for the years 0 to 9999. */
export function formatInstant(epochMs: number): string {
  const time = enterDay(epochMs);
  if (lastDay.text === '') lastDay.text = wordsToText(lastDay.year, lastDay.month, lastDay.day).slice(0, 11);
  return (
    lastDay.text +
    TWO_DIGITS[(time / HOUR_MS) | 0] +
    ':' +
    TWO_DIGITS[((time / MINUTE_MS) | 0) % 60] +
    ':' +
    TWO_DIGITS[((time / 1000) | 0) % 60] +
    '.' +
    THREE_DIGITS[time % 1000] +
    'Z'
  );
}

/**
 * Writes what `formatInstant` gives as 24 ASCII bytes from `at` on, and returns the offset behind them. Four characters
 * at a time, which takes half as long as one by one.
 */
export function writeInstant(view: DataView, at: number, epochMs: number): number {
  const time = enterDay(epochMs) | 0;
  const seconds = (time / 1000) | 0;
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  const tensOfHours = (hours / 10) | 0;
  view.setInt32(at, lastDay.year);
  view.setInt32(at + 4, lastDay.month);
  view.setInt32(at + 8, lastDay.day + tensOfHours);
  view.setInt32(at + 12, MINUTE_WORDS[minutes - hours * 60]! + ((hours - tensOfHours * 10) << 24));
  view.setInt32(at + 16, SECOND_WORDS[seconds - minutes * 60]!);
  view.setInt32(at + 20, MS_WORDS[time - seconds * 1000]!);
  return at + 24;
}

/** `0:MM`, `:SS.` and `mmmZ` as the numbers that their four characters are. */
const MINUTE_WORDS: Int32Array = Int32Array.from({ length: 60 }, (_, n) => wordOf(`0:${TWO_DIGITS[n]}`));
const SECOND_WORDS: Int32Array = Int32Array.from({ length: 60 }, (_, n) => wordOf(`:${TWO_DIGITS[n]}.`));
const MS_WORDS: Int32Array = Int32Array.from({ length: 1000 }, (_, n) => wordOf(`${THREE_DIGITS[n]}Z`));

/** Two digits as one number. */
const PAIRS: Int32Array = Int32Array.from({ length: 100 }, (_, n) => wordOf(TWO_DIGITS[n]!));
const DASH = 45;
const END_OF_DATE: number = wordOf('T0');

/** Up to four ASCII characters as one number, the last in its lowest byte. */
function wordOf(text: string): number {
  return [...text].reduce((word, character) => (word << 8) | character.charCodeAt(0), 0);
}

function wordsToText(...words: readonly number[]): string {
  return String.fromCharCode(
    ...words.flatMap((word) => [word >> 24, (word >> 16) & 0xff, (word >> 8) & 0xff, word & 0xff]),
  );
}

/**
 * The day entered last in the words `2026`, `-03-`, `02T0`, and, once asked for, as text: the instants of a row share it. A
 * memo of a pure function, no state.
 */
const lastDay = { startMs: NaN, text: '', year: 0, month: 0, day: 0 };

/** Makes `lastDay` the day of `epochMs` and returns the milliseconds since its midnight. */
function enterDay(epochMs: number): number {
  const sinceMidnight = epochMs - lastDay.startMs;
  if (sinceMidnight >= 0 && sinceMidnight < DAY_MS) return sinceMidnight;
  const days = Math.floor(epochMs / DAY_MS);
  const { year, month, day } = dateFromDays(days);
  if (!(year >= 0 && year <= 9999)) {
    throw new RangeError(`expected an instant of the years 0 to 9999, received ${epochMs}`);
  }
  const century = (year / 100) | 0;
  lastDay.startMs = days * DAY_MS;
  lastDay.text = '';
  lastDay.year = (PAIRS[century]! << 16) | PAIRS[year - century * 100]!;
  lastDay.month = (DASH << 24) | (PAIRS[month]! << 8) | DASH;
  lastDay.day = (PAIRS[day]! << 16) | END_OF_DATE;
  return epochMs - lastDay.startMs;
}

/** One formatter a time zone, because making one costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** `null` for a name that is no zone. */
function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = makeFormatter(timeZone);
  if (made !== null) formatters.set(timeZone, made);
  return made;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | null {
  // Newer engines also take "+01:00", older ones do not: the same scenario must be read alike by both.
  if (!/^[A-Za-z]/.test(timeZone)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
}

/** Whether the engine knows this IANA time zone. */
export function isTimeZone(name: string): boolean {
  return formatterOf(name) !== null;
}

const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** What a zone's clocks show beyond UTC at an instant, in milliseconds; the name must be a zone's. */
export function zoneOffsetMs(timeZone: string, epochMs: number): number {
  if (timeZone === 'UTC') return 0;
  const formatter = formatterOf(timeZone);
  if (formatter === null) throw new RangeError(`expected an IANA time zone, received "${timeZone}"`);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(formatter.format(epochMs)) ?? [];
  const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

/**
 * The instant at which a zone's clocks show a local time. A time that the clocks skip is `null`, one that they show
 * twice is its first instant: a schedule is left out in spring and runs once in autumn
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, daylight saving time).
 */
export function localToEpochMs(
  timeZone: string,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
): number | null {
  const local = daysFromDate(year, month, day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
  if (timeZone === 'UTC') return local;
  const offsetBefore = zoneOffsetMs(timeZone, local - DAY_MS);
  const offsetAfter = zoneOffsetMs(timeZone, local + DAY_MS);
  if (offsetBefore === offsetAfter) return local - offsetBefore;
  const first = local - Math.max(offsetBefore, offsetAfter);
  if (first + zoneOffsetMs(timeZone, first) === local) return first;
  const second = local - Math.min(offsetBefore, offsetAfter);
  return second + zoneOffsetMs(timeZone, second) === local ? second : null;
}
