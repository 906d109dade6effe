import { describe, expect, test } from 'vitest';
import {
  afterScaling,
  decideCapacity,
  NO_COOLDOWNS,
  type ScalingView,
} from '../../../src/policies/scaling/decide-capacity.ts';
import { viewOf } from './support.ts';

/** What becomes of a service when a policy wants so many more tasks, or fewer. */
function decided(more: number, given: Partial<ScalingView>): [number, string] {
  const direction = more > 0 ? 'out' : 'in';
  const { capacity, reason } = decideCapacity(viewOf(given), direction, (base) => base + more);
  return [capacity, reason];
}

describe('bounds', () => {
  test('it goes as far as they allow, and says so when it is there', () => {
    expect(decided(+5, { running: 98 })).toEqual([100, 'scaled']);
    expect(decided(+5, { running: 100 })).toEqual([100, 'alreadyAtMaximum']);
    expect(decided(-5, { running: 3 })).toEqual([1, 'scaled']);
    expect(decided(-5, { running: 1 })).toEqual([1, 'alreadyAtMinimum']);
  });

  test('below the minimum it starts from the minimum on the way out, and stays on the way in', () => {
    expect(decided(+2, { running: 1, minimum: 3 })).toEqual([5, 'scaled']);
    expect(decided(-2, { running: 1, minimum: 3 })).toEqual([1, 'belowMinimum']);
  });

  test('above the maximum it starts from the maximum on the way in, and stays on the way out', () => {
    expect(decided(-2, { running: 15, maximum: 10 })).toEqual([8, 'scaled']);
    expect(decided(+2, { running: 15, maximum: 10 })).toEqual([15, 'aboveMaximum']);
  });
});

test('it starts from what runs: tasks that find no place do not make it want more and more', () => {
  expect(decided(+3, { running: 6, desired: 10 })).toEqual([10, 'alreadyAtDesired']);
  expect(decided(+6, { running: 6, desired: 10 })).toEqual([12, 'scaled']);
  expect(decided(-1, { running: 12, desired: 10 })).toEqual([10, 'alreadyAtDesired']);
});

test('a deployment holds scale-in back and nothing else; suspending holds back its own direction', () => {
  expect(decided(-1, { isDeploying: true })).toEqual([10, 'deployment']);
  expect(decided(+1, { isDeploying: true })).toEqual([11, 'scaled']);
  const suspended = { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: false };
  expect(decided(-1, { suspended })).toEqual([10, 'suspended']);
  expect(decided(+1, { suspended })).toEqual([11, 'scaled']);
});

test('a policy that has no step for the value leaves everything as it is', () => {
  for (const direction of ['out', 'in'] as const)
    expect(decideCapacity(viewOf(), direction, () => null)).toMatchObject({ capacity: 10, reason: 'noStep' });
});

describe('cooldowns', () => {
  // scaling: from 10 to 14; 12 of them run.
  const cooling = { desired: 14, running: 12, cooldowns: { outUntil: 1300, outBase: 10, inUntil: 0 } };
  const proportional = (metric: number) => (base: number) => Math.ceil((base * metric) / 50);

  test('in that of a scale-out, only what is more than it already added counts', () => {
    expect(decideCapacity(viewOf(cooling), 'out', proportional(70))).toEqual({
      direction: 'out',
      base: 10,
      computed: 14,
      capacity: 14,
      reason: 'cooldown',
    });
    expect(decideCapacity(viewOf(cooling), 'out', proportional(90)).capacity).toBe(18);
  });

  test('it ends at its instant, and what runs then counts', () => {
    expect(decideCapacity(viewOf({ ...cooling, now: 1299 }), 'out', proportional(70)).capacity).toBe(14);
    expect(decideCapacity(viewOf({ ...cooling, now: 1300 }), 'out', proportional(70)).capacity).toBe(17);
  });

  test('a further scale-out in it begins it anew, still from where the first one started', () => {
    const decision = decideCapacity(viewOf(cooling), 'out', proportional(90));
    expect(afterScaling(cooling.cooldowns, decision, 1100, 300)).toEqual({
      outUntil: 1400,
      outBase: 10,
      inUntil: 0,
    });
  });

  test('that of a scale-in holds scale-in back; a scale-out acts at once and ends it', () => {
    const scaledIn = decideCapacity(viewOf(), 'in', (base) => base - 2);
    const cooldowns = afterScaling(NO_COOLDOWNS, scaledIn, 1000, 300);
    expect(cooldowns).toEqual({ outUntil: 0, outBase: 0, inUntil: 1300 });
    expect(decided(-1, { now: 1299, cooldowns })).toEqual([10, 'cooldown']);
    expect(decided(-1, { now: 1300, cooldowns })).toEqual([9, 'scaled']);
    const scaledOut = decideCapacity(viewOf({ cooldowns, now: 1100 }), 'out', (base) => base + 1);
    expect(scaledOut.capacity).toBe(11);
    expect(afterScaling(cooldowns, scaledOut, 1100, 300).inUntil).toBe(0);
  });
});

describe('instances of a group', () => {
  test('nothing scales in while some warm up, and those do not count on the way out (scaling:R-3.12)', () => {
    expect(decided(-1, { running: 4, desired: 6, isWarmingUp: true })).toEqual([6, 'warmUp']);
    expect(decided(+2, { running: 4, desired: 6, isWarmingUp: true })).toEqual([6, 'alreadyAtDesired']);
    expect(decided(+3, { running: 4, desired: 6, isWarmingUp: true })).toEqual([7, 'scaled']);
  });

  test('those that are leaving count on the way in alone', () => {
    expect(decided(-2, { running: 8, leaving: 2, desired: 8 })).toEqual([8, 'alreadyAtDesired']);
    expect(decided(-3, { running: 8, leaving: 2, desired: 8 })).toEqual([7, 'scaled']);
    expect(decided(+1, { running: 8, leaving: 2, desired: 8 })).toEqual([9, 'scaled']);
  });

  test('a decrement below what weights have brought too much changes nothing (scaling:X-2.30)', () => {
    expect(decided(-1, { running: 32, desired: 30 })).toEqual([30, 'alreadyAtDesired']);
    expect(decided(-3, { running: 32, desired: 30 })).toEqual([29, 'scaled']);
  });
});
