import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/units/duration.ts';

describe('parseDuration', () => {
  it.each([
    [90, 90_000],
    [0, 0],
    [-0, 0],
    [1.5, 1_500],
    [0.0001, 1],
    ['90', 90_000],
    ['1.1', 1_100],
    ['.5', 500],
    ['90s', 90_000],
    ['6m', 360_000],
    ['7d', 604_800_000],
    ['500ms', 500],
    ['2h', 7_200_000],
    ['1w', 604_800_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    ['1d12h', 129_600_000],
    ['1m500ms', 60_500],
    ['1w1d1h1m1s1ms', 694_861_001],
    [' 5s ', 5_000],
    ['0.1ms', 1],
    ['0s', 0],
  ])('reads %j as %d ms', (value, ms) => {
    expect(parseDuration(value)).toBe(ms);
  });

  it.each([
    -1,
    NaN,
    Infinity,
    1e300,
    '',
    ' ',
    '-5s',
    '+5s',
    's',
    '5x',
    '5 s',
    '1.s',
    '30m1h',
    '1h1h',
    '1h30',
    '1e3',
    '0x10',
    '1h,30m',
    'Infinity',
    '9'.repeat(20) + 'w',
    null,
    undefined,
    true,
    {},
    ['5s'],
  ])('refuses %j', (value) => {
    expect(parseDuration(value)).toBeNull();
  });

  it('reads every compound as the sum of its parts', () => {
    const count = fc.nat({ max: 500 });
    fc.assert(
      fc.property(count, count, count, count, count, (d, h, m, s, ms) => {
        const expected = (((d * 24 + h) * 60 + m) * 60 + s) * 1000 + ms;
        expect(parseDuration(`${d}d${h}h${m}m${s}s${ms}ms`)).toBe(expected);
      }),
    );
  });

  it('refuses long nonsense quickly', () => {
    expect(parseDuration('1'.repeat(100_000) + 'x')).toBeNull();
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [250, '250 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [1_500, '1.5 s'],
    [45_000, '45 s'],
    [59_499, '59.5 s'],
    [59_500, '1 min'],
    [60_000, '1 min'],
    [90_000, '1 min 30 s'],
    [3_599_600, '1 h'],
    [5_400_000, '1 h 30 min'],
    [86_399_999, '1 d'],
    [86_700_000, '1 d'],
    [273_600_000, '3 d 4 h'],
    [604_800_000, '7 d'],
    [-90_000, '-1 min 30 s'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is read back to within half of its smaller unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 10 }), (ms) => {
        const text = formatDuration(ms);
        const back = parseDuration(text.replace('min', 'm').replace(/(\d) (?=[a-z])/g, '$1'));
        const tolerance = text.includes('d') ? 1_800_000 : text.includes('h') ? 30_000 : ms < 1000 ? 0 : 500;
        expect(Math.abs((back as number) - ms)).toBeLessThanOrEqual(tolerance);
      }),
      { numRuns: 500 },
    );
  });
});
