import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../../src/environment/distributions/distribution.ts';
import {
  drawMs,
  lognormalFromMeanAndP95,
  lognormalFromMedianAndSigma,
  meanMs,
} from '../../../src/environment/distributions/draw.ts';
import { Stream } from '../../../src/kernel/streams.ts';
import { normalQuantile } from '../../../src/units/elementary.ts';
import { KOLMOGOROV_LIMIT, kolmogorovSmirnov } from '../../support/goodness-of-fit.ts';

const DRAWS = 20_000;

function drawn(distribution: Distribution, name: string): number[] {
  const stream = new Stream(name);
  return Array.from({ length: DRAWS }, () => drawMs(distribution, stream.next()));
}

/** The standard normal distribution function by its series and continued fraction: an own path, not the quantile's. */
function normalBelow(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(z) < 4) {
    let term = z;
    let sum = z;
    for (let k = 3; k < 120; k += 2) sum += term *= (z * z) / k;
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / (Math.abs(z) + fraction);
  const tail = density / (Math.abs(z) + fraction);
  return z < 0 ? tail : 1 - tail;
}

/** Times of minutes to hours, so that rounding to a millisecond does not show. */
const CONTINUOUS: readonly {
  name: string;
  distribution: Distribution;
  below: (x: number) => number;
  other: Distribution;
}[] = [
  {
    name: 'exponential',
    distribution: { kind: 'exponential', mean: 360_000 },
    below: (x) => 1 - Math.exp(-x / 360_000),
    other: { kind: 'exponential', mean: 400_000 },
  },
  {
    name: 'lognormal',
    distribution: { kind: 'lognormal', mu: 12.5, sigma: 0.9 },
    below: (x) => normalBelow((Math.log(x) - 12.5) / 0.9),
    other: { kind: 'lognormal', mu: 12.5, sigma: 1 },
  },
  {
    name: 'weibull',
    distribution: { kind: 'weibull', shape: 1.7, scale: 600_000 },
    below: (x) => 1 - Math.exp(-((x / 600_000) ** 1.7)),
    other: { kind: 'weibull', shape: 1.9, scale: 600_000 },
  },
  {
    name: 'weibull of a falling rate',
    distribution: { kind: 'weibull', shape: 0.6, scale: 600_000 },
    below: (x) => 1 - Math.exp(-((x / 600_000) ** 0.6)),
    other: { kind: 'weibull', shape: 0.65, scale: 600_000 },
  },
  {
    name: 'pareto',
    distribution: { kind: 'pareto', minimum: 60_000, shape: 1.5 },
    below: (x) => 1 - (60_000 / x) ** 1.5,
    other: { kind: 'pareto', minimum: 60_000, shape: 1.65 },
  },
  {
    name: 'uniform',
    distribution: { kind: 'uniform', min: 100_000, max: 900_000 },
    below: (x) => (x - 100_000) / 800_000,
    other: { kind: 'uniform', min: 100_000, max: 940_000 },
  },
];

describe.each(CONTINUOUS)('goodness of fit: $name', ({ name, distribution, below, other }) => {
  it.each(['7', '8', '9'])('seed %s', (seed) => {
    expect(kolmogorovSmirnov(drawn(distribution, `${seed}/duration/${name}`), below)).toBeLessThan(
      KOLMOGOROV_LIMIT,
    );
  });

  it('tells a neighbour apart', () => {
    expect(kolmogorovSmirnov(drawn(other, `7/duration/${name}`), below)).toBeGreaterThan(KOLMOGOROV_LIMIT);
  });
});

describe('goodness of fit: empirical', () => {
  it('gives each value its share (chi-square, 3 degrees of freedom, 0.001)', () => {
    const draws = drawn({ kind: 'empirical', values: [10, 20, 20, 35, 90] }, '7/duration/empirical');
    let chiSquare = 0;
    for (const [value, share] of [
      [10, 0.2],
      [20, 0.4],
      [35, 0.2],
      [90, 0.2],
    ] as const) {
      const expected = DRAWS * share;
      chiSquare += (draws.filter((draw) => draw === value).length - expected) ** 2 / expected;
    }
    expect(draws.every((draw) => [10, 20, 35, 90].includes(draw))).toBe(true);
    expect(chiSquare).toBeLessThan(16.27);
  });

  it('cuts the unit interval into equal parts', () => {
    const distribution: Distribution = { kind: 'empirical', values: [1, 2, 3, 4] };
    expect([0, 0.2499, 0.25, 0.5, 0.75, 1 - 2 ** -53].map((u) => drawMs(distribution, u))).toEqual([
      1, 1, 2, 3, 4, 4,
    ]);
  });
});

