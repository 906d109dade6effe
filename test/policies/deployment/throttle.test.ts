import { expect, test } from 'vitest';
import { DEPLOYMENT_DEFAULTS } from '../../../src/catalog/service-defaults.ts';
import {
  failedStartsAfter,
  placementRetryDelayMs,
  throttleDelayMs,
} from '../../../src/policies/deployment/throttle.ts';

test('the waits begin with the third failure, double, and end at 27 minutes', () => {
  const waits = Array.from({ length: 14 }, (_, n) => throttleDelayMs(n, DEPLOYMENT_DEFAULTS) / 1000);
  expect(waits).toEqual([0, 0, 0, 10, 20, 40, 80, 160, 320, 640, 1280, 1620, 1620, 1620]);
  expect(throttleDelayMs(Number.MAX_SAFE_INTEGER, DEPLOYMENT_DEFAULTS)).toBe(27 * 60_000);
});

test('a base of 0 turns it off, however many fail', () => {
  const off = { ...DEPLOYMENT_DEFAULTS, 'throttle.base': 0 };
  expect(throttleDelayMs(Number.MAX_SAFE_INTEGER, off)).toBe(0);
});

test('only tasks that never ran count, and a task that runs or a deployment begins anew', () => {
  expect(failedStartsAfter(2, 'stoppedBeforeRunning')).toBe(3);
  expect(failedStartsAfter(2, 'placementFailed')).toBe(3);
  expect(failedStartsAfter(2, 'stoppedAfterRunning')).toBe(2);
  expect(failedStartsAfter(9, 'running')).toBe(0);
  expect(failedStartsAfter(9, 'newDeployment')).toBe(0);
});

test('a task without room is tried every five seconds for 50 s, then every five minutes', () => {
  expect([0, 49_999, 50_000].map((ms) => placementRetryDelayMs(ms, DEPLOYMENT_DEFAULTS))).toEqual([
    5000, 5000, 300_000,
  ]);
});
