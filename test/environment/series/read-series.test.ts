import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSeries } from '../../../src/environment/series/read-series.ts';
import type { SeriesOptions } from '../../../src/environment/series/series-options.ts';
import { bytesOf, rateAt } from './series-support.ts';

const OPTIONS: SeriesOptions = {
  timeColumn: 't',
  valueColumn: 'v',
  perMs: 1000,
  scale: 1,
  repeat: false,
  gaps: null,
};

const read = (text: string, parts: Partial<SeriesOptions> = {}) =>
  readSeries(bytesOf(text), { ...OPTIONS, ...parts }, 'traffic.csv');
const rows = (...points: (readonly [time: number | string, value: number | string])[]) =>
  `t,v\n${points.map((point) => point.join(',')).join('\n')}\n`;

test('a value is a rate per `per`, held until the next row, the last for one step', () => {
  const text = rows([0, 60], [60, 120], [120, 30]);
  expect(read(text, { perMs: 60_000, scale: 2 })).toEqual({
    series: { atMs: [0, 60_000, 120_000], perSecond: [2, 4, 1], endMs: 180_000, repeat: false },
    warnings: [],
  });
  expect(read(text, { repeat: true }).series.repeat).toBe(true);
});

test('one row alone holds for one `per`', () => {
  expect(read(rows([0, 5]), { perMs: 60_000 }).series.endMs).toBe(60_000);
});

test('ISO instants count from the first row', () => {
  const text = rows(
    ['2026-03-01T10:00:00Z', 1],
    ['2026-03-01 10:01:00', 2],
    ['2026-03-01T11:02:00+01:00', 3],
  );
  expect(read(text).series).toMatchObject({ atMs: [0, 60_000, 120_000], endMs: 180_000 });
});

test('only the rows that `where` keeps, so that each of several series begins anew', () => {
  const text = 'series,t,v\na,0,1\na,300,2\nb,0,3\nb,300,4\n';
  expect(read(text, { where: { series: 'b' } }).series).toMatchObject({
    atMs: [0, 300_000],
    perSecond: [3, 4],
  });
  expect(() => read(text)).toThrow(
    'traffic.csv:4: column "t": expected a time at or after that of the row before',
  );
});

describe('a gap longer than five steps', () => {
  const text = rows([0, 1], [10, 2], [60, 3], [70, 4], [121, 5], [131, 6]);

  test('is held, with a warning when the scenario does not say so', () => {
    const { series, warnings } = read(text);
    expect(series.atMs).toEqual([0, 10_000, 60_000, 70_000, 121_000, 131_000]);
    expect(warnings).toEqual([
      'traffic.csv: 1 gap is longer than 5 steps of 10 s; the value before it is held (`gaps: zero` would drop it to 0).',
    ]);
    expect(read(text, { gaps: 'hold' })).toEqual({ series, warnings: [] });
  });

  test('is silent with `gaps: zero`, but for the first step of it', () => {
    const { series, warnings } = read(text, { gaps: 'zero' });
    expect(series.atMs).toEqual([0, 10_000, 60_000, 70_000, 80_000, 121_000, 131_000]);
    expect(series.perSecond).toEqual([1, 2, 3, 4, 0, 5, 6]);
    expect(warnings).toEqual([]);
  });

  test('before the first row it is silent, with a warning', () => {
    const { series, warnings } = read(rows([1000, 1], [1010, 2]));
    expect(rateAt(series, 999_999)).toBe(0);
    expect(warnings).toEqual([
      "traffic.csv: the first row is 1000 s after the file's start; until then the rate is 0.",
    ]);
  });
});

test('of rows with one time the last counts, with a warning', () => {
  const { series, warnings } = read(rows([0, 1], [10, 2], [10, 3], [10, 4], [20, 5]));
  expect(series).toEqual({ atMs: [0, 10_000, 20_000], perSecond: [1, 4, 5], endMs: 30_000, repeat: false });
  expect(warnings).toEqual([
    'traffic.csv: 2 rows have the time of the row before, the first on line 4; the last row of each time counts.',
  ]);
});

test.each([
  ['', 'traffic.csv:1: expected a header row, received an empty file.'],
  ['t,v\n', 'traffic.csv:2: expected at least one row, received none.'],
  ['time,v\n0,1\n', 'traffic.csv:1: expected a column "t", received "time", "v".'],
  [
    rows([5, 1], [4, 1]),
    'traffic.csv:3: column "t": expected a time at or after that of the row before, received "4".',
  ],
  [rows([0, -1]), 'traffic.csv:2: column "v": expected a number from 0 up, received "-1".'],
  [rows([0, '']), 'traffic.csv:2: column "v": expected a number from 0 up, received an empty cell.'],
  [rows([0, 'NaN']), 'traffic.csv:2: column "v": expected a number from 0 up, received "NaN".'],
  [rows([0, '1e999']), 'traffic.csv:2: column "v": expected a number from 0 up, received "1e999".'],
  [rows([0, '1e308']), 'traffic.csv:2: column "v": expected a smaller number, received "1e308".'],
  [
    rows([-1, 1]),
    'column "t": expected a number of seconds from 0 up, or an ISO 8601 instant, received "-1".',
  ],
  [
    rows(['soon', 1]),
    'column "t": expected a number of seconds from 0 up, or an ISO 8601 instant, received "soon".',
  ],
  [rows([0, 1], ['2026-03-01', 1]), 'traffic.csv:3: column "t": expected a number of seconds'],
  [
    rows(['2026-03-01', 1], [9, 1]),
    'traffic.csv:3: column "t": expected an ISO 8601 instant, as in the rows before, received "9".',
  ],
])('%j is refused', (text, sentence) => {
  expect(() => read(text, { scale: 10 })).toThrow(sentence);
});

test('the rate at any moment is that of the last row before it', () => {
  const points = fc.array(fc.tuple(fc.constantFrom(0, 1, 2, 10, 60, 61), fc.integer({ min: 0, max: 9 })), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(points, fc.constantFrom('hold' as const, 'zero' as const), (steps, gaps) => {
      let at = 0;
      const table = steps.map(([gap, value]) => [(at += gap), value] as const);
      const times = [...new Set(table.map(([time]) => time))];
      const distances = times.slice(1).map((time, i) => time - times[i]!);
      const step = distances.sort((a, b) => a - b)[(distances.length - 1) >> 1] ?? 1;
      const { series } = read(rows(...table), { gaps });
      const expected: number[] = [];
      const received: number[] = [];
      for (let second = 0; second <= at + step; second += 1) {
        const before = table.filter(([time]) => time <= second).at(-1);
        const after = table.find(([time]) => time > second);
        const end = after === undefined ? before![0] + step : after[0];
        const isGap = before !== undefined && end - before[0] > 5 * step && gaps === 'zero';
        const silent = before === undefined || second >= end || (isGap && second >= before[0] + step);
        expected.push(silent ? 0 : before[1]);
        received.push(rateAt(series, second * 1000));
      }
      expect(received).toEqual(expected);
    }),
    { numRuns: 100, seed: 31 },
  );
});
