import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOffsetMs } from '../../src/units/calendar.ts';
import { nextOccurrence, parseSchedule, type Schedule } from '../../src/units/schedule.ts';

function scheduleOf(text: string, timeZone = 'UTC'): Schedule {
  const schedule = parseSchedule(text, timeZone);
  if ('error' in schedule) throw new Error(schedule.error);
  return schedule;
}

/** The first `count` occurrences after an instant, as ISO text without seconds where those are zero. */
function firesAt(text: string, after: string, count: number, timeZone = 'UTC'): string[] {
  const schedule = scheduleOf(text, timeZone);
  const found: string[] = [];
  let at: number | null = Date.parse(after);
  while (found.length < count) {
    at = nextOccurrence(schedule, at, Date.parse(after));
    if (at === null) break;
    found.push(new Date(at).toISOString().replace(':00.000Z', 'Z'));
  }
  return found;
}

describe("the book's cron examples (scaling:R-2.22)", () => {
  const after = '2026-03-06T17:50:00Z';
  it.each([
    ['X-2.64', '0 10 * * ? *', ['2026-03-07T10:00Z', '2026-03-08T10:00Z', '2026-03-09T10:00Z']],
    ['X-2.67', '0 8 1 * ? *', ['2026-04-01T08:00Z', '2026-05-01T08:00Z', '2026-06-01T08:00Z']],
    ['X-2.68', '0/15 * * * ? *', ['2026-03-06T18:00Z', '2026-03-06T18:15Z', '2026-03-06T18:30Z']],
    ['X-2.69', '0/10 * ? * MON-FRI *', ['2026-03-06T18:00Z', '2026-03-06T18:10Z', '2026-03-06T18:20Z']],
    ['X-2.70', '0/5 8-17 ? * MON-FRI *', ['2026-03-06T17:55Z', '2026-03-09T08:00Z', '2026-03-09T08:05Z']],
  ])('%s: %s', (_id, cron, expected) => {
    expect(firesAt(`cron(${cron})`, after, 3)).toEqual(expected);
  });
});

