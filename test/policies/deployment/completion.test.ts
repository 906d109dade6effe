import { expect, test } from 'vitest';
import { isCompleted, isEarlySuccess, isSteady } from '../../../src/policies/deployment/completion.ts';

const DONE = { desiredCount: 10, runningCount: 10, healthyCount: 10, oldTasks: 0, hasBaked: true };
const STEADY = { desiredCount: 3, runningCount: 3, pendingCount: 0, healthyCount: 3, onDraining: 0 };

test('a deployment is completed when nothing is missing', () => {
  expect(isCompleted(DONE)).toBe(true);
  for (const lack of [{ runningCount: 9 }, { healthyCount: 9 }, { oldTasks: 1 }, { hasBaked: false }])
    expect(isCompleted({ ...DONE, ...lack })).toBe(false);
});

test('a service is steady when nothing is under way', () => {
  expect(isSteady(STEADY)).toBe(true);
  for (const lack of [{ runningCount: 4 }, { pendingCount: 1 }, { healthyCount: 2 }, { onDraining: 1 }])
    expect(isSteady({ ...STEADY, ...lack })).toBe(false);
});

test('early success needs its share of healthy tasks and, when it blocks, the end of the old ones', () => {
  const early = { ...DONE, runningCount: 8, healthyCount: 8, oldTasks: 1 };
  expect(isEarlySuccess(early, { healthyPercent: 75, cleanup: 'DEFERRED' })).toBe(true);
  expect(isEarlySuccess(early, { healthyPercent: 75, cleanup: 'BLOCKING' })).toBe(false);
  expect(isEarlySuccess({ ...early, oldTasks: 0 }, { healthyPercent: 75, cleanup: 'BLOCKING' })).toBe(true);
  expect(isEarlySuccess(early, { healthyPercent: 81, cleanup: 'DEFERRED' })).toBe(false);
  expect(isEarlySuccess({ ...early, hasBaked: false }, { healthyPercent: 75, cleanup: 'DEFERRED' })).toBe(
    false,
  );
});