const positive = fc.double({ min: 1, max: 1e8, noNaN: true });
const shape = fc.double({ min: 0.2, max: 10, noNaN: true });
const anyDistribution: fc.Arbitrary<Distribution> = fc.oneof(
  positive.map((value) => ({ kind: 'constant', value }) as const),
  positive.map((mean) => ({ kind: 'exponential', mean }) as const),
  fc
    .record({
      mu: fc.double({ min: 0, max: 18, noNaN: true }),
      sigma: fc.double({ min: 0, max: 3, noNaN: true }),
    })
    .map((given) => ({ kind: 'lognormal', ...given }) as const),
  fc.record({ shape, scale: positive }).map((given) => ({ kind: 'weibull', ...given }) as const),
  fc.record({ shape, minimum: positive }).map((given) => ({ kind: 'pareto', ...given }) as const),
  fc
    .tuple(positive, positive)
    .map(([a, b]) => ({ kind: 'uniform', min: Math.min(a, b), max: Math.max(a, b) }) as const),
  fc
    .array(positive, { minLength: 1 })
    .map((values) => ({ kind: 'empirical', values: values.sort((a, b) => a - b) }) as const),
);
const uniform = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((n) => n / 2 ** 32),
  fc.constantFrom(0, 2 ** -32, 1 - 2 ** -32, 1 - 2 ** -53),
);

