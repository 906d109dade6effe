import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogHistogram } from '../../src/kernel/log-histogram.ts';
import { ConcurrencyLimit } from '../../src/requests/concurrency-limit.ts';
import { ResponseProfile } from '../../src/requests/response-profile.ts';
import type { ServiceTime } from '../../src/requests/service-time.ts';
import {
  bucketUtilisation,
  UTILISATION_BUCKETS,
  utilisationBucket,
} from '../../src/requests/utilisation-buckets.ts';
import { normalQuantile } from '../../src/units/elementary.ts';
import { meanSlowdown } from '../oracles/mean-slowdown.ts';
import { simulateStation } from '../oracles/processor-sharing.ts';

const CONSTANT: ServiceTime = { kind: 'constant', meanMs: 1 };
const EXPONENTIAL: ServiceTime = { kind: 'exponential', meanMs: 1 };
const LOGNORMAL: ServiceTime = { kind: 'lognormal', meanMs: 1, scv: 4 };

const SIGMA = Math.sqrt(Math.log(5));
const WORK = {
  constant: () => 1,
  exponential: (u: number) => -Math.log(1 - u),
  lognormal: (u: number) => Math.exp(SIGMA * normalQuantile(u) - (SIGMA * SIGMA) / 2),
};

function responsesAt(profile: ResponseProfile, utilisation: number): LogHistogram {
  const responses = new LogHistogram();
  profile.addTo(responses, utilisationBucket(utilisation), 1, 1, 0);
  return responses;
}

describe('the mean', () => {
  it.each([
    { of: 'M/M/1', cores: 1, service: EXPONENTIAL },
    { of: 'M/M/c', cores: 4, service: EXPONENTIAL },
    { of: 'M/G/1-PS', cores: 1, service: LOGNORMAL },
    { of: 'M/G/c-PS with half a core', cores: 2.5, service: LOGNORMAL },
    { of: 'M/D/c-PS', cores: 16, service: CONSTANT },
  ])('is the closed form of $of from 0.1 to 0.98', ({ cores, service }) => {
    const profile = new ResponseProfile(cores, service);
    for (let utilisation = 0.1; utilisation < 0.985; utilisation += 0.08) {
      const mean = responsesAt(profile, utilisation).mean();
      const middle = bucketUtilisation(utilisationBucket(utilisation));
      expect(mean).toBeCloseTo(meanSlowdown(cores, middle), 8);
      expect(Math.abs(mean / meanSlowdown(cores, utilisation) - 1)).toBeLessThan(0.0101);
    }
  });
});

/** Of so many requests as leave a chance error well below what is allowed. */
const CASES: readonly (readonly [cores: number, utilisation: number, ServiceTime['kind']])[] = [
  [1, 0.8, 'constant'],
  [3, 0.7, 'constant'],
  [16, 0.6, 'constant'],
  [1, 0.7, 'exponential'],
  [1.5, 0.8, 'exponential'],
  [3, 0.8, 'exponential'],
  [8, 0.7, 'exponential'],
  [16, 0.85, 'exponential'],
  [0.5, 0.3, 'lognormal'],
  [1, 0.5, 'lognormal'],
  [3, 0.7, 'lognormal'],
  [16, 0.8, 'lognormal'],
];

