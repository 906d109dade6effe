import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Series } from '../../../src/environment/arrivals/arrivals-spec.ts';
import { repeatSeries } from '../../../src/environment/series/repeat-series.ts';
import { rateAt } from './series-support.ts';

const STEPS: Series = { atMs: [0, 20], perSecond: [1, 4], endMs: null, repeat: false };

test('the last step is held until the period ends', () => {
  expect(repeatSeries(STEPS, 30)).toEqual({ atMs: [0, 20], perSecond: [1, 4], endMs: 30, repeat: true });
});

test('after an end of its own nothing comes until the next period', () => {
  const file = { ...STEPS, endMs: 40 };
  expect(repeatSeries(file, 60)).toEqual({
    atMs: [0, 20, 40],
    perSecond: [1, 4, 0],
    endMs: 60,
    repeat: true,
  });
});

test('at every moment it is what the series is so long after the last beginning', () => {
  const series = fc.record({
    tail: fc.constantFrom(1, 7, null),
    repeat: fc.boolean(),
    steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5 })), {
      minLength: 1,
      maxLength: 5,
    }),
  });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 90 }), ({ tail, repeat, steps }, period) => {
      let at = 0;
      const atMs = steps.map(([gap]) => (at += gap));
      const one: Series = {
        atMs,
        perSecond: steps.map(([, rate]) => rate),
        endMs: tail === null ? null : at + tail,
        repeat,
      };
      const repeated = repeatSeries(one, period);
      for (let ms = 0; ms < 200; ms++) expect(rateAt(repeated, ms)).toBe(rateAt(one, ms % period));
    }),
    { numRuns: 200, seed: 61 },
  );
});
