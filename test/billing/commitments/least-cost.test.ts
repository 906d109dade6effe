import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CommitmentCurve, type PlannedHours } from '../../../src/billing/commitments/commitment-curve.ts';
import {
  COMMITMENT_STEP,
  LEAST_COMMITMENT,
  leastCostCommitment,
} from '../../../src/billing/commitments/least-cost.ts';
import { slowCost } from '../../oracles/slow-commitments.ts';
import { nearest } from '../../oracles/slow-meters.ts';

/** Small enough that every commitment that can be bought can be tried. */
const usage = fc.record({
  quantity: fc.bigInt({ min: 1n, max: 40n }),
  perUnit: fc.constantFrom(7n, 10n, 60n),
  onDemandRate: fc.bigInt({ min: 1n, max: 4_000_000n }),
  rate: fc.option(fc.bigInt({ min: 1n, max: 4_000_000n }), { freq: 4 }),
});
const hours: fc.Arbitrary<PlannedHours[]> = fc.array(
  fc.record({ times: fc.integer({ min: 1, max: 3 }), usage: fc.array(usage, { maxLength: 4 }) }),
  { minLength: 1, maxLength: 4 },
);

test('of all commitments that can be bought none costs less', () => {
  fc.assert(
    fc.property(hours, (all) => {
      const { best, none } = leastCostCommitment(all, 2);
      const cost = (commitment: bigint) => nearest(slowCost(all, commitment));
      expect(best.cost.total).toBe(cost(best.commitment));
      expect(none.cost.total).toBe(cost(0n));
      const last = new CommitmentCurve(all).highest + LEAST_COMMITMENT;
      let least = cost(0n);
      for (let at = LEAST_COMMITMENT; at <= last; at += COMMITMENT_STEP) {
        const here = cost(at);
        if (here < least) least = here;
      }
      expect(best.cost.total).toBe(least);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('the exact best is no worse than its surroundings, and the least of equal ones', () => {
  fc.assert(
    fc.property(hours, (all) => {
      const { n, d } = new CommitmentCurve(all).leastCost();
      // In parts of a nano-USD: rates and commitments as many times higher.
      const inParts = all.map(({ times, usage: lines }) => ({
        times,
        usage: lines.map((line) => ({
          ...line,
          onDemandRate: line.onDemandRate * d,
          rate: line.rate === null ? null : line.rate * d,
        })),
      }));
      const best = slowCost(inParts, n);
      const isLess = (a: typeof best, b: typeof best) => a.n * b.d < b.n * a.d;
      for (const other of [0n, n / 2n, n - 1n, n + 1n, 2n * n])
        if (other >= 0n) {
          expect(isLess(slowCost(inParts, other), best)).toBe(false);
          if (other < n) expect(isLess(best, slowCost(inParts, other))).toBe(true);
        }
    }),
    { numRuns: 100, seed: 2 },
  );
});

test('the curve is that of the book, convex, and its regret is what is paid beyond the best', () => {
  fc.assert(
    fc.property(hours, (all) => {
      const { best, curve } = leastCostCommitment(all, 9);
      for (const { commitment, cost, regret } of curve) {
        expect(cost.total).toBe(nearest(slowCost(all, commitment)));
        expect(cost.total - best.cost.total).toBe(regret);
        expect(regret >= 0n).toBe(true);
        expect(cost.committed + cost.onDemand).toBe(cost.total);
        expect(cost.unused <= cost.committed).toBe(true);
      }
      const points = new CommitmentCurve(all);
      const middle = points.costOf(2n * best.commitment).total + points.costOf(0n).total;
      expect(middle + 2n >= 2n * points.costOf(best.commitment).total).toBe(true);
      expect(curve.map(({ commitment }) => commitment)).toContain(best.commitment);
      const onDemand = curve.map(({ cost }) => cost.onDemand);
      for (const [i, amount] of onDemand.entries()) if (i > 0) expect(amount <= onDemand[i - 1]!).toBe(true);
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('ten tasks by day and four by night: four are worth a commitment, ten are not', () => {
  const tasks = (count: bigint) => ({
    quantity: count,
    perUnit: 1n,
    onDemandRate: 2_000_000_000n,
    rate: 1_600_000_000n,
  });
  const { best, none, curve } = leastCostCommitment(
    [
      { times: 8, usage: [tasks(10n)] },
      { times: 16, usage: [tasks(4n)] },
    ],
    6,
  );
  expect(best.commitment).toBe(640_000_000n);
  expect(best.cost).toEqual({
    committed: 15_360_000_000n,
    unused: 0n,
    onDemand: 9_600_000_000n,
    total: 24_960_000_000n,
  });
  expect(none.regret).toBe(28_800_000_000n - 24_960_000_000n);
  expect(curve.at(-1)!.cost.onDemand).toBe(0n);
});

test('of a use that never changes the curve shows what buying too much costs, too', () => {
  const usage = [{ quantity: 4n, perUnit: 1n, onDemandRate: 100_000_000n, rate: 80_000_000n }];
  const { best, curve } = leastCostCommitment([{ times: 24, usage }], 5);
  expect(best.commitment).toBe(32_000_000n);
  const beyond = curve.filter(({ commitment }) => commitment > best.commitment);
  expect(beyond.at(-1)!.commitment).toBeGreaterThanOrEqual((best.commitment * 5n) / 4n);
  for (const { commitment, regret } of beyond) expect(regret).toBe(24n * (commitment - best.commitment));
});

test('nothing that a plan covers: no commitment', () => {
  expect(leastCostCommitment([], 3).best.commitment).toBe(0n);
  const line = { quantity: 5n, perUnit: 1n, onDemandRate: 10n, rate: null };
  expect(leastCostCommitment([{ times: 2, usage: [line] }], 3).best).toMatchObject({
    commitment: 0n,
    cost: { total: 10n },
  });
});
