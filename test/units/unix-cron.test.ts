import { expect, test } from 'vitest';
import { nextOccurrence } from '../../src/units/schedule.ts';
import { parseUnixCron } from '../../src/units/unix-cron.ts';

const MONDAY = Date.parse('2026-03-02T00:00:00Z');

/** The first times of an expression after a Monday's beginning. */
function times(text: string, count: number, zone = 'UTC'): string[] {
  const schedule = parseUnixCron(text, zone);
  if ('error' in schedule) throw new Error(schedule.error);
  const found: string[] = [];
  for (let at: number | null = MONDAY - 1; found.length < count; ) {
    at = nextOccurrence(schedule, at, MONDAY);
    if (at === null) break;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

test('five fields, minutes first', () => {
  expect(times('30 6 * * *', 2)).toEqual(['2026-03-02T06:30', '2026-03-03T06:30']);
  expect(times('*/20 0 * * *', 4)).toEqual([
    '2026-03-02T00:00',
    '2026-03-02T00:20',
    '2026-03-02T00:40',
    '2026-03-03T00:00',
  ]);
  expect(times('30 0 1 1,6,12 *', 2)).toEqual(['2026-06-01T00:30', '2026-12-01T00:30']);
  expect(times('0 6 * * *', 1, 'Europe/Berlin')).toEqual(['2026-03-02T05:00']);
});

test('weekdays count from Sunday, which is 0 and 7', () => {
  expect(times('0 0 * * 0', 1)).toEqual(['2026-03-08T00:00']);
  expect(times('0 0 * * 7', 1)).toEqual(['2026-03-08T00:00']);
  expect(times('0 0 * * 1-5', 6).at(-1)).toBe('2026-03-09T00:00');
  expect(times('0 0 * * MON,wed', 2)).toEqual(['2026-03-02T00:00', '2026-03-04T00:00']);
});

test('where neither day field is free a day counts that either names', () => {
  expect(times('0 0 4 * FRI', 3)).toEqual(['2026-03-04T00:00', '2026-03-06T00:00', '2026-03-13T00:00']);
});

test.each([
  ['0 6 * *', 'five fields: minutes, hours, day-of-month, month and day-of-week'],
  ['cron(0 6 * * ? *)', 'five fields: minutes, hours, day-of-month, month and day-of-week'],
  ['60 6 * * *', 'minutes of 0-59, not "60"'],
  ['0 6 * * 8', 'day-of-week of 0-7 or SUN-SAT, not "8"'],
  ['0 6 ? * 1', 'day-of-month of 1-31, not "?"'],
])('%s is refused', (text, error) => {
  expect(parseUnixCron(text, 'UTC')).toEqual({ error });
});
