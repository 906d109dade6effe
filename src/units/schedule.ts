import {
  dateFromDays,
  daysFromDate,
  daysInMonth,
  isTimeZone,
  localToEpochMs,
  zoneOffsetMs,
} from './calendar.ts';
import {
  DAYS_OF_MONTH,
  DAYS_OF_WEEK,
  expectedOf,
  FIRST_YEAR,
  HOURS,
  LAST_YEAR,
  MINUTES,
  MONTHS,
  parseSet,
  parseValue,
  SECONDS,
  YEARS,
} from './cron-fields.ts';

/** When something recurs, decoded from AWS's `cron(...)`, `rate(...)` or `at(...)`: plain data. scaling. */
export type Schedule =
  | { readonly kind: 'at'; readonly atMs: number }
  | { readonly kind: 'rate'; readonly everyMs: number }
  | CronSchedule;

/** The sets of a cron expression, each sorted ascending; all times are local to `timeZone`. */
export interface CronSchedule {
  readonly kind: 'cron';
  readonly timeZone: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: DayRule;
  readonly months: readonly number[];
  /** `null`: every year. */
  readonly years: readonly number[] | null;
  /**
   * Whether a weekday was written as a number. AWS's pages disagree on which day that is (1 is SUN here, as EventBridge
   * counts; Application Auto Scaling's example reads 2 as Tuesday), so it deserves a warning. scaling.
   */
  readonly hasNumberedWeekday: boolean;
}

/** Which days of a month: one of cron's two day fields, the other one being free. Weekdays count from 1 = SUN. */
export type DayRule =
  | { readonly kind: 'every' }
  | {
      readonly kind: 'ofMonth';
      readonly days: readonly number[];
      /** `L`: the month's last day. */
      readonly last: boolean;
      /** `15W`: the weekday (MON to FRI) of the month nearest to that day. */
      readonly nearestWeekdays: readonly number[];
      /** `LW`: the last weekday (MON to FRI) of the month. */
      readonly lastWeekday: boolean;
    }
  | {
      readonly kind: 'ofWeek';
      readonly weekdays: readonly number[];
      /** `5L`: the month's last THU. */
      readonly lasts: readonly number[];
      /** `2#1`: the month's first MON. */
      readonly nths: readonly { readonly weekday: number; readonly nth: number }[];
    }
  /** Of Unix cron, where neither field is free: days that either of them names. */
  | { readonly kind: 'either'; readonly days: readonly number[]; readonly weekdays: readonly number[] };

/** Reads an AWS schedule expression; `at` and `cron` are local to the IANA zone `timeZone`. */
export function parseSchedule(text: string, timeZone: string): Schedule | { error: string } {
  if (!isTimeZone(timeZone)) return { error: `expected an IANA time zone, received "${timeZone}"` };
  const [, form = '', inside = ''] = /^\s*(cron|rate|at)\s*\((.*)\)\s*$/is.exec(text) ?? [];
  switch (form.toLowerCase()) {
    case 'cron':
      return parseCron(inside.trim(), timeZone);
    case 'rate':
      return parsePeriod(inside.trim());
    case 'at':
      return parseAt(inside.trim(), timeZone);
    default:
      return { error: `expected cron(...), rate(...) or at(...), received "${text}"` };
  }
}

/**
 * The first instant of `schedule` strictly after `afterMs`, or `null` when none is left. A rate counts from `originMs`
 * and is first due one period later. A local time that the clocks skip is left out; one they show twice is due once.
 */
