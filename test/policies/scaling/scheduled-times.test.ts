import { expect, test } from 'vitest';
import { nextScheduledMs, type ScheduledTimes } from '../../../src/policies/scaling/scheduled-times.ts';
import { formatInstant, parseInstant } from '../../../src/units/calendar.ts';
import { parseSchedule } from '../../../src/units/schedule.ts';

const at = (clock: string): number => parseInstant(`2026-01-30T${clock}:00Z`)!;

/** When an action runs from 10:00 on, at most five times. */
function timesOf(text: string, given: { start?: string; end?: string } = {}): string[] {
  const schedule = parseSchedule(text, 'UTC') as ScheduledTimes['schedule'];
  const action = {
    schedule,
    startMs: given.start === undefined ? null : at(given.start),
    endMs: given.end === undefined ? null : at(given.end),
  };
  const times: string[] = [];
  let ms = nextScheduledMs(action, at('10:00'), at('10:00'));
  for (; ms !== null && times.length < 5; ms = nextScheduledMs(action, ms, at('10:00')))
    times.push(formatInstant(ms).slice(11, 16));
  return times;
}

test('a rate counts from the start and runs at it, or from the origin without one', () => {
  expect(timesOf('rate(2 hours)', { start: '11:30', end: '16:00' })).toEqual(['11:30', '13:30', '15:30']);
  expect(timesOf('rate(2 hours)', { end: '16:00' })).toEqual(['12:00', '14:00', '16:00']);
});

test('a start that has passed still says where a rate counts from', () => {
  expect(timesOf('rate(2 hours)', { start: '09:15', end: '14:00' })).toEqual(['11:15', '13:15']);
  expect(timesOf('rate(2 hours)', { start: '10:00', end: '14:00' })).toEqual(['12:00', '14:00']);
});

test('what runs by the clock runs at its start too, and not before', () => {
  expect(timesOf('cron(0 * * * ? *)', { start: '12:30', end: '14:59' })).toEqual(['12:30', '13:00', '14:00']);
  expect(timesOf('cron(0 * * * ? *)', { start: '12:00', end: '13:00' })).toEqual(['12:00', '13:00']);
});

test('what runs at one time runs then, if that is between start and end', () => {
  expect(timesOf('at(2026-01-30T12:00:00)')).toEqual(['12:00']);
  expect(timesOf('at(2026-01-30T12:00:00)', { start: '11:00' })).toEqual(['12:00']);
  expect(timesOf('at(2026-01-30T12:00:00)', { start: '12:00', end: '12:00' })).toEqual(['12:00']);
  expect(timesOf('at(2026-01-30T12:00:00)', { start: '12:01' })).toEqual([]);
  expect(timesOf('at(2026-01-30T12:00:00)', { end: '11:59' })).toEqual([]);
});

test('an end before the start is an action that never runs', () => {
  expect(timesOf('rate(1 hour)', { start: '12:00', end: '11:00' })).toEqual([]);
});
