import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterScaling, NO_COOLDOWNS } from '../../../src/policies/scaling/decide-capacity.ts';
import {
  capacityForTarget,
  type TrackingState,
  trackIn,
  trackOut,
} from '../../../src/policies/scaling/target-tracking.ts';
import { viewOf } from './support.ts';

describe('capacityForTarget', () => {
  test('is proportional, rounded up', () => {
    expect(capacityForTarget(3, 75, 50)).toBe(5);
    expect(capacityForTarget(10, 50, 50)).toBe(10);
    expect(capacityForTarget(10, 50.1, 50)).toBe(11);
    expect(capacityForTarget(10, 42.5, 50)).toBe(9);
    expect(capacityForTarget(10, 0, 50)).toBe(0);
  });

  test('does not depend on how a double ends', () => {
    // 0.7 / 0.1 is 6.999999999999999, 3 * 1.1 is 3.3000000000000003.
    expect(capacityForTarget(1, 0.7, 0.1)).toBe(7);
    expect(capacityForTarget(30, 1.1, 3.3)).toBe(10);
  });

  test('is what whole numbers of any size say', () => {
    const millionths = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(fc.nat(5000), millionths, millionths, (base, metric, target) => {
        const exact = (BigInt(base) * BigInt(metric) + BigInt(target) - 1n) / BigInt(target);
        expect(capacityForTarget(base, metric / 1e6, target / 1e6)).toBe(Number(exact));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes numbers that are too great to be counted in millionths', () => {
    expect(capacityForTarget(10, 4e12, 2e12)).toBe(20);
  });
});

describe('trackOut', () => {
  test('a service without tasks gets one, then goes on from what runs', () => {
    expect(trackOut(viewOf({ running: 0, minimum: 0 }), 50, 400)).toMatchObject({ base: 0, capacity: 1 });
    expect(trackOut(viewOf({ running: 1, minimum: 0 }), 50, 400)).toMatchObject({ base: 1, capacity: 8 });
  });

  test('the cooldown of its first task does not keep it at one, that of the next ones counts', () => {
    const first = trackOut(viewOf({ running: 0, minimum: 0 }), 50, 400);
    const cooldowns = afterScaling(NO_COOLDOWNS, first, 1000, 300);
    const given = { now: 1060, minimum: 0, desired: 1, cooldowns };
    expect(trackOut(viewOf({ ...given, running: 0 }), 50, 400)).toMatchObject({ capacity: 1 });
    const next = trackOut(viewOf({ ...given, running: 1 }), 50, 400);
    expect(next).toMatchObject({ base: 1, capacity: 8 });
    const later = afterScaling(cooldowns, next, 1060, 300);
    expect(later.outBase).toBe(1);
    const still = viewOf({ ...given, now: 1120, desired: 8, running: 8, cooldowns: later });
    expect(trackOut(still, 50, 400)).toMatchObject({ capacity: 8, reason: 'cooldown' });
  });

  test('without a data point nothing happens', () => {
    expect(trackOut(viewOf(), 50, null)).toMatchObject({ capacity: 10, reason: 'noData' });
  });
});

describe('trackIn', () => {
  const low = (metric: number | null, others: Partial<TrackingState> = {}): TrackingState => ({
    targetValue: 50,
    metric,
    isLow: true,
    disableScaleIn: false,
    ...others,
  });
  const decided = (...policies: TrackingState[]) => {
    const { capacity, reason } = trackIn(viewOf(), policies);
    return [capacity, reason];
  };

  test('the largest capacity wins, once all are low', () => {
    expect(decided(low(20))).toEqual([4, 'scaled']);
    expect(decided(low(20), low(30))).toEqual([6, 'scaled']);
    expect(decided(low(20), low(30, { isLow: false }))).toEqual([10, 'notAllReady']);
  });

  test('who does not scale in is not asked; if nobody does, nothing happens', () => {
    expect(decided(low(20), low(90, { isLow: false, disableScaleIn: true }))).toEqual([4, 'scaled']);
    expect(decided(low(20, { disableScaleIn: true }))).toEqual([10, 'notAllReady']);
  });

  test('one without a data point keeps all as it is', () => {
    expect(decided(low(20), low(null))).toEqual([10, 'noData']);
  });
});
