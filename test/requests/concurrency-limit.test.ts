import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConcurrencyLimit } from '../../src/requests/concurrency-limit.ts';
import { simulateStation } from '../oracles/processor-sharing.ts';

/** All who are turned away: by chance, and because no task could complete more. */
function lossOf(limit: ConcurrencyLimit, utilisation: number): number {
  return limit.rejectedShare(utilisation) + Math.max(0, 1 - limit.capacityShare / utilisation);
}

describe('rejectedShare', () => {
  it('of one core is the loss of M/M/1/K', () => {
    for (const most of [1, 2, 5, 20])
      for (const used of [0.25, 0.3, 0.501, 0.75, 0.9, 1.25, 1.7, 3]) {
        const expected = ((1 - used) * used ** most) / (1 - used ** (most + 1));
        expect(lossOf(new ConcurrencyLimit(1, most, 0), used)).toBeCloseTo(expected, 4);
      }
  });

  it("with no more places than cores is Erlang's loss formula", () => {
    // Three places, load 2: (8/6) / (1 + 2 + 2 + 8/6).
    expect(lossOf(new ConcurrencyLimit(4, 3, 0), 0.5)).toBeCloseTo(4 / 19, 5);
  });

  it('off the CPU only is that formula, too', () => {
    // Work is nothing beside the wait: ten places, load 5: B(10, 5) = 0.018385.
    expect(lossOf(new ConcurrencyLimit(1, 10, 1e6), 5e-6)).toBeCloseTo(0.018385, 5);
  });

  it.each([
    [1, 10, 0, 0.95],
    [2, 20, 5, 0.9],
    [1, 8, 9, 0.6],
    [1, 5, 0, 1.3],
    [1.5, 6, 2, 0.7],
  ])(
    '%d cores, %d places, wait %d, utilisation %d agrees with every request simulated',
    (cores, most, wait, utilisation) => {
      const { rejectedShare } = simulateStation({
        cores,
        utilisation,
        work: (u) => -Math.log(1 - u),
        requests: 150_000,
        seed: 3,
        wait,
        most,
      });
      expect(
        Math.abs(lossOf(new ConcurrencyLimit(cores, most, wait), utilisation) - rejectedShare),
      ).toBeLessThan(0.004);
    },
  );

  it('is from 0 to 1, 0 when idle, and the same whatever was asked before', () => {
    const limit = new ConcurrencyLimit(2, 12, 3);
    expect(limit.rejectedShare(0)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), (utilisation) => {
        const share = limit.rejectedShare(utilisation);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(1);
        const fresh = new ConcurrencyLimit(2, 12, 3);
        expect(fresh.rejectedShare(utilisation)).toBe(share);
      }),
    );
  });

  it('all lost never falls as more comes, and falls with more places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 16 }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        (most, cores, wait, utilisation) => {
          const limit = new ConcurrencyLimit(cores, most, wait);
          expect(lossOf(limit, utilisation * 1.1)).toBeGreaterThanOrEqual(lossOf(limit, utilisation) - 1e-4);
          expect(lossOf(new ConcurrencyLimit(cores, most + 1, wait), utilisation)).toBeLessThanOrEqual(
            lossOf(limit, utilisation) + 1e-4,
          );
        },
      ),
    );
  });
});

describe('the capacity', () => {
  it('is that of the cores without a wait, and of the places with a long one', () => {
    expect(new ConcurrencyLimit(2, 10, 0)).toMatchObject({ capacityShare: 1, mostWaiting: 8 });
    const bound = new ConcurrencyLimit(4, 8, 99);
    expect(bound.capacityShare).toBeCloseTo(8 / 100 / 4, 3);
    expect(bound.mostWaiting).toBeLessThan(0.01);
    // One place: work and wait take turns.
    expect(new ConcurrencyLimit(1, 1, 3).capacityShare).toBeCloseTo(0.25, 12);
  });

  it('of very many places is a bound', () => {
    const limit = new ConcurrencyLimit(4, 10_000, 100);
    expect(limit).toMatchObject({ capacityShare: 1, mostWaiting: 10_000 - 404 });
    expect(limit.rejectedShare(0.99)).toBe(0);
    expect(limit.roomAt(0.99)).toBeNull();
  });
});

describe('roomAt', () => {
  it('is equal for all numbers without a wait, and null where nobody is turned away', () => {
    expect(new ConcurrencyLimit(1, 4, 0).roomAt(0.9)).toEqual(Float64Array.of(1, 1, 1, 1));
    expect(new ConcurrencyLimit(1, 400, 0).roomAt(0.5)).toBeNull();
  });

  it('is the less likely the more are on the CPU', () => {
    const room = new ConcurrencyLimit(2, 20, 500).roomAt(0.9)!;
    expect(room.every((share, others) => others === 0 || share < room[others - 1]!)).toBe(true);
    expect(room.every(Number.isFinite)).toBe(true);
  });
});
