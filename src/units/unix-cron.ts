import { DAYS_OF_MONTH, type Field, HOURS, MINUTES, MONTHS, parseSet, WEEKDAY_NAMES } from './cron-fields.ts';
import type { CronSchedule, DayRule } from './schedule.ts';

/** 0 and 7 are both SUN. */
const WEEKDAYS: Field = { name: 'day-of-week', min: 0, max: 7, names: WEEKDAY_NAMES };

/**
 * Reads a cron expression of Unix, as EC2 Auto Scaling has them (scaling: ): minutes, hours, day-of-month, month, day-of-week,
 * local to an IANA zone. Where neither day field is `*`, a day counts that either of them names. The error is what was expected.
 */
export function parseUnixCron(text: string, timeZone: string): CronSchedule | { error: string } {
  const fields = text.trim().toUpperCase().split(/\s+/);
  if (fields.length !== 5)
    return { error: 'five fields: minutes, hours, day-of-month, month and day-of-week' };
  const [minuteText, hourText, dayText, monthText, weekdayText] = fields as [
    string,
    string,
    string,
    string,
    string,
  ];
  const minutes = parseSet(minuteText, MINUTES);
  const hours = parseSet(hourText, HOURS);
  const days = parseSet(dayText, DAYS_OF_MONTH);
  const months = parseSet(monthText, MONTHS);
  const weekdays = parseSet(weekdayText, WEEKDAYS);
  for (const part of [minutes, hours, days, months, weekdays])
    if (typeof part === 'string') return { error: part.replace(/^expected /, '') };
  return {
    kind: 'cron',
    timeZone,
    minutes: minutes as number[],
    hours: hours as number[],
    days: dayRule(days as number[], dayText === '*', weekdays as number[], weekdayText === '*'),
    months: months as number[],
    years: null,
    hasNumberedWeekday: false,
  };
}

function dayRule(
  days: readonly number[],
  daysAreFree: boolean,
  stated: readonly number[],
  weekdaysAreFree: boolean,
): DayRule {
  const weekdays = [...new Set(stated.map((weekday) => (weekday % 7) + 1))].sort((a, b) => a - b);
  if (daysAreFree && weekdaysAreFree) return { kind: 'every' };
  if (daysAreFree) return { kind: 'ofWeek', weekdays, lasts: [], nths: [] };
  if (weekdaysAreFree) return { kind: 'ofMonth', days, last: false, nearestWeekdays: [], lastWeekday: false };
  return { kind: 'either', days, weekdays };
}
