import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterExit,
  type ContainerExit,
  type RestartPolicy,
  shouldRestart,
} from '../../../src/policies/containers/restart-policy.ts';

const POLICY: RestartPolicy = { ignoredExitCodes: [0], restartAttemptPeriodMs: 60_000 };
const EXIT: ContainerExit = {
  exitCode: 1,
  atMs: 60_000,
  startedAtMs: 0,
  lastRestartAtMs: null,
  isStopping: false,
};

test('a container restarts once it has run for the period, equality included', () => {
  expect(shouldRestart(POLICY, EXIT)).toBe(true);
  expect(shouldRestart(POLICY, { ...EXIT, atMs: 59_999 })).toBe(false);
  expect(shouldRestart(POLICY, { ...EXIT, atMs: 119_999, lastRestartAtMs: 60_000 })).toBe(false);
  expect(shouldRestart(POLICY, { ...EXIT, atMs: 120_000, lastRestartAtMs: 60_000 })).toBe(true);
});

test('it does not without a policy, on an ignored exit code, without a code, or when it is to stop', () => {
  expect(shouldRestart(null, EXIT)).toBe(false);
  expect(shouldRestart(POLICY, { ...EXIT, exitCode: 0 })).toBe(false);
  expect(shouldRestart(POLICY, { ...EXIT, exitCode: null })).toBe(false);
  expect(shouldRestart(POLICY, { ...EXIT, isStopping: true })).toBe(false);
});

test('an essential container that is not restarted ends its task, whatever the code; others end nothing', () => {
  for (const exitCode of [0, 1]) {
    const exit = { ...EXIT, exitCode };
    expect(afterExit({ essential: true, restartPolicy: null }, exit)).toBe('stopTask');
    expect(afterExit({ essential: false, restartPolicy: null }, exit)).toBe('goOn');
  }
  expect(afterExit({ essential: true, restartPolicy: POLICY }, EXIT)).toBe('restart');
  expect(afterExit({ essential: false, restartPolicy: POLICY }, EXIT)).toBe('restart');
});

test('in a crash loop each restart lies at least the period after the one before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 30 }),
      (period, lives) => {
        const policy = { ignoredExitCodes: [], restartAttemptPeriodMs: period };
        const expected = lives.findIndex((life) => life < period);
        let restarts = 0;
        let lastRestartAtMs: number | null = null;
        let atMs = 0;
        for (const life of lives) {
          atMs += life;
          if (!shouldRestart(policy, { ...EXIT, atMs, lastRestartAtMs })) break;
          lastRestartAtMs = atMs;
          restarts++;
        }
        expect(restarts).toBe(expected < 0 ? lives.length : expected);
      },
    ),
    { numRuns: 200, seed: 77 },
  );
});
