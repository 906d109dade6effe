import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../../src/environment/arrivals/arrivals-spec.ts';
import { RequestCounts } from '../../../src/environment/load/request-counts.ts';
import { chiSquare, chiSquareLimit } from '../../support/goodness-of-fit.ts';
import { rateAt } from '../series/series-support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Period = readonly [fromMs: number, untilMs: number, count: number];

function periodsOf(series: Series, noise: 'poisson' | 'exact', horizonMs: number, seed = '7'): Period[] {
  const counts = new RequestCounts(series, noise, `${seed}/requests/main/web`, horizonMs);
  const periods: Period[] = [[counts.fromMs, counts.untilMs, counts.count]];
  while (counts.untilMs < horizonMs) {
    counts.next();
    periods.push([counts.fromMs, counts.untilMs, counts.count]);
  }
  return periods;
}

const constant = (perSecond: number): Series => ({
  atMs: [0],
  perSecond: [perSecond],
  endMs: null,
  repeat: false,
});
const UP: Series = { atMs: [0, 90_000, 5 * MINUTE], perSecond: [2, 0, 10], endMs: 6 * MINUTE, repeat: false };

test('random counts come minute by minute and step by step, silence in one piece', () => {
  expect(periodsOf(UP, 'poisson', HOUR).map(([from, until]) => [from, until])).toEqual([
    [0, MINUTE],
    [MINUTE, 90_000],
    [90_000, 5 * MINUTE],
    [5 * MINUTE, 6 * MINUTE],
    [6 * MINUTE, HOUR],
  ]);
});

test('exact counts are as long as the rate holds', () => {
  expect(periodsOf(UP, 'exact', HOUR)).toEqual([
    [0, 90_000, 180],
    [90_000, 5 * MINUTE, 0],
    [5 * MINUTE, 6 * MINUTE, 600],
    [6 * MINUTE, HOUR, 0],
  ]);
  expect(periodsOf(constant(0.25), 'exact', HOUR)).toEqual([[0, HOUR, 900]]);
});

test('behind the horizon nothing comes', () => {
  for (const noise of ['poisson', 'exact'] as const) {
    const counts = new RequestCounts(constant(100), noise, '7/requests/main/web', MINUTE);
    for (let i = 0; i < 3; i++) counts.next();
    expect([counts.fromMs, counts.untilMs, counts.count]).toEqual([MINUTE, MINUTE, 0]);
  }
});

const series: fc.Arbitrary<Series> = fc
  .record({
    points: fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 500_000 }), fc.double({ min: 0, max: 3, noNaN: true })),
      { selector: ([at]) => at, maxLength: 8 },
    ),
    tail: fc.constantFrom(1, 70_001, null),
    repeat: fc.boolean(),
  })
  .map(({ points, tail, repeat }) => {
    const sorted = points.sort(([a], [b]) => a - b);
    const endMs = tail === null ? null : (sorted.at(-1)?.[0] ?? 0) + tail;
    return { atMs: sorted.map(([at]) => at), perSecond: sorted.map(([, rate]) => rate), endMs, repeat };
  });

const HORIZON = 900_000;

test('periods follow each other without a gap up to the horizon', () => {
  fc.assert(
    fc.property(series, fc.constantFrom('poisson' as const, 'exact' as const), (one, noise) => {
      const long = { ...one, endMs: one.endMs === null ? null : one.endMs + 60_000 };
      const periods = periodsOf(long, noise, HORIZON);
      for (const [i, [from, until, count]] of periods.entries()) {
        expect(from).toBe(i === 0 ? 0 : periods[i - 1]![1]);
        expect(until).toBeGreaterThan(from);
        expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
        expect(rateAt(long, from)).toBe(rateAt(long, until - 1));
      }
      expect(periods.at(-1)![1]).toBe(HORIZON);
    }),
    { numRuns: 100, seed: 81 },
  );
});

test('the exact counts so far are within a half of the rate summed over time', () => {
  fc.assert(
    fc.property(series, (one) => {
      const long = { ...one, endMs: one.endMs === null ? null : one.endMs + 60_000 };
      let sum = 0;
      let integral = 0;
      for (const [from, until, count] of periodsOf(long, 'exact', HORIZON)) {
        sum += count;
        integral += (rateAt(long, from) * (until - from)) / 1000;
        expect(Math.abs(sum - integral)).toBeLessThanOrEqual(0.5 + 1e-6);
      }
    }),
    { numRuns: 200, seed: 82 },
  );
});

describe('random counts', () => {
  test('fit a Poisson distribution, minute by minute', () => {
    const counts = periodsOf(constant(0.05), 'poisson', 20_000 * MINUTE).map(([, , count]) => count);
    const cells = [0, 1, 2, 3, 4, 5, 6];
    const seen = cells.map(
      (cell) => counts.filter((count) => (cell < 6 ? count === cell : count >= 6)).length,
    );
    let term = Math.exp(-3);
    const expected = cells.map((cell) => {
      if (cell > 0) term *= 3 / cell;
      return term * counts.length;
    });
    expected[6] = counts.length - expected.slice(0, 6).reduce((sum, part) => sum + part, 0);
    expect(chiSquare(seen, expected)).toBeLessThan(chiSquareLimit(6));
  });

  test('of neighbouring minutes do not depend on each other', () => {
    const counts = periodsOf(constant(50), 'poisson', 5000 * MINUTE).map(([, , count]) => count - 3000);
    const product = counts.slice(1).reduce((sum, count, i) => sum + count * counts[i]!, 0);
    expect(Math.abs(product / counts.length / 3000)).toBeLessThan(0.05);
  });

  test('are another seed by seed, and one stream a service', () => {
    const once = periodsOf(constant(50), 'poisson', HOUR);
    expect(periodsOf(constant(50), 'poisson', HOUR)).toEqual(once);
    expect(periodsOf(constant(50), 'poisson', HOUR, '8')).not.toEqual(once);
    expect(periodsOf(constant(50), 'poisson', 2 * HOUR).slice(0, 60)).toEqual(once);
  });
});

test('what is restored goes on as the first one did', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 9 }), fc.boolean(), (one, steps, isExact) => {
      const noise = isExact ? 'exact' : 'poisson';
      const counts = new RequestCounts(one, noise, '7/requests/main/web', HORIZON);
      for (let i = 0; i < steps; i++) counts.next();
      const other = new RequestCounts(one, noise, '7/requests/main/web', HORIZON);
      other.restore(JSON.parse(JSON.stringify(counts.snapshot())));
      for (let i = 0; i < 6; i++, counts.next(), other.next())
        expect([other.fromMs, other.untilMs, other.count]).toEqual([
          counts.fromMs,
          counts.untilMs,
          counts.count,
        ]);
    }),
    { numRuns: 100, seed: 83 },
  );
});
