import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TokenRate } from '../../../src/catalog/api-rates.ts';
import { AssertionFailure } from '../../../src/kernel/assert.ts';
import {
  type BucketState,
  fullBucket,
  nextAt,
  take,
  tokensAt,
} from '../../../src/policies/rates/token-bucket.ts';

const RATE: TokenRate = { capacity: 5, refill: 2, perSeconds: 1 };
/** 500 a minute: 8 1/3 tokens a second. */
const BY_THE_MINUTE: TokenRate = { capacity: 500, refill: 500, perSeconds: 60 };

function emptied(rate: TokenRate, atMs = 0): BucketState {
  return take(rate, fullBucket(rate, atMs), atMs, rate.capacity)!;
}

test('a bucket starts full, is refilled at whole seconds and never holds more than its capacity', () => {
  const empty = emptied(RATE, 300);
  expect(take(RATE, empty, 300)).toBeNull();
  expect(tokensAt(RATE, empty, 999)).toBe(0);
  expect(tokensAt(RATE, empty, 1000)).toBe(2);
  expect(tokensAt(RATE, empty, 2999)).toBe(4);
  expect(tokensAt(RATE, empty, 60_000)).toBe(5);
});

test('a rate a minute is spread evenly over its seconds, thirds of tokens kept', () => {
  const empty = emptied(BY_THE_MINUTE);
  expect([1, 2, 3, 60].map((second) => tokensAt(BY_THE_MINUTE, empty, second * 1000))).toEqual([
    8, 16, 25, 500,
  ]);
  expect(nextAt(BY_THE_MINUTE, empty, 0, 25)).toBe(3000);
  expect(nextAt(BY_THE_MINUTE, empty, 0, 26)).toBe(4000);
});

test('the next instant with so many tokens is now, a whole second, or never', () => {
  expect(nextAt(RATE, fullBucket(RATE), 123, 5)).toBe(123);
  expect(nextAt(RATE, emptied(RATE), 123)).toBe(1000);
  expect(nextAt(RATE, emptied(RATE), 123, 3)).toBe(2000);
  expect(nextAt(RATE, emptied(RATE), 123, 6)).toBe(Number.POSITIVE_INFINITY);
  expect(nextAt({ ...RATE, refill: 0 }, emptied(RATE), 123)).toBe(Number.POSITIVE_INFINITY);
});

test('a bucket is not asked for the past', () => {
  const later = take(RATE, fullBucket(RATE), 5000)!;
  expect(() => take(RATE, later, 4999)).toThrow(AssertionFailure);
});

const rates = fc.record({
  capacity: fc.integer({ min: 1, max: 60 }),
  refill: fc.integer({ min: 1, max: 40 }),
  perSeconds: fc.constantFrom(1, 1, 7, 60),
});
const calls = fc
  .array(fc.record({ afterMs: fc.nat(2500), count: fc.nat(8) }), { maxLength: 60 })
  .map((steps) => {
    let atMs = 0;
    return steps.map(({ afterMs, count }) => ({ atMs: (atMs += afterMs), count }));
  });

/** What is accepted, by adding the refill second by second in fractions that no rounding spoils. */
function naive(rate: TokenRate, asked: readonly { atMs: number; count: number }[]): boolean[] {
  let parts = BigInt(rate.capacity * rate.perSeconds);
  let second = 0;
  return asked.map(({ atMs, count }) => {
    for (; (second + 1) * 1000 <= atMs; second++) {
      parts += BigInt(rate.refill);
      if (parts > BigInt(rate.capacity * rate.perSeconds)) parts = BigInt(rate.capacity * rate.perSeconds);
    }
    const needed = BigInt(count * rate.perSeconds);
    if (needed > parts) return false;
    parts -= needed;
    return true;
  });
}

/** The same by the bucket, with its state written out and read again between any two calls. */
function accepted(rate: TokenRate, asked: readonly { atMs: number; count: number }[]): boolean[] {
  let state = fullBucket(rate);
  return asked.map(({ atMs, count }) => {
    const left = take(rate, JSON.parse(JSON.stringify(state)) as BucketState, atMs, count);
    if (left !== null) state = left;
    return left !== null;
  });
}

test('it accepts what a bucket accepts that is refilled second by second', () => {
  fc.assert(
    fc.property(rates, calls, (rate, asked) => {
      expect(accepted(rate, asked)).toEqual(naive(rate, asked));
    }),
    { numRuns: 300, seed: 61 },
  );
});

test('in no stretch of time more is accepted than the capacity and the refills in it', () => {
  fc.assert(
    fc.property(rates, calls, fc.nat(20), (rate, asked, from) => {
      const answers = accepted(rate, asked);
      let sum = 0;
      for (let i = from; i < asked.length; i++) {
        if (answers[i]) sum += asked[i]!.count;
        const seconds = Math.floor(asked[i]!.atMs / 1000) - Math.floor(asked[from]!.atMs / 1000);
        expect(sum * rate.perSeconds).toBeLessThanOrEqual(
          rate.capacity * rate.perSeconds + rate.refill * seconds,
        );
      }
    }),
    { numRuns: 200, seed: 62 },
  );
});

test('the next instant is the first at which the tokens are there', () => {
  fc.assert(
    fc.property(
      rates,
      fc.nat(60),
      fc.nat(60),
      fc.nat(5000),
      fc.nat(5000),
      (rate, used, wanted, firstMs, moreMs) => {
        const state = take(rate, fullBucket(rate), firstMs, Math.min(used, rate.capacity))!;
        const atMs = firstMs + moreMs;
        const count = Math.min(wanted, rate.capacity);
        const next = nextAt(rate, state, atMs, count);
        expect(take(rate, state, next, count)).not.toBeNull();
        expect(next).toBeGreaterThanOrEqual(atMs);
        if (next > atMs) expect(take(rate, state, next - 1, count)).toBeNull();
      },
    ),
    { numRuns: 300, seed: 63 },
  );
});

test('of many who wait, the k-th is let through at the whole second at which the formula has let it (ecs:R-6.7)', () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 200 }), (rate, count) => {
      // What comes in a second must find room, or some of it is lost.
      fc.pre(rate.refill + rate.perSeconds - 1 <= rate.capacity * rate.perSeconds);
      let state = fullBucket(rate);
      let atMs = 0;
      for (let k = 1; k <= count; k++) {
        atMs = nextAt(rate, state, atMs);
        state = take(rate, state, atMs)!;
        const seconds = k <= rate.capacity ? 0 : ((k - rate.capacity) * rate.perSeconds) / rate.refill;
        expect(atMs).toBe(Math.ceil(seconds) * 1000);
      }
    }),
    { numRuns: 100, seed: 64 },
  );
});
