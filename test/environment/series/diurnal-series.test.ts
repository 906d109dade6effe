import { describe, expect, test } from 'vitest';
import { type Diurnal, makeDiurnal } from '../../../src/environment/series/diurnal-series.ts';
import { rateAt } from './series-support.ts';

const START_MS = Date.UTC(2026, 2, 2);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHAPE: Diurnal = { meanPerSecond: 100, amplitudePerSecond: 60, peakAtMs: 14 * HOUR_MS, noise: 0 };

const make = (
  parts: Partial<Diurnal> = {},
  startMs = START_MS,
  untilMs = 30 * DAY_MS,
  stream = '1/noise/web',
) => makeDiurnal({ ...SHAPE, ...parts }, startMs, untilMs, stream);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('the cosine of the time of day, in steps of five minutes that repeat daily', () => {
  const series = make();
  expect(series).toMatchObject({ endMs: DAY_MS, repeat: true });
  expect(series.atMs).toEqual(Array.from({ length: 288 }, (_, i) => i * 300_000));
  expect([14, 8, 20, 2].map((hour) => rateAt(series, hour * HOUR_MS))).toEqual([160, 100, 100, 40]);
  expect(rateAt(series, 14 * HOUR_MS + 299_999)).toBe(160);
  expect(rateAt(series, 38 * HOUR_MS)).toBe(160);
  for (const [i, rate] of series.perSecond.entries())
    expect(rate).toBeCloseTo(100 + 60 * Math.cos((2 * Math.PI * (i - 168)) / 288), 10);
  expect(mean(series.perSecond)).toBeCloseTo(100, 10);
});

test('the time of day is that of the calendar, whenever the run starts', () => {
  const series = make({}, START_MS + 6 * HOUR_MS);
  expect([8, 2].map((hour) => rateAt(series, hour * HOUR_MS))).toEqual([160, 100]);
});

test('an amplitude above the mean leaves hours of nothing', () => {
  const { perSecond } = make({ amplitudePerSecond: 170 });
  expect([Math.min(...perSecond), Math.max(...perSecond)]).toEqual([0, 270]);
  expect(perSecond.filter((rate) => rate === 0)).toHaveLength(87);
});

describe('noise', () => {
  const noisy = make({ amplitudePerSecond: 0, noise: 0.3 }, START_MS, 100 * DAY_MS);

  test('has mean 1 and its standard deviation, and is never negative', () => {
    const { perSecond, endMs, repeat } = noisy;
    expect([perSecond.length, endMs, repeat]).toEqual([28_800, null, false]);
    expect(mean(perSecond) / 100).toBeCloseTo(1, 2);
    const variance = mean(perSecond.map((rate) => (rate / 100 - 1) ** 2));
    expect(Math.sqrt(variance)).toBeCloseTo(0.3, 2);
    expect(Math.min(...perSecond)).toBeGreaterThan(0);
  });

  test('is one draw a step: a longer run begins as a shorter one, another stream otherwise', () => {
    const longer = make({ noise: 0.3 }, START_MS, 2 * DAY_MS).perSecond;
    expect(make({ noise: 0.3 }, START_MS, DAY_MS + 1).perSecond).toEqual(longer.slice(0, 289));
    expect(make({ noise: 0.3 }, START_MS, DAY_MS, '2/noise/web').perSecond).not.toEqual(longer.slice(0, 288));
    const factors = make({ noise: 0.3, meanPerSecond: 10, amplitudePerSecond: 0 }, START_MS, DAY_MS);
    expect(factors.perSecond[7]! / 10).toBeCloseTo(longer[7]! / make().perSecond[7]!, 10);
  });

  test('that would be laid out for ever is refused', () => {
    expect(() => make({ noise: 0.1 }, START_MS, Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(make({ noise: 0.1 }, START_MS, 366 * DAY_MS).atMs).toHaveLength(105_408);
  });
});