describe('every distribution', () => {
  it('gives whole milliseconds of at least one, never falling in u', () => {
    fc.assert(
      fc.property(anyDistribution, uniform, uniform, (distribution, a, b) => {
        const low = drawMs(distribution, Math.min(a, b));
        const high = drawMs(distribution, Math.max(a, b));
        expect(Number.isSafeInteger(low) && Number.isSafeInteger(high)).toBe(true);
        expect(low).toBeGreaterThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the mean that meanMs says', () => {
    const light: readonly Distribution[] = [
      { kind: 'constant', value: 60_000 },
      { kind: 'exponential', mean: 60_000 },
      { kind: 'lognormal', mu: 11, sigma: 0.5 },
      { kind: 'weibull', shape: 1.7, scale: 60_000 },
      { kind: 'weibull', shape: 0.9, scale: 60_000 },
      { kind: 'pareto', minimum: 60_000, shape: 4 },
      { kind: 'uniform', min: 10_000, max: 90_000 },
      { kind: 'empirical', values: [10_000, 20_000, 20_000, 60_000] },
    ];
    for (const distribution of light) {
      // The midpoints of equal parts of the unit interval: an integral, not a sample.
      let sum = 0;
      for (let index = 0; index < 100_000; index++) sum += drawMs(distribution, (index + 0.5) / 100_000);
      expect(Math.abs(sum / 100_000 / meanMs(distribution) - 1)).toBeLessThan(1e-3);
    }
  });
});

describe('drawMs', () => {
  it('takes zero as zero, and what is above it as at least one', () => {
    expect(drawMs({ kind: 'constant', value: 0 }, 0.5)).toBe(0);
    expect(drawMs({ kind: 'constant', value: 0.001 }, 0.5)).toBe(1);
    expect(drawMs({ kind: 'constant', value: 1.5 }, 0.5)).toBe(2);
    expect(drawMs({ kind: 'uniform', min: 0, max: 0 }, 0.5)).toBe(0);
    expect(drawMs({ kind: 'uniform', min: 0, max: 10 }, 0)).toBe(1);
    expect(drawMs({ kind: 'exponential', mean: 5000 }, 0)).toBe(1);
    expect(drawMs({ kind: 'lognormal', mu: 8, sigma: 2 }, 0)).toBe(1);
    expect(drawMs({ kind: 'empirical', values: [0, 4] }, 0.4)).toBe(0);
  });

  it('takes a u of 0 as half of the smallest step of a stream', () => {
    expect(drawMs({ kind: 'exponential', mean: 2 ** 43 }, 0)).toBe(1024);
    expect(drawMs({ kind: 'exponential', mean: 2 ** 43 }, 2 ** -32)).toBe(2048);
  });

  it('keeps the heaviest tail on the calendar', () => {
    expect(drawMs({ kind: 'pareto', minimum: 1000, shape: 0.01 }, 1 - 2 ** -32)).toBe(2 ** 48);
    expect(drawMs({ kind: 'lognormal', mu: 12, sigma: 50 }, 0.9999)).toBe(2 ** 48);
  });

  it('is pinned: the same numbers in every engine', () => {
    const distributions: readonly Distribution[] = CONTINUOUS.map((row) => row.distribution);
    const stream = new Stream('7/duration/pinned');
    const table = Array.from({ length: 3 }, () => {
      const u = stream.next();
      return distributions.map((distribution) => drawMs(distribution, u));
    });
    expect(table).toEqual([
      [323186, 331242, 563109, 501266, 109162, 574008],
      [294098, 306143, 532719, 428351, 103438, 546574],
      [290247, 302847, 528605, 419045, 102703, 542774],
    ]);
  });
});

describe('meanMs', () => {
  it('knows the closed forms', () => {
    expect(meanMs({ kind: 'weibull', shape: 1, scale: 5000 })).toBeCloseTo(5000, 8);
    expect(meanMs({ kind: 'weibull', shape: 2, scale: 5000 })).toBeCloseTo(
      (5000 * Math.sqrt(Math.PI)) / 2,
      8,
    );
    expect(meanMs({ kind: 'lognormal', mu: 10, sigma: 1 })).toBeCloseTo(Math.exp(10.5), 8);
    expect(meanMs({ kind: 'pareto', minimum: 100, shape: 3 })).toBe(150);
    expect(meanMs({ kind: 'pareto', minimum: 100, shape: 1 })).toBe(Infinity);
  });
});

describe('lognormalFromMeanAndP95', () => {
  it('has that mean and that 95th percentile', () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 1, max: 3.86, noNaN: true }), (mean, ratio) => {
        const found = lognormalFromMeanAndP95(mean, mean * ratio);
        const { mu, sigma } = found as { mu: number; sigma: number };
        expect(sigma).toBeGreaterThanOrEqual(0);
        expect(sigma).toBeLessThanOrEqual(normalQuantile(0.95));
        expect(meanMs({ kind: 'lognormal', mu, sigma }) / mean).toBeCloseTo(1, 12);
        expect(Math.exp(mu + normalQuantile(0.95) * sigma) / (mean * ratio)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('reads the example of a mean of 6 m and a p95 of 15 m', () => {
    const found = lognormalFromMeanAndP95(360_000, 900_000) as { mu: number; sigma: number };
    expect(found.sigma).toBeCloseTo(0.7105, 4);
    expect(drawMs({ kind: 'lognormal', ...found }, 0.95)).toBe(900_000);
  });

  it('is a constant when both are the same', () => {
    expect(lognormalFromMeanAndP95(5000, 5000)).toEqual({ mu: expect.closeTo(Math.log(5000), 12), sigma: 0 });
  });

  it.each([
    [360_000, 300_000],
    [100, 387],
    [0, 10],
    [-5, 10],
    [10, Infinity],
    [NaN, 10],
  ])('has none for a mean of %d and a p95 of %d', (mean, p95) => {
    expect(lognormalFromMeanAndP95(mean, p95)).toBeNull();
  });
});

describe('lognormalFromMedianAndSigma', () => {
  it('has that median', () => {
    const found = lognormalFromMedianAndSigma(250_000, 1.2) as { mu: number; sigma: number };
    expect(found.sigma).toBe(1.2);
    expect(drawMs({ kind: 'lognormal', ...found }, 0.5)).toBe(250_000);
  });

  it.each([
    [0, 1],
    [-1, 1],
    [100, -1],
    [Infinity, 1],
    [100, NaN],
  ])('has none for a median of %d and a sigma of %d', (median, sigma) => {
    expect(lognormalFromMedianAndSigma(median, sigma)).toBeNull();
  });
});
