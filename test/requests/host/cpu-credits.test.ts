import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advanceCredits,
  type CreditRules,
  type CreditState,
  startCredits,
  surplusCredits,
  untilEmptyMs,
  usableVcpu,
} from '../../../src/requests/host/cpu-credits.ts';
import { creditsByTheSecond } from '../../oracles/credits-by-the-second.ts';

const HOUR_MS = 3_600_000;
/** A t2.micro: 6 credits an hour. */
const T2: CreditRules = { mode: 'standard', baselineVcpu: 0.1, mostCredits: 144, launchCredits: 30 };
/** A t3.xlarge: 96 credits an hour. */
const T3: CreditRules = { mode: 'unlimited', baselineVcpu: 1.6, mostCredits: 2304, launchCredits: 0 };

test("an idle t2.micro has 174 credits after a day, 30 of them launch credits (AWS's own example)", () => {
  const idle = advanceCredits(startCredits(T2), 0, 24 * HOUR_MS, T2);
  expect(idle.earned).toBeCloseTo(144, 9);
  expect(idle.launch).toBe(30);
  expect(advanceCredits(idle, 0, 24 * HOUR_MS, T2)).toEqual({ ...idle, earned: 144 });
  // Launch credits go first; what is earned meanwhile is lost at the limit.
  const busy = advanceCredits(idle, 1, 20 * 60_000, T2);
  expect(busy.launch).toBeCloseTo(10, 9);
  expect(busy.earned).toBe(144);
});

test('a standard instance that is out of credits has its baseline, at once when it starts without any', () => {
  const start = startCredits(T2);
  expect(usableVcpu(start, 1, T2)).toBe(1);
  // 30 minutes on launch credits, in which 3 are earned; those last 3 / 0.9 minutes.
  expect(untilEmptyMs(start, 1, T2)).toBe(30 * 60_000 + 200_000);
  const empty = advanceCredits(start, 1, untilEmptyMs(start, 1, T2), T2);
  expect(empty).toMatchObject({ earned: 0, launch: 0, surplus: 0, charged: 0 });
  expect(usableVcpu(empty, 1, T2)).toBe(0.1);
  expect(untilEmptyMs(empty, 1, T2)).toBe(Number.POSITIVE_INFINITY);
  expect(untilEmptyMs(start, 0.1, T2)).toBe(Number.POSITIVE_INFINITY);
  const t3 = { ...T3, mode: 'standard' } as const;
  expect(usableVcpu(startCredits(t3), 4, t3)).toBe(1.6);
});

test('an instance that is held to its baseline stays there, rounding or not', () => {
  const empty: CreditState = { earned: 0, launch: 0, surplus: 0, charged: 0 };
  for (const used of [0.1, 0.1 + 1e-16, 0.1 - 1e-16])
    expect(usableVcpu(advanceCredits(empty, used, HOUR_MS, T2), 1, T2)).toBe(0.1);
  expect(usableVcpu(advanceCredits(empty, 0.09, 1, T2), 1, T2)).toBe(1);
});

test('an unlimited t3.xlarge flat out is charged 2.4 vCPU-hours an hour, once a day of earnings is owed', () => {
  // It spends 240 credits an hour and earns 96: 144 an hour are surplus.
  const day = advanceCredits(startCredits(T3), 4, 16 * HOUR_MS, T3);
  expect(day.surplus).toBeCloseTo(2304, 9);
  expect(day.charged).toBeCloseTo(0, 9);
  const later = advanceCredits(day, 4, HOUR_MS, T3);
  expect((later.charged - day.charged) / 60).toBeCloseTo(2.4, 9);
  expect(surplusCredits(later)).toBeCloseTo(17 * 144, 9);
  expect(usableVcpu(later, 4, T3)).toBe(4);
  expect(untilEmptyMs(later, 4, T3)).toBe(Number.POSITIVE_INFINITY);
});

test('surplus credits are paid back by what is earned later, those that were charged are not', () => {
  const owed = advanceCredits(startCredits(T3), 4, 17 * HOUR_MS, T3);
  const rested = advanceCredits(owed, 0, 12 * HOUR_MS, T3);
  expect(rested.surplus).toBeCloseTo(2304 - 12 * 96, 9);
  expect(rested.charged).toBe(owed.charged);
  const long = advanceCredits(owed, 0, 25 * HOUR_MS, T3);
  expect(long.surplus).toBe(0);
  expect(long.earned).toBeCloseTo(96, 9);
  expect(surplusCredits(long)).toBe(owed.charged);
});

const rules: fc.Arbitrary<CreditRules> = fc
  .record({
    mode: fc.constantFrom('standard' as const, 'unlimited' as const),
    baselineVcpu: fc.constantFrom(0.05, 0.2, 0.9, 1.6),
    mostCredits: fc.constantFrom(5, 20, 144),
    launchCredits: fc.constantFrom(0, 3, 60),
  })
  .map((given) => (given.mode === 'unlimited' ? { ...given, launchCredits: 0 } : given));
const stretches = fc.array(
  fc.record({ vcpu: fc.constantFrom(0, 0.05, 0.3, 1, 2, 4), seconds: fc.integer({ min: 1, max: 2000 }) }),
  { minLength: 1, maxLength: 6 },
);

test('is what the same use comes to second by second', () => {
  fc.assert(
    fc.property(rules, stretches, (given, list) => {
      let state = startCredits(given);
      for (const { vcpu, seconds } of list) state = advanceCredits(state, vcpu, seconds * 1000, given);
      const slow = creditsByTheSecond(
        {
          unlimited: given.mode === 'unlimited',
          earnedPerSecond: given.baselineVcpu / 60,
          limit: given.mostCredits,
          launchCredits: given.launchCredits,
        },
        list.flatMap(({ vcpu, seconds }) => Array.from({ length: seconds }, () => vcpu)),
      );
      expect(Math.abs(state.earned + state.launch - slow.balance)).toBeLessThan(0.1);
      expect(Math.abs(state.surplus - slow.owed)).toBeLessThan(0.1);
      expect(Math.abs(state.charged - slow.charged)).toBeLessThan(0.1);
    }),
  );
});

test('two halves come to the whole', () => {
  fc.assert(
    fc.property(rules, stretches, (given, list) => {
      let whole = startCredits(given);
      let halves = whole;
      for (const { vcpu, seconds } of list) {
        whole = advanceCredits(whole, vcpu, seconds * 1000, given);
        halves = advanceCredits(halves, vcpu, seconds * 400, given);
        halves = advanceCredits(halves, vcpu, seconds * 600, given);
      }
      for (const key of ['earned', 'launch', 'surplus', 'charged'] as const)
        expect(halves[key]).toBeCloseTo(whole[key], 6);
    }),
  );
});

test('a standard instance is empty when it says so, and not a moment before', () => {
  fc.assert(
    fc.property(rules, stretches, fc.constantFrom(0.3, 1, 2, 4), (drawn, list, vcpu) => {
      const given = { ...drawn, mode: 'standard' } as const;
      let state = startCredits(given);
      for (const stretch of list) state = advanceCredits(state, stretch.vcpu, stretch.seconds * 1000, given);
      const emptyMs = untilEmptyMs(state, vcpu, given);
      fc.pre(emptyMs !== Number.POSITIVE_INFINITY);
      const left = (ms: number) => usableVcpu(advanceCredits(state, vcpu, ms, given), 8, given);
      expect(left(emptyMs)).toBe(given.baselineVcpu);
      if (emptyMs > 2) expect(left(emptyMs - 2)).toBe(8);
    }),
  );
});
