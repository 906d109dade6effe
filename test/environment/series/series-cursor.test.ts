import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Series } from '../../../src/environment/arrivals/arrivals-spec.ts';
import { SeriesCursor } from '../../../src/environment/series/series-cursor.ts';
import { rateAt } from './series-support.ts';

const HORIZON = 400;

function walk(series: Series, horizonMs = HORIZON): [fromMs: number, untilMs: number, perSecond: number][] {
  const cursor = new SeriesCursor(series);
  const pieces: [number, number, number][] = [[cursor.fromMs, cursor.untilMs, cursor.perSecond]];
  while (cursor.untilMs < horizonMs) {
    cursor.next();
    pieces.push([cursor.fromMs, cursor.untilMs, cursor.perSecond]);
  }
  return pieces;
}

const NEVER = Number.POSITIVE_INFINITY;

test('a constant holds for ever; next to the last change there is none', () => {
  const cursor = new SeriesCursor({ atMs: [0], perSecond: [5], endMs: null, repeat: false });
  cursor.next();
  expect([cursor.fromMs, cursor.untilMs, cursor.perSecond]).toEqual([0, NEVER, 5]);
});

test('nothing before the first step, nothing after the end', () => {
  expect(walk({ atMs: [10, 30], perSecond: [1, 2], endMs: 50, repeat: false })).toEqual([
    [0, 10, 0],
    [10, 30, 1],
    [30, 50, 2],
    [50, NEVER, 0],
  ]);
  expect(walk({ atMs: [], perSecond: [], endMs: 0, repeat: false })).toEqual([[0, NEVER, 0]]);
});

test('steps of one rate are one, also over the end of a cycle', () => {
  expect(walk({ atMs: [0, 10, 20, 30], perSecond: [1, 1, 2, 1], endMs: 40, repeat: true }, 100)).toEqual([
    [0, 20, 1],
    [20, 30, 2],
    [30, 60, 1],
    [60, 70, 2],
    [70, 100, 1],
  ]);
  expect(walk({ atMs: [0, 10], perSecond: [3, 3], endMs: 20, repeat: true })).toEqual([[0, NEVER, 3]]);
  expect(walk({ atMs: [5], perSecond: [0], endMs: 20, repeat: true })).toEqual([[0, NEVER, 0]]);
});

const series: fc.Arbitrary<Series> = fc
  .record({
    points: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2 })), {
      selector: ([at]) => at,
      maxLength: 8,
    }),
    tail: fc.constantFrom(1, 7, 50, null),
    repeat: fc.boolean(),
  })
  .map(({ points, tail, repeat }) => {
    const sorted = points.sort(([a], [b]) => a - b);
    const endMs = tail === null ? null : (sorted.at(-1)?.[0] ?? 0) + tail;
    return { atMs: sorted.map(([at]) => at), perSecond: sorted.map(([, rate]) => rate), endMs, repeat };
  });

test('the pieces follow each other, change the rate, and have it at every moment', () => {
  fc.assert(
    fc.property(series, (one) => {
      const pieces = walk(one);
      expect(pieces[0]![0]).toBe(0);
      for (const [i, [fromMs, untilMs, rate]] of pieces.entries()) {
        if (i > 0) expect([fromMs, rate === pieces[i - 1]![2]]).toEqual([pieces[i - 1]![1], false]);
        for (let ms = fromMs; ms < Math.min(untilMs, HORIZON); ms++)
          if (rateAt(one, ms) !== rate) expect({ ms, rate }).toEqual({ ms, rate: rateAt(one, ms) });
      }
    }),
    { numRuns: 200, seed: 51 },
  );
});

test('a restored cursor goes on as the first one did', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 9 }), (one, steps) => {
      const cursor = new SeriesCursor(one);
      for (let i = 0; i < steps; i++) cursor.next();
      const other = new SeriesCursor(one);
      other.restore(JSON.parse(JSON.stringify(cursor.snapshot())));
      for (let i = 0; i < 5; i++, cursor.next(), other.next())
        expect([other.fromMs, other.untilMs, other.perSecond]).toEqual([
          cursor.fromMs,
          cursor.untilMs,
          cursor.perSecond,
        ]);
    }),
    { numRuns: 100, seed: 52 },
  );
});
