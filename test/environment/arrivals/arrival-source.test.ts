import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArrivalSource } from '../../../src/environment/arrivals/arrival-source.ts';
import type { ArrivalsSpec, Series } from '../../../src/environment/arrivals/arrivals-spec.ts';
import { parseSchedule, type Schedule } from '../../../src/units/schedule.ts';
import {
  chiSquare,
  chiSquareLimit,
  KOLMOGOROV_LIMIT,
  kolmogorovSmirnov,
} from '../../support/goodness-of-fit.ts';

/** A Monday. */
const START_MS = Date.UTC(2026, 2, 2);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Form = ArrivalsSpec['form'];

function sourceOf(
  form: Form,
  parts: Partial<ArrivalsSpec> = {},
  seed = '7',
  resolutionMs = 1,
): ArrivalSource {
  const spec = { form, fromMs: 0, untilMs: null, limit: null, ...parts };
  return new ArrivalSource(spec, `${seed}/arrivals/web`, START_MS, resolutionMs);
}

function takeAll(source: ArrivalSource, most = 1e6): number[] {
  const times: number[] = [];
  while (times.length < most && source.peekMs() !== Number.POSITIVE_INFINITY) {
    times.push(source.peekMs());
    source.take();
  }
  return times;
}

const arrivals = (form: Form, parts: Partial<ArrivalsSpec> = {}, most?: number) =>
  takeAll(sourceOf(form, parts), most);

function schedule(text: string, count: number, timeZone = 'UTC'): Form {
  return { kind: 'schedule', schedule: parseSchedule(text, timeZone) as Schedule, count };
}

describe('every', () => {
  const form: Form = { kind: 'every', everyMs: 30_000 };

  test('first at `from`, and never stops by itself', () => {
    expect(arrivals(form, {}, 3)).toEqual([0, 30_000, 60_000]);
    expect(arrivals(form, { fromMs: 5000 }, 2)).toEqual([5000, 35_000]);
  });

  test('`until` is not reached, `limit` is', () => {
    expect(arrivals(form, { untilMs: 60_000 })).toEqual([0, 30_000]);
    expect(arrivals(form, { untilMs: 60_001 })).toEqual([0, 30_000, 60_000]);
    expect(arrivals(form, { limit: 2 })).toEqual([0, 30_000]);
    expect(arrivals(form, { limit: 0 })).toEqual([]);
    expect(arrivals(form, { fromMs: 9, untilMs: 9 })).toEqual([]);
  });

  test('a grid rounds each arrival, not the distance between them', () => {
    const source = sourceOf({ kind: 'every', everyMs: 700 }, {}, '7', 1000);
    expect(takeAll(source, 6)).toEqual([0, 1000, 1000, 2000, 3000, 4000]);
  });
});

describe('burst', () => {
  test('so many at one moment', () => {
    expect(arrivals({ kind: 'burst', atMs: 7200, count: 3 })).toEqual([7200, 7200, 7200]);
    expect(arrivals({ kind: 'burst', atMs: 7200, count: 0 })).toEqual([]);
  });

  test('`limit` cuts it, `from` and `until` leave it out', () => {
    const form: Form = { kind: 'burst', atMs: 7200, count: 3 };
    expect(arrivals(form, { limit: 2 })).toEqual([7200, 7200]);
    expect(arrivals(form, { fromMs: 7200, untilMs: 7201 })).toHaveLength(3);
    expect(arrivals(form, { fromMs: 7201 })).toEqual([]);
    expect(arrivals(form, { untilMs: 7200 })).toEqual([]);
  });
});

