import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advanceSurplus,
  breakevenSurplus,
  NO_SURPLUS,
  settleSurplus,
} from '../../../src/billing/meters/burstable.ts';
import { slowSurplus } from '../../oracles/slow-meters.ts';

/** A t3.micro: two vCPUs, a baseline of 10 % of each. */
const RULES = { baseline: 200 };
const DAY = 86_400_000;

test('agrees with second by second on random histories', () => {
  const steps = fc.array(fc.record({ used: fc.nat(2000), seconds: fc.nat(20_000) }), { maxLength: 12 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 50, max: 800 }), (history, baseline) => {
      let state = NO_SURPLUS;
      for (const { used, seconds } of history)
        state = advanceSurplus(state, used, seconds * 1000, { baseline });
      const slow = slowSurplus(
        history.flatMap(({ used, seconds }) => Array<number>(seconds).fill(used)),
        baseline,
      );
      expect(state).toEqual({
        earned: slow.earned * 1000n,
        owed: slow.owed * 1000n,
        charged: slow.charged * 1000n,
      });
      expect(settleSurplus(state).charged).toBe((slow.charged + slow.owed) * 1000n);
    }),
    { numRuns: 40, seed: 1 },
  );
});

test('a burst that is earned back costs nothing; one that lasts costs what is above a day of earnings', () => {
  const burst = advanceSurplus(NO_SURPLUS, 2000, 3_600_000, RULES);
  expect(settleSurplus(advanceSurplus(burst, 0, DAY, RULES)).charged).toBe(0n);
  const day = advanceSurplus(NO_SURPLUS, 2000, DAY, RULES);
  expect(day.charged).toBe(BigInt((1800 - 200) * DAY));
  expect(settleSurplus(day).charged).toBe(BigInt(1800 * DAY));
});

test('splitting a period leaves the sum', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(3 * DAY), fc.nat(3 * DAY), (used, a, b) => {
      const before = advanceSurplus(NO_SURPLUS, 0, DAY / 2, RULES);
      const parts = advanceSurplus(advanceSurplus(before, used, a, RULES), used, b, RULES);
      expect(parts).toEqual(advanceSurplus(before, used, a + b, RULES));
    }),
  );
});

test('a t3.large may use an eighth more than its baseline before an m5.large costs less', () => {
  expect(breakevenSurplus(125_000_000n, 500_000_000n)).toBe(250);
});
