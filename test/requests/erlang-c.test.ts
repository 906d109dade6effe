import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangC } from '../../src/requests/erlang-c.ts';
import { meanSlowdown } from '../oracles/mean-slowdown.ts';

const cores = fc.double({ min: 1, max: 64, noNaN: true });
const utilisation = fc.double({ min: 0.1, max: 0.98, noNaN: true });

/** The steady state of requests that share the cores evenly, number by number. */
function slowStates(count: number, used: number): number[] {
  const shares = [1];
  for (let k = 1; k < 40 * count || shares.at(-1)! > 1e-18 * Math.max(...shares); k++)
    shares.push((shares.at(-1)! * used * count) / Math.min(k, count));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

describe('erlangC', () => {
  it('of one core is its utilisation, of two 2 u^2 / (1 + u)', () => {
    for (const used of [0.1, 0.5, 0.8, 0.98]) {
      expect(erlangC(1, used)).toBeCloseTo(used, 14);
      expect(erlangC(2, used)).toBeCloseTo((2 * used * used) / (1 + used), 14);
    }
  });

  it('agrees with the sum over the steady state', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (count, used) => {
          const busy = slowStates(count, used).reduce((sum, share, k) => sum + (k >= count ? share : 0), 0);
          expect(erlangC(count, used)).toBeCloseTo(busy, 10);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('rises with the utilisation, and for whole cores falls with their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 192 }), utilisation, utilisation, (count, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(erlangC(count, low)).toBeLessThanOrEqual(erlangC(count, high) + 1e-15);
        expect(erlangC(count + 1, low)).toBeLessThan(erlangC(count, low));
      }),
    );
  });
});

describe('meanSlowdown', () => {
  it('is 1 / (1 - u) for one core, 1 / (c (1 - u)) below', () => {
    for (const used of [0, 0.1, 0.5, 0.8, 0.98]) {
      expect(meanSlowdown(1, used)).toBeCloseTo(1 / (1 - used), 10);
      expect(meanSlowdown(0.25, used)).toBeCloseTo(4 / (1 - used), 10);
    }
  });

  it('is 1 + C / (c (1 - u)) for whole cores', () => {
    for (const count of [2, 3, 4, 16, 192])
      for (const used of [0.1, 0.5, 0.8, 0.98])
        expect(meanSlowdown(count, used)).toBeCloseTo(1 + erlangC(count, used) / (count * (1 - used)), 9);
  });

  it("is Little's law over the steady state, for fractions of a core, too", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 16, noNaN: true }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (count, used) => {
          const number = slowStates(count, used).reduce((sum, share, k) => sum + k * share, 0);
          expect(meanSlowdown(count, used)).toBeCloseTo(number / (count * used), 8);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('rises with the utilisation and falls with more cores', () => {
    fc.assert(
      fc.property(cores, cores, utilisation, utilisation, (a, b, c, d) => {
        const [few, many, low, high] = [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)];
        expect(meanSlowdown(few, low)).toBeLessThanOrEqual(meanSlowdown(few, high) + 1e-12);
        expect(meanSlowdown(many, high)).toBeLessThanOrEqual(meanSlowdown(few, high) * (1 + 1e-12));
      }),
    );
  });
});