describe('schedule', () => {
  test('`count` tasks at each time that the calendar names', () => {
    const nightly = schedule('cron(0 1 * * ? *)', 2);
    expect(arrivals(nightly, { untilMs: 2 * DAY_MS })).toEqual([1, 1, 25, 25].map((hour) => hour * HOUR_MS));
    expect(arrivals(schedule('cron(0 1 * * ? *)', 0), { untilMs: DAY_MS })).toEqual([]);
    expect(arrivals(nightly, { limit: 3 })).toEqual([1, 1, 25].map((hour) => hour * HOUR_MS));
  });

  test('in its own time zone', () => {
    const tokyo = schedule('cron(0 10 * * ? *)', 1, 'Asia/Tokyo');
    expect(arrivals(tokyo, { untilMs: 2 * DAY_MS })).toEqual([HOUR_MS, 25 * HOUR_MS]);
  });

  test('the moment `from` itself counts', () => {
    const daily = schedule('cron(0 0 * * ? *)', 1);
    expect(arrivals(daily, { untilMs: DAY_MS + 1 })).toEqual([0, DAY_MS]);
    expect(arrivals(daily, { fromMs: DAY_MS, limit: 1 })).toEqual([DAY_MS]);
    expect(arrivals(daily, { fromMs: DAY_MS + 1, limit: 1 })).toEqual([2 * DAY_MS]);
  });

  test('a rate counts from the start of the run, and once is once', () => {
    expect(arrivals(schedule('rate(6 hours)', 1), { untilMs: DAY_MS })).toEqual(
      [6, 12, 18].map((h) => h * HOUR_MS),
    );
    expect(arrivals(schedule('at(2026-03-02T05:30:00)', 2))).toEqual([5.5 * HOUR_MS, 5.5 * HOUR_MS]);
    expect(arrivals(schedule('at(2026-03-01T05:30:00)', 2))).toEqual([]);
  });
});

/** Distances between neighbours, the first from `from`. */
const gapsOf = (times: readonly number[], from = 0) => times.map((time, i) => time - (times[i - 1] ?? from));
const unitExponential = (x: number) => 1 - Math.exp(-x);