export function nextOccurrence(schedule: Schedule, afterMs: number, originMs: number): number | null {
  switch (schedule.kind) {
    case 'at':
      return schedule.atMs > afterMs ? schedule.atMs : null;
    case 'rate': {
      const periods = Math.floor((afterMs - originMs) / schedule.everyMs) + 1;
      return originMs + Math.max(1, periods) * schedule.everyMs;
    }
    case 'cron':
      return nextOfCron(schedule, afterMs);
    default:
      return schedule satisfies never;
  }
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Walks local times upwards, months first, so that an impossible date costs a few thousand steps at most. */
function nextOfCron(cron: CronSchedule, afterMs: number): number | null {
  const localMs = afterMs + zoneOffsetMs(cron.timeZone, afterMs);
  const localDay = Math.floor(localMs / DAY_MS);
  const from = dateFromDays(localDay);
  const fromMinute = Math.floor((localMs - localDay * DAY_MS) / MINUTE_MS);
  for (let year = Math.max(from.year, FIRST_YEAR); year <= LAST_YEAR; year++) {
    if (cron.years !== null && !cron.years.includes(year)) continue;
    for (const month of cron.months) {
      if (year === from.year && month < from.month) continue;
      const isFromMonth = year === from.year && month === from.month;
      for (const day of daysOf(cron.days, year, month)) {
        if (isFromMonth && day < from.day) continue;
        const earliest = isFromMonth && day === from.day ? fromMinute : 0;
        const found = nextOfDay(cron, year, month, day, earliest, afterMs);
        if (found !== null) return found;
      }
    }
  }
  return null;
}

/** The first due instant after `afterMs` of one local day, from its minute `earliest` on. */
function nextOfDay(
  cron: CronSchedule,
  year: number,
  month: number,
  day: number,
  earliest: number,
  afterMs: number,
): number | null {
  for (const hour of cron.hours) {
    if (hour * 60 + 59 < earliest) continue;
    for (const minute of cron.minutes) {
      if (hour * 60 + minute < earliest) continue;
      const instant = localToEpochMs(cron.timeZone, year, month, day, hour, minute);
      if (instant !== null && instant > afterMs) return instant;
    }
  }
  return null;
}

/** The days of a month that a rule names, ascending. */
function daysOf(rule: DayRule, year: number, month: number): number[] {
  const last = daysInMonth(year, month);
  const firstWeekday = weekdayOf(daysFromDate(year, month, 1));
  const days: number[] = [];
  for (let day = 1; day <= last; day++) {
    const weekday = ((firstWeekday + day - 2) % 7) + 1;
    if (isDayOf(rule, day, weekday, last)) days.push(day);
  }
  return days;
}

/** 1 = SUN to 7 = SAT; day 0, 1970-01-01, was a Thursday. */
function weekdayOf(days: number): number {
  return ((((days + 4) % 7) + 7) % 7) + 1;
}

function isDayOf(rule: DayRule, day: number, weekday: number, last: number): boolean {
  switch (rule.kind) {
    case 'every':
      return true;
    case 'ofMonth':
      return (
        rule.days.includes(day) ||
        (rule.last && day === last) ||
        (rule.lastWeekday && isNearestWeekday(last, day, weekday, last)) ||
        rule.nearestWeekdays.some((target) => isNearestWeekday(target, day, weekday, last))
      );
    case 'ofWeek':
      return (
        rule.weekdays.includes(weekday) ||
        (rule.lasts.includes(weekday) && day + 7 > last) ||
        rule.nths.some((nth) => nth.weekday === weekday && nth.nth === Math.ceil(day / 7))
      );
    case 'either':
      return rule.days.includes(day) || rule.weekdays.includes(weekday);
    default:
      return rule satisfies never;
  }
}

/** Whether `day` is the MON to FRI nearest to `target`, without leaving the month; a target the month lacks has none. */
function isNearestWeekday(target: number, day: number, weekday: number, last: number): boolean {
  if (target > last || weekday === SUNDAY || weekday === SATURDAY) return false;
  if (day === target) return true;
  if (weekday === FRIDAY && day + 1 === target) return true;
  if (weekday === MONDAY && day - 1 === target) return true;
  // A first that is a Saturday moves to Monday the 3rd, a last day that is a Sunday to the Friday before it.
  if (weekday === MONDAY && day === 3 && target === 1) return true;
  return weekday === FRIDAY && day + 2 === last && target === last;
}

const SUNDAY = 1;
const MONDAY = 2;
const FRIDAY = 6;
const SATURDAY = 7;

const UNIT_MS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

function parsePeriod(inside: string): Schedule | { error: string } {
  const [, count = '', unit = ''] = /^(\d{1,7})\s+(minute|hour|day)s?$/i.exec(inside) ?? [];
  const everyMs = Number(count) * (UNIT_MS[unit.toLowerCase()] ?? 0);
  if (everyMs > 0) return { kind: 'rate', everyMs };
  return {
    error: `expected rate(n minutes), rate(n hours) or rate(n days) with n from 1 up, received "rate(${inside})"`,
  };
}

function parseAt(inside: string, timeZone: string): Schedule | { error: string } {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(inside);
  const [year, month, day, hour, minute, second] = (found ?? []).slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isValid =
    found !== null &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  if (!isValid) return { error: `expected at(yyyy-mm-ddThh:mm:ss), received "at(${inside})"` };
  const atMinute = localToEpochMs(timeZone, year, month, day, hour, minute);
  if (atMinute === null)
    return { error: `expected a time that exists, but clocks in ${timeZone} skip ${inside}` };
  return { kind: 'at', atMs: atMinute + second * 1000 };
}

/**
 * Six fields: minutes, hours, day-of-month, month, day-of-week, year. A seventh in front, seconds, is checked and has no
 * effect (scaling: ). One of the two day fields must be free: `?`, or `*`, which AWS's own older examples use there.
 */
function parseCron(inside: string, timeZone: string): Schedule | { error: string } {
  const fields = inside.toUpperCase().split(/\s+/);
  const seconds = fields.length === 7 ? parseSet(fields.shift()!, SECONDS) : [];
  if (fields.length !== 6) {
    return {
      error: `expected six fields in cron(...), received ${inside === '' ? 0 : fields.length} in "cron(${inside})"`,
    };
  }
  const [minuteText, hourText, dayText, monthText, weekdayText, yearText] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const minutes = parseSet(minuteText, MINUTES);
  const hours = parseSet(hourText, HOURS);
  const days = parseDays(dayText, weekdayText);
  const months = parseSet(monthText, MONTHS);
  const years = yearText === '*' ? null : parseSet(yearText, YEARS);
  for (const part of [seconds, minutes, hours, days, months, years]) {
    if (typeof part === 'string') return { error: `${part}, received "cron(${inside})"` };
  }
  return {
    kind: 'cron',
    timeZone,
    minutes: minutes as number[],
    hours: hours as number[],
    days: days as DayRule,
    months: months as number[],
    years: years as number[] | null,
    hasNumberedWeekday: /(?<!#)[1-7]/.test(weekdayText.replace(/\/\d+/g, '')),
  };
}

/** The two day fields as one rule, or what was expected of them. */
function parseDays(dayText: string, weekdayText: string): DayRule | string {
  const dayIsFree = dayText === '?' || dayText === '*';
  const weekdayIsFree = weekdayText === '?' || weekdayText === '*';
  if (dayText === '?' && weekdayText === '?')
    return 'expected "?" in only one of day-of-month and day-of-week';
  if (!dayIsFree && !weekdayIsFree) return 'expected "?" in day-of-month or in day-of-week';
  if (dayIsFree && weekdayIsFree) return { kind: 'every' };
  return weekdayIsFree ? parseDaysOfMonth(dayText) : parseDaysOfWeek(weekdayText);
}

function parseDaysOfMonth(text: string): DayRule | string {
  const plain: string[] = [];
  const nearestWeekdays: number[] = [];
  const items = text.split(',');
  for (const item of items) {
    if (item === 'L' || item === 'LW' || item === 'WL') continue;
    const target = /^(\d{1,2})W$/.exec(item)?.[1];
    if (target === undefined) plain.push(item);
    else if (Number(target) >= 1 && Number(target) <= 31) nearestWeekdays.push(Number(target));
    else return expectedOf(DAYS_OF_MONTH, item);
  }
  const days = plain.length === 0 ? [] : parseSet(plain.join(','), DAYS_OF_MONTH);
  if (typeof days === 'string') return days;
  const lastWeekday = items.includes('LW') || items.includes('WL');
  return { kind: 'ofMonth', days, last: items.includes('L'), nearestWeekdays, lastWeekday };
}

function parseDaysOfWeek(text: string): DayRule | string {
  const plain: string[] = [];
  const lasts: number[] = [];
  const nths: { weekday: number; nth: number }[] = [];
  for (const item of text.split(',')) {
    const [, lastText, nthText, nth] = /^(?:(\w+?)L|(\w+)#([1-5]))$/.exec(item) ?? [];
    const special = lastText ?? nthText;
    if (item === 'L') plain.push('SAT');
    else if (special === undefined) plain.push(item);
    else {
      const weekday = parseValue(special, DAYS_OF_WEEK);
      if (weekday === null) return expectedOf(DAYS_OF_WEEK, item);
      if (nth === undefined) lasts.push(weekday);
      else nths.push({ weekday, nth: Number(nth) });
    }
  }
  const weekdays = plain.length === 0 ? [] : parseSet(plain.join(','), DAYS_OF_WEEK);
  if (typeof weekdays === 'string') return weekdays;
  return { kind: 'ofWeek', weekdays, lasts, nths };
}
