import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { congestionAt } from '../../src/requests/congestion.ts';
import { erlangC } from '../../src/requests/erlang-c.ts';
import { meanSlowdown } from '../oracles/mean-slowdown.ts';

it('of one core is that of M/M/1-PS: geometric, alike for 1 / (1 - u)', () => {
  for (const used of [0.1, 0.5, 0.9, 0.98]) {
    const { mean, variance, stays, free, leavesFree } = congestionAt(1, used, null);
    expect(mean).toBeCloseTo(used / (1 - used), 8);
    expect(variance).toBeCloseTo(used / (1 - used) ** 2, 6);
    expect(stays).toBeCloseTo(1 / (1 - used), 6);
    expect(free).toBeCloseTo(1 - used, 10);
    expect(leavesFree).toBeCloseTo(used, 10);
  }
});

it('has the mean slowdown and the free share of the closed forms', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 192, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (cores, used) => {
        const { mean, free } = congestionAt(cores, used, null);
        expect(1 + mean).toBeCloseTo(meanSlowdown(cores, used), 8);
        expect(1 - free).toBeCloseTo(erlangC(cores, used), 8);
      },
    ),
  );
});

it('is none when idle, and none where there is room for one only', () => {
  expect(congestionAt(4, 0, null)).toEqual({ mean: 0, variance: 0, stays: 1, free: 1, leavesFree: 0 });
  expect(congestionAt(1, 0.9, Float64Array.of(1)).mean).toBe(0);
});

it('with room for few is less than without a limit', () => {
  const limited = congestionAt(2, 0.9, new Float64Array(6).fill(1));
  const free = congestionAt(2, 0.9, null);
  expect(limited.mean).toBeLessThan(free.mean);
  expect(limited.variance).toBeLessThan(free.variance);
  expect(limited.mean).toBeLessThan(6 / 2 - 1);
});