describe('goodness of fit: poisson', () => {
  const perSecond = 1 / 60;
  const sample = (seed: string, rate: number) =>
    takeAll(sourceOf({ kind: 'poisson', perSecond: rate }, {}, seed), 20_000);

  test.each(['7', '8', '9'])('distances are exponential, seed %s', (seed) => {
    const gaps = gapsOf(sample(seed, perSecond)).map((gap) => gap / 60_000);
    expect(kolmogorovSmirnov(gaps, unitExponential)).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  /** Chi-square of many seeds adds up, and so do its degrees of freedom. */
  test('counts of ten minutes are a Poisson number, over twelve seeds', () => {
    const shares = poissonShares(10, 21);
    let statistic = 0;
    let degreesOfFreedom = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const counts = countsOf(sample(`${seed}`, perSecond), 600_000, 1900);
      const classes = shares.map((_, n) => counts.filter((count) => Math.min(count, 21) === n).length);
      const folded = foldSmall(
        classes,
        shares.map((share) => share * counts.length),
      );
      statistic += chiSquare(folded.counts, folded.expected);
      degreesOfFreedom += folded.counts.length - 1;
    }
    expect(statistic).toBeLessThan(chiSquareLimit(degreesOfFreedom));
  });

  test('tells a neighbour apart', () => {
    const gaps = gapsOf(sample('7', perSecond * 1.05)).map((gap) => gap / 60_000);
    expect(kolmogorovSmirnov(gaps, unitExponential)).toBeGreaterThan(KOLMOGOROV_LIMIT);
  });

  test('neighbouring distances do not know of each other', () => {
    const gaps = gapsOf(sample('7', perSecond)).map((gap) => gap / 60_000 - 1);
    let product = 0;
    for (let i = 1; i < gaps.length; i++) product += gaps[i]! * gaps[i - 1]!;
    expect(Math.abs(product / gaps.length) * Math.sqrt(gaps.length)).toBeLessThan(3.3);
  });
});

/** The chances of 0, 1, ... and of `most` or more. */
function poissonShares(mean: number, most: number): number[] {
  const shares = [Math.exp(-mean)];
  for (let n = 1; n < most; n++) shares.push((shares[n - 1]! * mean) / n);
  return [...shares, 1 - shares.reduce((sum, share) => sum + share)];
}

/** How many lie in each of so many equal spans. */
function countsOf(times: readonly number[], spanMs: number, spans: number): number[] {
  const counts = new Array<number>(spans).fill(0);
  for (const time of times) if (time < spanMs * spans) counts[Math.floor(time / spanMs)]!++;
  return counts;
}

/** Puts neighbouring classes together until each expects five or more. */
function foldSmall(
  counts: readonly number[],
  expected: readonly number[],
): { counts: number[]; expected: number[] } {
  const folded = { counts: [0], expected: [0] };
  for (const [i, share] of expected.entries()) {
    const isFull = folded.expected.at(-1)! >= 5 && sumFrom(expected, i) >= 5;
    if (isFull) {
      folded.counts.push(0);
      folded.expected.push(0);
    }
    folded.counts[folded.counts.length - 1]! += counts[i]!;
    folded.expected[folded.expected.length - 1]! += share;
  }
  return folded;
}

const sumFrom = (values: readonly number[], from: number) =>
  values.slice(from).reduce((sum, value) => sum + value, 0);

describe('goodness of fit: poisson with a rate that changes', () => {
  /** Nothing for a minute, then two, five, none, half and eight a second; two hours in all. */
  const series: Series = {
    atMs: [60_000, 600_000, 1_200_000, 1_500_000, 4_000_000],
    perSecond: [2, 5, 0, 0.5, 8],
    endMs: 7_200_000,
    repeat: false,
  };
  const expectedCounts = [0, 2 * 540, 5 * 600, 0, 0.5 * 2500, 8 * 3200];
  const sample = (seed: string, given: Series, most?: number) =>
    takeAll(sourceOf({ kind: 'poissonSeries', series: given }, {}, seed), most);

  function countsOfSteps(times: readonly number[]): number[] {
    const counts = new Array<number>(6).fill(0);
    for (const time of times) counts[series.atMs.filter((at) => at <= time % series.endMs!).length]!++;
    return counts;
  }

  /** Arrivals expected until a moment: a Poisson process runs evenly in it. */
  function hazardAt(ms: number): number {
    const cycle = Math.floor(ms / series.endMs!);
    const position = ms - cycle * series.endMs!;
    let hazard = cycle * expectedCounts.reduce((sum, count) => sum + count);
    for (const [i, at] of series.atMs.entries()) {
      const until = Math.min(position, series.atMs[i + 1] ?? series.endMs!);
      if (until > at) hazard += (series.perSecond[i]! * (until - at)) / 1000;
    }
    return hazard;
  }

  test.each(['7', '8', '9'])(
    'each step brings its number, and none where the rate is zero, seed %s',
    (seed) => {
      const counts = countsOfSteps(sample(seed, series));
      expect([counts[0], counts[3]]).toEqual([0, 0]);
      const busy = [1, 2, 4, 5];
      const statistic = chiSquare(
        busy.map((i) => counts[i]!),
        busy.map((i) => expectedCounts[i]!),
      );
      expect(statistic).toBeLessThan(chiSquareLimit(busy.length));
    },
  );

  test.each(['7', '8', '9'])('in between, distances of expected numbers are exponential, seed %s', (seed) => {
    const gaps = gapsOf(sample(seed, series).map(hazardAt));
    expect(kolmogorovSmirnov(gaps, unitExponential)).toBeLessThan(KOLMOGOROV_LIMIT);
    const wrong = gapsOf(sample(seed, { ...series, perSecond: [2, 5, 0, 0.5, 8.4] }).map(hazardAt));
    expect(kolmogorovSmirnov(wrong, unitExponential)).toBeGreaterThan(KOLMOGOROV_LIMIT);
  });

  test('it ends with the series, or begins again', () => {
    expect(sample('7', series).at(-1)!).toBeLessThan(7_200_000);
    const repeated = sample('7', { ...series, repeat: true }, 100_000);
    expect(repeated.at(-1)!).toBeGreaterThan(3 * 7_200_000);
    expect(kolmogorovSmirnov(gapsOf(repeated.map(hazardAt)), unitExponential)).toBeLessThan(KOLMOGOROV_LIMIT);
    const counts = countsOfSteps(repeated);
    expect([counts[0], counts[3]]).toEqual([0, 0]);
  });

  test('`from` begins inside the series, `until` and `limit` cut it', () => {
    const form: Form = { kind: 'poissonSeries', series };
    const some = arrivals(form, { fromMs: 1_000_000, untilMs: 4_100_000 });
    expect(some[0]).toBeGreaterThanOrEqual(1_000_000);
    expect(some.at(-1)).toBeLessThan(4_100_000 + 1);
    expect(arrivals(form, { limit: 10 })).toHaveLength(10);
    expect(arrivals(form, { fromMs: 7_200_000 })).toEqual([]);
  });

  test('a constant series is the homogeneous form, draw for draw', () => {
    const constant: Series = { atMs: [0], perSecond: [0.3], endMs: null, repeat: false };
    const plain = arrivals({ kind: 'poisson', perSecond: 0.3 }, {}, 1000);
    const times = arrivals({ kind: 'poissonSeries', series: constant }, {}, 1000);
    expect(Math.max(...times.map((time, i) => Math.abs(time - plain[i]!)))).toBeLessThanOrEqual(1);
  });

  test.each([
    [[0], [0], 1000, true],
    [[0, 500], [0, 0], 1000, true],
    [[0], [0], null, false],
    [[], [], 0, false],
    [[], [], 1000, true],
  ])('a series without any rate is over at once: %j %j', (atMs, perSecond, endMs, repeat) => {
    expect(arrivals({ kind: 'poissonSeries', series: { atMs, perSecond, endMs, repeat } })).toEqual([]);
  });

  test('a tiny rate is found, however many repetitions it takes', () => {
    const rare: Series = { atMs: [0, 10], perSecond: [0.001, 0], endMs: 1000, repeat: true };
    const times = sample('7', rare, 20);
    expect(times).toHaveLength(20);
    expect(times.every((time) => time % 1000 <= 10)).toBe(true);
  });
});

describe('every form', () => {
  const series: Series = { atMs: [0, 40_000, 90_000], perSecond: [0.5, 0, 2], endMs: 100_000, repeat: true };
  const form: fc.Arbitrary<Form> = fc.oneof(
    fc.integer({ min: 1, max: 90_000 }).map((everyMs): Form => ({ kind: 'every', everyMs })),
    fc.constantFrom(0.01, 0.3, 20).map((perSecond): Form => ({ kind: 'poisson', perSecond })),
    fc.boolean().map((repeat): Form => ({ kind: 'poissonSeries', series: { ...series, repeat } })),
    fc
      .tuple(fc.constantFrom('rate(7 minutes)', 'cron(0/3 * * * ? *)', 'at(2026-03-02T00:05:00)'), fc.nat(3))
      .map(([text, count]) => schedule(text, count)),
    fc.record({ kind: fc.constant('burst' as const), atMs: fc.nat(200_000), count: fc.nat(9) }),
  );
  const given = fc.record({
    form,
    fromMs: fc.nat(150_000),
    untilMs: fc.option(fc.nat(3_600_000)),
    limit: fc.option(fc.nat(40)),
    resolutionMs: fc.constantFrom(1, 250, 1000, 60_000),
    seed: fc.constantFrom('1', '2'),
  });

  test('rises on the grid, keeps to `from`, `until` and `limit`, and is the same each time', () => {
    fc.assert(
      fc.property(given, ({ form: one, resolutionMs, seed, ...parts }) => {
        const times = takeAll(sourceOf(one, parts, seed, resolutionMs), 60);
        expect(takeAll(sourceOf(one, parts, seed, resolutionMs), 60)).toEqual(times);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times.every((time) => time % resolutionMs === 0)).toBe(true);
        const step = resolutionMs / 2;
        expect(
          times.every((time) => time >= parts.fromMs - step && time <= (parts.untilMs ?? Infinity) + step),
        ).toBe(true);
        expect(times.length).toBeLessThanOrEqual(parts.limit ?? 60);
        const exact = takeAll(sourceOf(one, parts, seed, 1), 60);
        expect(exact.every((time, i) => Math.abs(time - times[i]!) <= step + 0.5)).toBe(true);
      }),
      { numRuns: 400, seed: 51 },
    );
  });

  test('stopped anywhere and restored into a fresh source, goes on as if nothing had been', () => {
    fc.assert(
      fc.property(given, fc.nat(50), ({ form: one, resolutionMs, seed, ...parts }, stopAt) => {
        const source = sourceOf(one, parts, seed, resolutionMs);
        takeAll(source, stopAt);
        const state = structuredClone(source.snapshot());
        const rest = takeAll(source, 30);
        for (let i = 0; i < 2; i++) {
          const fresh = sourceOf(one, parts, 'another', resolutionMs);
          fresh.restore(state);
          expect(takeAll(fresh, 30)).toEqual(rest);
        }
      }),
      { numRuns: 300, seed: 52 },
    );
  });

  test('another seed moves what is random, and nothing else', () => {
    const seeds = (one: Form) => ['1', '2'].map((seed) => takeAll(sourceOf(one, {}, seed), 5));
    const [a, b] = seeds({ kind: 'poisson', perSecond: 1 });
    expect(a).not.toEqual(b);
    const [c, d] = seeds(schedule('rate(1 hour)', 2));
    expect(c).toEqual(d);
  });
});
