import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type FailingTime,
  type HealthChange,
  type HealthCheck,
  type HealthStatus,
  healthChanges,
} from '../../../src/policies/containers/health-check.ts';

const CHECK: HealthCheck = { intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 };
const FOR_EVER = Number.POSITIVE_INFINITY;

/** When a container is unhealthy whose probes all fail from this time on. */
function unhealthyAt(check: HealthCheck, probeMs: number, fromMs = 0): number | undefined {
  const changes = healthChanges(check, probeMs, [{ fromMs, untilMs: FOR_EVER }]);
  return changes.find(({ status }) => status === 'UNHEALTHY')?.atMs;
}

test('an always failing check is unhealthy after so many intervals, and their time-outs when it hangs', () => {
  expect(unhealthyAt(CHECK, 0)).toBe(90_000);
  expect(unhealthyAt(CHECK, 5000)).toBe(105_000);
  expect(unhealthyAt(CHECK, 60_000)).toBe(105_000);
});

test('failures count from the first probe that begins at the end of the start period', () => {
  expect(unhealthyAt({ ...CHECK, startPeriodMs: 60_000 }, 0)).toBe(120_000);
  expect(unhealthyAt({ ...CHECK, startPeriodMs: 60_001 }, 0)).toBe(150_000);
});

test('one pass makes a container healthy, in the start period, too, and ends it', () => {
  expect(healthChanges(CHECK, 0, [])).toEqual([{ atMs: 30_000, status: 'HEALTHY' }]);
  const slow = [{ fromMs: 0, untilMs: 30_001 }];
  expect(healthChanges(CHECK, 1000, slow)).toEqual([{ atMs: 62_000, status: 'HEALTHY' }]);
  expect(healthChanges({ ...CHECK, startPeriodMs: 300_000 }, 0, [{ fromMs: 31_000, untilMs: 1e6 }])).toEqual([
    { atMs: 30_000, status: 'HEALTHY' },
    { atMs: 120_000, status: 'UNHEALTHY' },
    { atMs: 1_020_000, status: 'HEALTHY' },
  ]);
});

test('too few failures in a row change nothing', () => {
  expect(healthChanges(CHECK, 0, [{ fromMs: 31_000, untilMs: 91_000 }])).toEqual([
    { atMs: 30_000, status: 'HEALTHY' },
  ]);
});

const checks: fc.Arbitrary<HealthCheck> = fc.record({
  intervalMs: fc.integer({ min: 5000, max: 300_000 }),
  timeoutMs: fc.integer({ min: 2000, max: 60_000 }),
  retries: fc.integer({ min: 1, max: 10 }),
  startPeriodMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300_000 })),
});
const probeMs = fc.oneof(fc.constant(0), fc.nat(70_000));
const failingTimes: fc.Arbitrary<FailingTime[]> = fc.array(
  fc
    .tuple(fc.oneof(fc.constant(0), fc.nat(900_000)), fc.nat(900_000))
    .map(([fromMs, forMs]) => ({ fromMs, untilMs: fromMs + forMs })),
  { maxLength: 4 },
);

/** The slow way: one probe after the other, by Docker's words. */
function byProbing(check: HealthCheck, takesMs: number, failing: readonly FailingTime[]): HealthChange[] {
  const changes: HealthChange[] = [];
  let status: HealthStatus = 'UNKNOWN';
  let failures = 0;
  for (let endMs = 0; endMs < 4_000_000; ) {
    const beganMs = endMs + check.intervalMs;
    endMs = beganMs + Math.min(takesMs, check.timeoutMs);
    const passes = failing.every(({ fromMs, untilMs }) => beganMs < fromMs || beganMs >= untilMs);
    let next: HealthStatus = status;
    if (passes) {
      failures = 0;
      next = 'HEALTHY';
    } else if (status !== 'UNKNOWN' || beganMs >= check.startPeriodMs) {
      failures++;
      if (failures >= check.retries) next = 'UNHEALTHY';
    }
    if (next !== status) changes.push({ atMs: endMs, status: next });
    status = next;
  }
  return changes;
}

test('the formula says what probing says', () => {
  let seen = 0;
  fc.assert(
    fc.property(checks, probeMs, failingTimes, (check, takesMs, failing) => {
      const changes = healthChanges(check, takesMs, failing);
      expect(changes.filter(({ atMs }) => atMs < 4_000_000)).toEqual(
        byProbing(check, takesMs, failing).filter(({ atMs }) => atMs < 4_000_000),
      );
      seen += changes.length;
    }),
    { numRuns: 500, seed: 78 },
  );
  expect(seen).toBeGreaterThan(700);
});

test('a check that always fails takes its retries, the start period, and at most one interval and probe more', () => {
  fc.assert(
    fc.property(checks, probeMs, (check, takesMs) => {
      const spacing = check.intervalMs + Math.min(takesMs, check.timeoutMs);
      const after = unhealthyAt(check, takesMs)!;
      expect(after).toBeGreaterThanOrEqual(check.retries * spacing);
      expect(after).toBeLessThan(check.startPeriodMs + (check.retries + 1) * spacing);
    }),
    { numRuns: 300, seed: 79 },
  );
});
