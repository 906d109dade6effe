import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateFromDays,
  daysFromDate,
  daysInMonth,
  formatInstant,
  isTimeZone,
  localToEpochMs,
  parseInstant,
  writeInstant,
  zoneOffsetMs,
} from '../../src/units/calendar.ts';

const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');
const anyInstant = fc.oneof(
  fc.integer({ min: FIRST_MS, max: LAST_MS }),
  fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
  fc.constantFrom(
    FIRST_MS,
    LAST_MS,
    0,
    -1,
    Date.UTC(2000, 1, 29),
    Date.UTC(2100, 1, 28),
    Date.UTC(2026, 11, 31),
  ),
);

describe('dates and days', () => {
  it('agree with the engine, day by day over 1,200 years', () => {
    const first = daysFromDate(1500, 1, 1);
    const date = new Date(first * 86_400_000);
    for (let days = first; days < first + 438_300; days++) {
      const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      const { year, month, day } = dateFromDays(days);
      if (year !== expected.year || month !== expected.month || day !== expected.day) {
        expect({ days, year, month, day }).toEqual({ days, ...expected });
      }
      if (daysFromDate(year, month, day) !== days) expect(daysFromDate(year, month, day)).toBe(days);
      date.setUTCDate(date.getUTCDate() + 1);
    }
    expect(dateFromDays(0)).toEqual({ year: 1970, month: 1, day: 1 });
  });

  it.each([
    [2024, 2, 29],
    [2025, 2, 28],
    [1900, 2, 28],
    [2000, 2, 29],
    [2026, 4, 30],
    [2026, 12, 31],
  ])('month %d-%d has %d days', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-03-02T00:00:00Z', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02T12:34Z', '2026-03-02T12:34:00.000Z'],
    ['2026-03-02T12:34:56.7Z', '2026-03-02T12:34:56.700Z'],
    ['2026-03-02T12:34:56.123456Z', '2026-03-02T12:34:56.123Z'],
    ['2026-03-02T12:34:56.9999Z', '2026-03-02T12:34:56.999Z'],
    ['2026-03-02T01:00:00+02:00', '2026-03-01T23:00:00.000Z'],
    ['2026-03-02T23:00:00.500-0730', '2026-03-03T06:30:00.500Z'],
    ['2026-03-02 01:00:00z', '2026-03-02T01:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)).toBe(Date.parse(expected));
  });

  it.each([
    '',
    '2026',
    '2026-03',
    '2026-3-2',
    '2026-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-04-31T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T00:60:00Z',
    '2026-03-02T00:00:60Z',
    '2026-03-02T00:00:00',
    '2026-03-02T00:00:00+24:00',
    '2026-03-02T00:00:00+1',
    '2026-03-02Z',
    '20260302T000000Z',
    'tomorrow',
    '1772409600000',
  ])('refuses "%s"', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

describe('formatInstant and writeInstant', () => {
  it('agree with the engine and are read back', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, fc.nat({ max: 40 }), (first, second, at) => {
        const bytes = new Uint8Array(100).fill(7);
        const view = new DataView(bytes.buffer);
        for (const epochMs of [first, second, first, first + 1 > LAST_MS ? first : first + 1]) {
          const expected = new Date(epochMs).toISOString();
          expect(formatInstant(epochMs)).toBe(expected);
          expect(writeInstant(view, at, epochMs)).toBe(at + 24);
          expect(String.fromCharCode(...bytes.subarray(at, at + 24))).toBe(expected);
          expect(parseInstant(expected)).toBe(epochMs);
        }
        expect(bytes.subarray(0, at).every((byte) => byte === 7)).toBe(true);
        expect(bytes.subarray(at + 24).every((byte) => byte === 7)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('do not mix up the days they remember', () => {
    const bytes = new Uint8Array(24);
    const view = new DataView(bytes.buffer);
    formatInstant(Date.UTC(2026, 2, 2));
    writeInstant(view, 0, Date.UTC(2027, 5, 9));
    expect(formatInstant(Date.UTC(2027, 5, 9, 1))).toBe('2027-06-09T01:00:00.000Z');
    writeInstant(view, 0, Date.UTC(2027, 5, 8, 23, 59, 59, 999));
    expect(String.fromCharCode(...bytes)).toBe('2027-06-08T23:59:59.999Z');
  });

  it.each([FIRST_MS - 1, LAST_MS + 1, NaN])('refuse %d', (epochMs) => {
    expect(() => formatInstant(epochMs)).toThrow(RangeError);
    expect(() => writeInstant(new DataView(new ArrayBuffer(24)), 0, epochMs)).toThrow(RangeError);
  });
});

const HOUR_MS = 3_600_000;

describe('zoneOffsetMs', () => {
  it.each([
    ['UTC', '2026-03-02T00:00:00Z', 0],
    ['Etc/UTC', '2026-03-02T00:00:00Z', 0],
    ['Europe/Berlin', '2026-03-02T00:00:00Z', 1],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 2],
    ['America/New_York', '2026-01-01T00:00:00Z', -5],
    ['America/St_Johns', '2026-01-01T00:00:00Z', -3.5],
    ['Asia/Kolkata', '2026-01-01T00:00:00Z', 5.5],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', 5.75],
    ['Etc/GMT+9', '2026-01-01T00:00:00Z', -9],
    ['Pacific/Apia', '2011-12-31T12:00:00Z', 14],
  ])('%s at %s', (timeZone, instant, hours) => {
    expect(zoneOffsetMs(timeZone, Date.parse(instant))).toBe(hours * HOUR_MS);
  });

  it('refuses a name that is no zone', () => {
    expect(() => zoneOffsetMs('Mars/Base', 0)).toThrow(RangeError);
  });
});

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'Etc/GMT+9', 'Pacific/Tahiti'])('takes %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'Mars/Base', '+01:00', '-0500', 'local', 'Europe/'])('refuses "%s"', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe('localToEpochMs', () => {
  it.each([
    ['UTC', [2026, 3, 2, 1, 30], '2026-03-02T01:30:00Z'],
    ['Europe/Berlin', [2026, 3, 29, 1, 59], '2026-03-29T00:59:00Z'],
    ['Europe/Berlin', [2026, 3, 29, 3, 0], '2026-03-29T01:00:00Z'],
    // The clocks of Berlin show 02:00 to 02:59 twice on 2026-10-25: the first counts.
    ['Europe/Berlin', [2026, 10, 25, 2, 30], '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', [2026, 10, 25, 3, 0], '2026-10-25T02:00:00Z'],
    ['America/New_York', [2026, 11, 1, 1, 30], '2026-11-01T05:30:00Z'],
    ['America/New_York', [2026, 3, 8, 12, 0], '2026-03-08T16:00:00Z'],
    ['Australia/Lord_Howe', [2026, 4, 5, 1, 45], '2026-04-04T14:45:00Z'],
    ['Pacific/Apia', [2011, 12, 31, 0, 0], '2011-12-30T10:00:00Z'],
  ] as const)('in %s %j is %s', (timeZone, [year, month, day, hour, minute], expected) => {
    expect(localToEpochMs(timeZone, year, month, day, hour, minute)).toBe(Date.parse(expected));
  });

  it.each([
    ['Europe/Berlin', [2026, 3, 29, 2, 0]],
    ['Europe/Berlin', [2026, 3, 29, 2, 59]],
    ['America/New_York', [2026, 3, 8, 2, 30]],
    ['Australia/Lord_Howe', [2026, 10, 4, 2, 15]],
    ['Pacific/Apia', [2011, 12, 30, 12, 0]],
  ] as const)('in %s %j is skipped', (timeZone, [year, month, day, hour, minute]) => {
    expect(localToEpochMs(timeZone, year, month, day, hour, minute)).toBeNull();
  });

  it('gives back any minute, or its first showing', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
    const nearChange = fc.integer({ min: -300, max: 300 }).map((m) => Date.UTC(2026, 9, 25, 1) / 60_000 + m);
    fc.assert(
      fc.property(zones, fc.oneof(minutes, nearChange), (timeZone, minute) => {
        const epochMs = minute * 60_000;
        const local = new Date(epochMs + zoneOffsetMs(timeZone, epochMs));
        const back = localToEpochMs(
          timeZone,
          local.getUTCFullYear(),
          local.getUTCMonth() + 1,
          local.getUTCDate(),
          local.getUTCHours(),
          local.getUTCMinutes(),
        ) as number;
        const earlierBy = epochMs - back;
        if (earlierBy === 0) return;
        // Shown twice: the earlier instant has the larger offset, and shows the same.
        expect(earlierBy).toBeGreaterThan(0);
        expect(back + zoneOffsetMs(timeZone, back)).toBe(local.getTime());
      }),
      { numRuns: 500 },
    );
  });
});