describe('cron', () => {
  it.each([
    ['30 6 ? * MON *', '2026-03-06T00:00:00Z', ['2026-03-09T06:30Z', '2026-03-16T06:30Z']],
    ['30 6 * * 2 *', '2026-03-06T00:00:00Z', ['2026-03-09T06:30Z', '2026-03-16T06:30Z']],
    ['0 0 ? * 1 *', '2026-03-06T00:00:00Z', ['2026-03-08T00:00Z', '2026-03-15T00:00Z']],
    ['0 0 L * ? *', '2026-01-15T00:00:00Z', ['2026-01-31T00:00Z', '2026-02-28T00:00Z', '2026-03-31T00:00Z']],
    // Saturdays and Sundays move to the nearest weekday: 2026-02-15 is a Sunday, 2026-08-15 a Saturday.
    ['0 0 15W 2 ? *', '2026-01-01T00:00:00Z', ['2026-02-16T00:00Z', '2027-02-15T00:00Z']],
    ['0 0 15W 8 ? *', '2026-01-01T00:00:00Z', ['2026-08-14T00:00Z']],
    // ... but never leave the month: 2026-08-01 is a Saturday, 2026-05-31 a Sunday.
    ['0 0 1W 8 ? *', '2026-01-01T00:00:00Z', ['2026-08-03T00:00Z']],
    ['0 0 31W 5 ? *', '2026-01-01T00:00:00Z', ['2026-05-29T00:00Z']],
    ['0 0 31W 6 ? *', '2026-01-01T00:00:00Z', []],
    ['0 0 LW 1-2 ? *', '2026-01-01T00:00:00Z', ['2026-01-30T00:00Z', '2026-02-27T00:00Z']],
    ['0 0 ? * 5L *', '2026-01-01T00:00:00Z', ['2026-01-29T00:00Z', '2026-02-26T00:00Z']],
    ['0 0 ? * THUL *', '2026-01-01T00:00:00Z', ['2026-01-29T00:00Z', '2026-02-26T00:00Z']],
    ['0 0 ? * L *', '2026-01-01T00:00:00Z', ['2026-01-03T00:00Z', '2026-01-10T00:00Z']],
    ['0 0 ? * 2#1 *', '2026-01-01T00:00:00Z', ['2026-01-05T00:00Z', '2026-02-02T00:00Z']],
    ['0 0 ? * FRI#5 *', '2026-01-01T00:00:00Z', ['2026-01-30T00:00Z', '2026-05-29T00:00Z']],
    [
      '0 0 ? * MON#1,FRIL *',
      '2026-01-01T00:00:00Z',
      ['2026-01-05T00:00Z', '2026-01-30T00:00Z', '2026-02-02T00:00Z'],
    ],
    [
      '0 0 1,L * ? *',
      '2026-01-15T00:00:00Z',
      ['2026-01-31T00:00Z', '2026-02-01T00:00Z', '2026-02-28T00:00Z'],
    ],
    ['0 12 1 jan,Jul ? *', '2026-03-01T00:00:00Z', ['2026-07-01T12:00Z', '2027-01-01T12:00Z']],
    [
      '0 0 1 NOV-FEB ? *',
      '2026-03-01T00:00:00Z',
      ['2026-11-01T00:00Z', '2026-12-01T00:00Z', '2027-01-01T00:00Z'],
    ],
    [
      '0 0 ? * FRI-MON *',
      '2026-03-03T00:00:00Z',
      ['2026-03-06T00:00Z', '2026-03-07T00:00Z', '2026-03-08T00:00Z'],
    ],
    [
      '0 22-1 * * ? *',
      '2026-03-03T21:00:00Z',
      ['2026-03-03T22:00Z', '2026-03-03T23:00Z', '2026-03-04T00:00Z'],
    ],
    [
      '50-10/10 0 * * ? *',
      '2026-03-03T00:00:00Z',
      ['2026-03-03T00:10Z', '2026-03-03T00:50Z', '2026-03-04T00:00Z'],
    ],
    [
      '5/20 3 * * ? *',
      '2026-03-03T00:00:00Z',
      ['2026-03-03T03:05Z', '2026-03-03T03:25Z', '2026-03-03T03:45Z'],
    ],
    [
      '0 0 */10 * ? *',
      '2026-03-03T00:00:00Z',
      ['2026-03-11T00:00Z', '2026-03-21T00:00Z', '2026-03-31T00:00Z'],
    ],
    ['0 0 29 2 ? *', '2026-03-03T00:00:00Z', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    ['0 0 29 2 ? *', '2096-03-03T00:00:00Z', ['2104-02-29T00:00Z']],
    [
      '0 0 1 1 ? 2027-2031/2',
      '2026-03-03T00:00:00Z',
      ['2027-01-01T00:00Z', '2029-01-01T00:00Z', '2031-01-01T00:00Z'],
    ],
    ['0 0 1 1 ? 2026', '2026-03-03T00:00:00Z', []],
    ['0 0 31 2 ? *', '2026-03-03T00:00:00Z', []],
    ['0 0 31 4,6,9,11 ? *', '2026-03-03T00:00:00Z', []],
    ['30 0 10 * * ? *', '2026-03-03T00:00:00Z', ['2026-03-03T10:00Z', '2026-03-04T10:00Z']],
    ['  0   10 *  * ?   * ', '2026-03-03T00:00:00Z', ['2026-03-03T10:00Z']],
  ])('%s after %s', (cron, after, expected) => {
    expect(firesAt(`cron(${cron})`, after, expected.length === 0 ? 1 : expected.length)).toEqual(expected);
  });

  it('is strictly after the given instant, to the millisecond', () => {
    const schedule = scheduleOf('cron(0 10 * * ? *)');
    const ten = Date.UTC(2026, 2, 3, 10);
    expect(nextOccurrence(schedule, ten - 1, 0)).toBe(ten);
    expect(nextOccurrence(schedule, ten, 0)).toBe(ten + 86_400_000);
    expect(nextOccurrence(schedule, ten + 1, 0)).toBe(ten + 86_400_000);
  });

  it('ends with the year 2199', () => {
    expect(firesAt('cron(0 0 1 1 ? *)', '2198-06-01T00:00:00Z', 3)).toEqual(['2199-01-01T00:00Z']);
    expect(firesAt('cron(* * * * ? *)', '3000-06-01T00:00:00Z', 1)).toEqual([]);
  });

  it('notes a weekday written as a number', () => {
    const noted = (weekday: string) =>
      (scheduleOf(`cron(0 0 ? * ${weekday} *)`) as { hasNumberedWeekday?: boolean }).hasNumberedWeekday;
    expect(['2', '2-6', '2#1', '5L', 'MON,3'].map(noted)).toEqual([true, true, true, true, true]);
    expect(['MON', 'MON-FRI', 'MON#2', 'FRIL', '*', 'MON/2'].map(noted)).toEqual(Array(6).fill(false));
  });

  it('agrees with a scan of every minute', () => {
    const value = (min: number, max: number) => fc.integer({ min, max }).map(String);
    const field = (min: number, max: number) =>
      fc.oneof(
        fc.constant('*'),
        value(min, max),
        fc.tuple(value(min, max), value(min, max)).map((pair) => pair.join(',')),
        fc.tuple(value(min, max), fc.integer({ min: 1, max: 9 })).map((pair) => pair.join('/')),
        fc
          .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
          .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      );
    const days = fc.oneof(
      field(1, 31).map((day) => [day, '?']),
      field(1, 7).map((weekday) => ['?', weekday]),
    );
    const start = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) });
    fc.assert(
      fc.property(
        field(0, 59),
        field(0, 23),
        days,
        field(1, 12),
        start,
        (minute, hour, [day, weekday], month, after) => {
          const fields = [minute, hour, day as string, month, weekday as string];
          const schedule = scheduleOf(`cron(${fields.join(' ')} *)`);
          const found = nextOccurrence(schedule, after, 0);
          const horizon = after + 20 * 86_400_000;
          const scanned = scan(fields, after, horizon);
          expect(found !== null && found <= horizon ? found : null).toBe(scanned);
        },
      ),
      { numRuns: 80 },
    );
  });
});

