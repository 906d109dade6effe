import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  globalTimeoutMs,
  type LifecycleAction,
  type LifecycleWait,
  waitForAll,
  waitOf,
} from '../../../src/policies/fleet/lifecycle-hook.ts';

/** Time goes on second by second until something ends the wait. */
function bySeconds(action: LifecycleAction): LifecycleWait {
  const { heartbeatMs, completedMs, result, defaultResult, heartbeatEveryMs, heartbeats } = action;
  let timesOutAt = heartbeatMs;
  let beats = 0;
  for (let ms = 0; ; ms += 1000) {
    if (ms === completedMs) return { ms, result };
    if (ms === timesOutAt || ms === 48 * 3_600_000 || ms === 100 * heartbeatMs)
      return { ms, result: defaultResult };
    const isBeat = heartbeatEveryMs !== null && ms > 0 && ms % heartbeatEveryMs === 0;
    if (!isBeat || beats === heartbeats) continue;
    beats++;
    timesOutAt = ms + heartbeatMs;
  }
}

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((count) => count * 1000);

test('a wait is what it is second by second', () => {
  const results = fc.constantFrom('CONTINUE' as const, 'ABANDON' as const);
  const action = fc.record({
    heartbeatMs: fc.oneof(seconds(30, 120), seconds(1700, 2000)),
    defaultResult: results,
    completedMs: fc.option(fc.oneof(seconds(0, 300), seconds(0, 200_000))),
    result: results,
    heartbeatEveryMs: fc.option(seconds(1, 200)),
    heartbeats: fc.option(fc.integer({ min: 1, max: 20 })),
  });
  fc.assert(
    fc.property(action, (given) => {
      expect(waitOf(given)).toEqual(bySeconds(given));
    }),
  );
});

test('the longest wait is 48 hours, or a hundred time-outs', () => {
  expect(globalTimeoutMs(30_000)).toBe(3_000_000);
  expect(globalTimeoutMs(1_728_000)).toBe(172_800_000);
  expect(globalTimeoutMs(7_200_000)).toBe(172_800_000);
});

test('of several the last one is waited for, unless one abandons', () => {
  const wait = (ms: number, result: LifecycleWait['result']) => ({ ms, result });
  expect(waitForAll([wait(5, 'CONTINUE'), wait(9, 'CONTINUE')])).toEqual(wait(9, 'CONTINUE'));
  expect(waitForAll([wait(5, 'CONTINUE'), wait(9, 'ABANDON')])).toEqual(wait(9, 'ABANDON'));
  expect(waitForAll([wait(12, 'ABANDON'), wait(9, 'CONTINUE'), wait(7, 'ABANDON')])).toEqual(
    wait(7, 'ABANDON'),
  );
});
