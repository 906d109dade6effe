import { expect, test } from 'vitest';
import { finestPeriodMs } from '../../src/cloudwatch/retention.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('data points are rolled up as they age, and go after 455 days', () => {
  const finest = (ageMs: number) => finestPeriodMs(ageMs, 20_000);
  expect([0, 3 * HOUR].map(finest)).toEqual([20_000, 20_000]);
  expect([3 * HOUR + 1, 15 * DAY].map(finest)).toEqual([60_000, 60_000]);
  expect([15 * DAY + 1, 63 * DAY].map(finest)).toEqual([300_000, 300_000]);
  expect([63 * DAY + 1, 455 * DAY].map(finest)).toEqual([HOUR, HOUR]);
  expect(finest(455 * DAY + 1)).toBeNull();
});

test('none are finer than they were published', () => {
  expect(finestPeriodMs(0, 300_000)).toBe(300_000);
  expect(finestPeriodMs(64 * DAY, 300_000)).toBe(HOUR);
});