/** A slow, obvious twin: looks at one minute after the other in UTC. */
function scan(fields: readonly string[], after: number, horizon: number): number | null {
  for (let at = Math.floor(after / 60_000) * 60_000 + 60_000; at <= horizon; at += 60_000) {
    const date = new Date(at);
    const clock = [
      date.getUTCMinutes(),
      date.getUTCHours(),
      date.getUTCDate(),
      date.getUTCMonth() + 1,
      date.getUTCDay() + 1,
    ];
    const tops = [59, 23, 31, 12, 7];
    if (fields.every((field, index) => holds(field, clock[index]!, tops[index]!))) return at;
  }
  return null;
}

function holds(field: string, value: number, top: number): boolean {
  if (field === '*' || field === '?') return true;
  return field.split(',').some((item) => {
    const [range = '', step] = item.split('/');
    const [from = 0, to = step === undefined ? from : top] = range.split('-').map(Number);
    return value >= from && value <= to && (value - from) % Number(step ?? 1) === 0;
  });
}

describe('cron in a time zone', () => {
  it('follows the clocks', () => {
    expect(firesAt('cron(0 9 * * ? *)', '2026-03-28T00:00:00Z', 3, 'Europe/Berlin')).toEqual([
      '2026-03-28T08:00Z',
      '2026-03-29T07:00Z',
      '2026-03-30T07:00Z',
    ]);
  });

  it('leaves out a local time that the clocks skip', () => {
    expect(firesAt('cron(30 2 * * ? *)', '2026-03-28T00:00:00Z', 2, 'Europe/Berlin')).toEqual([
      '2026-03-28T01:30Z',
      '2026-03-30T00:30Z',
    ]);
  });

  it('runs once at a local time that the clocks show twice', () => {
    expect(firesAt('cron(0/30 1-3 * * ? *)', '2026-10-24T23:15:00Z', 6, 'Europe/Berlin')).toEqual([
      '2026-10-24T23:30Z',
      '2026-10-25T00:00Z',
      '2026-10-25T00:30Z',
      '2026-10-25T02:00Z',
      '2026-10-25T02:30Z',
      '2026-10-26T00:00Z',
    ]);
  });

  it('finds the next one from inside the second showing', () => {
    const schedule = scheduleOf('cron(45 2 * * ? *)', 'Europe/Berlin');
    const inside = Date.parse('2026-10-25T01:10:00Z');
    expect(nextOccurrence(schedule, inside, 0)).toBe(Date.parse('2026-10-26T01:45:00Z'));
  });

  it('survives a day that a zone never had', () => {
    expect(firesAt('cron(0 12 * * ? *)', '2011-12-29T23:00:00Z', 1, 'Pacific/Apia')).toEqual([
      '2011-12-30T22:00Z',
    ]);
  });

  it('shows the local time asked for', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    const start = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
    fc.assert(
      fc.property(zones, fc.nat({ max: 23 }), fc.nat({ max: 59 }), start, (timeZone, hour, minute, after) => {
        const schedule = scheduleOf(`cron(${minute} ${hour} * * ? *)`, timeZone);
        const found = nextOccurrence(schedule, after, 0) as number;
        const local = new Date(found + zoneOffsetMs(timeZone, found));
        expect([local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()]).toEqual([
          hour,
          minute,
          0,
        ]);
        expect(found).toBeGreaterThan(after);
        // A day of 25 hours, and one in which the time was skipped.
        expect(found - after).toBeLessThanOrEqual(49 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe('rate', () => {
  it('counts from its origin (scaling:X-2.63, whose own first run is the start time)', () => {
    expect(firesAt('rate(5 hours)', '2021-01-30T12:00:00Z', 6)).toEqual([
      '2021-01-30T17:00Z',
      '2021-01-30T22:00Z',
      '2021-01-31T03:00Z',
      '2021-01-31T08:00Z',
      '2021-01-31T13:00Z',
      '2021-01-31T18:00Z',
    ]);
  });

  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(15 minutes)', 900_000],
    ['rate(1 hour)', 3_600_000],
    ['Rate( 2 Days )', 172_800_000],
  ])('%s is every %d ms', (text, everyMs) => {
    const schedule = scheduleOf(text);
    expect(nextOccurrence(schedule, 500, 1000)).toBe(1000 + everyMs);
    expect(nextOccurrence(schedule, 1000, 1000)).toBe(1000 + everyMs);
    expect(nextOccurrence(schedule, 1000 + everyMs - 1, 1000)).toBe(1000 + everyMs);
    expect(nextOccurrence(schedule, 1000 + everyMs, 1000)).toBe(1000 + 2 * everyMs);
  });
});

describe('at', () => {
  it('is due once', () => {
    expect(firesAt('at(2026-03-05T06:07:08)', '2026-03-01T00:00:00Z', 2)).toEqual([
      '2026-03-05T06:07:08.000Z',
    ]);
    expect(firesAt('at(2026-03-05T06:07:08)', '2026-03-05T06:07:08Z', 1)).toEqual([]);
  });

  it('is local to its zone', () => {
    const at = firesAt('at(2026-07-05T06:00:00)', '2026-03-01T00:00:00Z', 1, 'America/New_York');
    expect(at).toEqual(['2026-07-05T10:00Z']);
  });
});

describe('parseSchedule refuses', () => {
  it.each([
    ['hello', 'expected cron(...), rate(...) or at(...), received "hello"'],
    ['cron(0 1 * * ?)', 'expected six fields in cron(...), received 5 in "cron(0 1 * * ?)"'],
    ['cron()', 'expected six fields in cron(...), received 0 in "cron()"'],
    ['cron(60 1 * * ? *)', 'expected minutes of 0-59, not "60", received "cron(60 1 * * ? *)"'],
    [
      'cron(0 1 ? * MUN *)',
      'expected day-of-week of 1-7 or SUN-SAT, not "MUN", received "cron(0 1 ? * MUN *)"',
    ],
    [
      'cron(0 1 ? * ? *)',
      'expected "?" in only one of day-of-month and day-of-week, received "cron(0 1 ? * ? *)"',
    ],
    ['cron(0 1 1 * 2 *)', 'expected "?" in day-of-month or in day-of-week, received "cron(0 1 1 * 2 *)"'],
    ['at(2026-02-29T00:00:00)', 'expected at(yyyy-mm-ddThh:mm:ss), received "at(2026-02-29T00:00:00)"'],
    [
      'rate(0 minutes)',
      'expected rate(n minutes), rate(n hours) or rate(n days) with n from 1 up, received "rate(0 minutes)"',
    ],
  ])('%s', (text, error) => {
    expect(parseSchedule(text, 'UTC')).toEqual({ error });
  });

  it.each([
    'cron(0 24 * * ? *)',
    'cron(0 0 0 * ? *)',
    'cron(0 0 32 * ? *)',
    'cron(0 0 32W * ? *)',
    'cron(0 0 0W * ? *)',
    'cron(0 0 * 13 ? *)',
    'cron(0 0 ? * 0 *)',
    'cron(0 0 ? * 8 *)',
    'cron(0 0 ? * MON#6 *)',
    'cron(0 0 ? * MON#0 *)',
    'cron(0 0 ? * 8L *)',
    'cron(0 0 * * ? 1969)',
    'cron(0 0 * * ? 2200)',
    'cron(0 0 * * ? 2030-2027)',
    'cron(0 ? * * ? *)',
    'cron(0/0 * * * ? *)',
    'cron(*-5 * * * ? *)',
    'cron(1, * * * ? *)',
    'cron(1-2-3 * * * ? *)',
    'cron(-1 * * * ? *)',
    'cron(60 0 10 * * ? *)',
    'cron(L 0 * * ? *)',
    'rate(5)',
    'rate(-5 minutes)',
    'rate(1.5 hours)',
    'rate(5 weeks)',
    'rate(99999999 days)',
    'at(2026-03-05)',
    'at(2026-03-05T25:00:00)',
    'at(2026-03-05T00:00:00Z)',
    'cron 0 1 * * ? *',
    '',
  ])('%s', (text) => {
    expect(parseSchedule(text, 'UTC')).toEqual({ error: expect.stringMatching(/^expected .*received "/) });
  });

  it('a local time that never comes, and a zone that is none', () => {
    expect(parseSchedule('at(2026-03-29T02:30:00)', 'Europe/Berlin')).toEqual({
      error: 'expected a time that exists, but clocks in Europe/Berlin skip 2026-03-29T02:30:00',
    });
    expect(parseSchedule('rate(1 day)', 'Mars/Base')).toEqual({
      error: 'expected an IANA time zone, received "Mars/Base"',
    });
  });
});

describe('a schedule', () => {
  it('is plain data', () => {
    const schedule = scheduleOf('cron(0/5 8-17 ? * MON#1,FRIL,WED 2026-2030)', 'Europe/Berlin');
    expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule);
  });
});
