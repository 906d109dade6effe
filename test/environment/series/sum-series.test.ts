import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Series } from '../../../src/environment/arrivals/arrivals-spec.ts';
import { sumSeries } from '../../../src/environment/series/sum-series.ts';
import { rateAt } from './series-support.ts';

const constant = (perSecond: number): Series => ({
  atMs: [0],
  perSecond: [perSecond],
  endMs: null,
  repeat: false,
});
const HORIZON = 500;

const series: fc.Arbitrary<Series> = fc
  .record({
    points: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 8 })), {
      selector: ([at]) => at,
      minLength: 1,
      maxLength: 8,
    }),
    tail: fc.constantFrom(1, 7, 50, null),
    repeat: fc.boolean(),
  })
  .map(({ points, tail, repeat }) => {
    const sorted = points.sort(([a], [b]) => a - b);
    const endMs = tail === null ? null : sorted.at(-1)![0] + tail;
    return { atMs: sorted.map(([at]) => at), perSecond: sorted.map(([, rate]) => rate), endMs, repeat };
  });

test('the rate of a sum is the sum of the rates, at every moment', () => {
  fc.assert(
    fc.property(fc.array(series, { maxLength: 4 }), (list) => {
      const sum = sumSeries(list, HORIZON);
      const moments = Array.from({ length: HORIZON }, (_, ms) => ms);
      const expected = moments.map((ms) => list.reduce((total, one) => total + rateAt(one, ms), 0));
      expect(moments.map((ms) => rateAt(sum, ms))).toEqual(expected);
      const sorted = [...sum.atMs].sort((a, b) => a - b);
      expect(sum.atMs).toEqual([...new Set(sorted)]);
      expect(sum.atMs.length).toBe(sum.perSecond.length);
    }),
    { numRuns: 150, seed: 41 },
  );
});

test('one period beside constants repeats for ever, without a horizon', () => {
  const day: Series = { atMs: [0, 40], perSecond: [1, 2], endMs: 100, repeat: true };
  const other: Series = { atMs: [10, 40], perSecond: [5, 0], endMs: 100, repeat: true };
  expect(sumSeries([day, other, constant(3)])).toEqual({
    atMs: [0, 10, 40],
    perSecond: [4, 9, 5],
    endMs: 100,
    repeat: true,
  });
});

test('none is silence, one is itself', () => {
  expect(sumSeries([])).toEqual({ atMs: [], perSecond: [], endMs: 0, repeat: false });
  expect(sumSeries([constant(2)])).toEqual(constant(2));
  expect(sumSeries([constant(2), constant(3)])).toEqual(constant(5));
});

test('periods that do not fit one another need a horizon, and not too far a one', () => {
  const a: Series = { atMs: [0], perSecond: [1], endMs: 3, repeat: true };
  const b: Series = { atMs: [0], perSecond: [1], endMs: 5, repeat: true };
  expect(() => sumSeries([a, b])).toThrow('expected series that repeat with one period');
  expect(() => sumSeries([a, b], 1e9)).toThrow('received more');
  expect(sumSeries([a, b], 20).endMs).toBe(21);
});