describe('agrees with every request simulated: mean within 3 %, percentiles within 5 %', () => {
  it.each(CASES)('%d cores, utilisation %d, %s', (cores, utilisation, kind) => {
    const service = { constant: CONSTANT, exponential: EXPONENTIAL, lognormal: LOGNORMAL }[kind];
    const profile = new ResponseProfile(Math.max(1, cores), service);
    const requests = kind === 'lognormal' ? 300_000 : 150_000;
    const simulated = simulateStation({ cores, utilisation, work: WORK[kind], requests, seed: 11 });
    const responses = new LogHistogram();
    profile.addTo(responses, utilisationBucket(utilisation), 1, 1 / Math.min(1, cores), 0);
    expect(Math.abs(responses.mean() / simulated.mean - 1)).toBeLessThan(0.03);
    for (const fraction of [0.5, 0.95, 0.99]) {
      const expected = simulated.responses[Math.floor(fraction * simulated.responses.length)]!;
      expect(Math.abs(responses.quantile(fraction) / expected - 1), `p${100 * fraction}`).toBeLessThan(0.05);
    }
  });

  it.each([
    [1, 10, 0, 0.95, 'exponential'],
    [1, 8, 9, 0.6, 'lognormal'],
    [2, 20, 5, 0.9, 'exponential'],
  ] as const)(
    '%d cores, at most %d requests that wait %d off the CPU, utilisation %d, %s',
    (cores, most, wait, utilisation, kind) => {
      const service = { exponential: EXPONENTIAL, lognormal: LOGNORMAL }[kind];
      const profile = new ResponseProfile(cores, service, new ConcurrencyLimit(cores, most, wait));
      const simulated = simulateStation({
        cores,
        utilisation,
        work: WORK[kind],
        requests: 150_000,
        seed: 5,
        wait,
        most,
      });
      const responses = new LogHistogram();
      profile.addTo(responses, utilisationBucket(utilisation), 1, 1, wait);
      expect(Math.abs(responses.mean() / simulated.mean - 1)).toBeLessThan(0.03);
      for (const fraction of [0.5, 0.95, 0.99]) {
        const expected = simulated.responses[Math.floor(fraction * simulated.responses.length)]!;
        expect(Math.abs(responses.quantile(fraction) / expected - 1), `p${100 * fraction}`).toBeLessThan(
          0.05,
        );
      }
    },
  );
});

it('percentiles depend on how the work varies, means do not', () => {
  // Simulated p95 at utilisation 0.8 of one core: 13.37, 18.78, 20.01 (the same source has means of 4.96 to 5.07).
  const expected = [13.37, 18.78, 20.01];
  for (const [i, service] of [CONSTANT, EXPONENTIAL, LOGNORMAL].entries()) {
    const responses = responsesAt(new ResponseProfile(1, service), 0.8);
    expect(Math.abs(responses.mean() / 5 - 1)).toBeLessThan(0.01);
    expect(Math.abs(responses.quantile(0.95) / expected[i]! - 1)).toBeLessThan(0.03);
  }
});

it('near saturation the slowdown is exponential', () => {
  const responses = responsesAt(new ResponseProfile(1, CONSTANT), 0.9985);
  const mean = responses.mean();
  expect(Math.abs(responses.quantile(0.5) / (mean * Math.LN2) - 1)).toBeLessThan(0.03);
  expect(Math.abs(responses.quantile(0.99) / (mean * Math.log(100)) - 1)).toBeLessThan(0.03);
});

it('percentiles never fall as the utilisation rises, but for what a bucket hides', () => {
  for (const [cores, service] of [
    [1, LOGNORMAL],
    [4, EXPONENTIAL],
    [12.25, CONSTANT],
  ] as const) {
    const profile = new ResponseProfile(cores, service);
    const before = [0, 0, 0];
    for (let bucket = 0; bucket < UTILISATION_BUCKETS; bucket += 8) {
      const responses = responsesAt(profile, bucketUtilisation(bucket));
      for (const [i, fraction] of [0.5, 0.95, 0.99].entries()) {
        const now = responses.quantile(fraction);
        expect(now).toBeGreaterThan(before[i]! * 0.98);
        before[i] = now;
      }
    }
  }
});

it('on a whole large instance is hardly more than the work, and still defined at saturation', () => {
  const profile = new ResponseProfile(192, EXPONENTIAL);
  expect(responsesAt(profile, 0.8).mean()).toBeLessThan(1.001);
  expect(responsesAt(profile, 1).mean()).toBeGreaterThan(5);
});

it('times scale with the work, move by the wait, and weigh as told', () => {
  const profile = new ResponseProfile(2, LOGNORMAL);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200 }),
      fc.double({ min: 1, max: 1000, noNaN: true }),
      fc.double({ min: 0, max: 1000, noNaN: true }),
      fc.double({ min: 0.5, max: 1e9, noNaN: true }),
      (bucket, aloneMs, waitMs, weight) => {
        const one = new LogHistogram();
        profile.addTo(one, bucket, 1, 1, 0);
        const responses = new LogHistogram();
        profile.addTo(responses, bucket, weight, aloneMs, waitMs);
        expect(responses.count / weight).toBeCloseTo(1, 9);
        expect(responses.mean() / (waitMs + one.mean() * aloneMs)).toBeCloseTo(1, 9);
        const p95 = waitMs + one.quantile(0.95) * aloneMs;
        expect(Math.abs(responses.quantile(0.95) / p95 - 1)).toBeLessThan(0.025);
      },
    ),
    { numRuns: 40 },
  );
});
