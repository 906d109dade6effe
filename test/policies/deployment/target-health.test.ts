import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FailingTime, HealthStatus } from '../../../src/policies/containers/health-check.ts';
import {
  type TargetHealthCheck,
  targetHealthChanges,
} from '../../../src/policies/deployment/target-health.ts';

const CHECK: TargetHealthCheck = { intervalMs: 30_000, healthyThreshold: 5, unhealthyThreshold: 2 };

test('a new target is healthy with its first passed check, however many a recovery takes', () => {
  expect(targetHealthChanges(CHECK, 12_000, [])).toEqual([{ atMs: 12_000, status: 'HEALTHY' }]);
  expect(targetHealthChanges(CHECK, 12_000, [{ fromMs: 0, untilMs: 20_000 }])).toEqual([
    { atMs: 42_000, status: 'HEALTHY' },
  ]);
});

test('a target that was unhealthy needs the whole threshold', () => {
  expect(targetHealthChanges(CHECK, 0, [{ fromMs: 0, untilMs: 61_000 }])).toEqual([
    { atMs: 30_000, status: 'UNHEALTHY' },
    { atMs: 210_000, status: 'HEALTHY' },
  ]);
});

test('one failure is not enough, and does not add up with a later one', () => {
  const failing = [
    { fromMs: 25_000, untilMs: 31_000 },
    { fromMs: 85_000, untilMs: 91_000 },
  ];
  expect(targetHealthChanges(CHECK, 0, failing)).toEqual([{ atMs: 0, status: 'HEALTHY' }]);
});

test('all changes are those of one check after the other', () => {
  const times = fc.array(
    fc.tuple(fc.integer({ min: -50, max: 400 }), fc.integer({ min: 1, max: 120 })).map(([from, length]) => ({
      fromMs: from,
      untilMs: from + length,
    })),
    { maxLength: 4 },
  );
  const checks = fc.record({
    intervalMs: fc.integer({ min: 5, max: 40 }),
    healthyThreshold: fc.integer({ min: 2, max: 5 }),
    unhealthyThreshold: fc.integer({ min: 2, max: 4 }),
  });
  fc.assert(
    fc.property(checks, fc.nat(40), times, (check, firstMs, failing) => {
      expect(targetHealthChanges(check, firstMs, failing)).toEqual(oneByOne(check, firstMs, failing));
    }),
    { numRuns: 500, seed: 1 },
  );
});

function oneByOne(check: TargetHealthCheck, firstMs: number, failing: readonly FailingTime[]) {
  const changes: { atMs: number; status: HealthStatus }[] = [];
  let status: HealthStatus = 'UNKNOWN';
  let passes = 0;
  let failures = 0;
  for (let atMs = firstMs; atMs < 2000; atMs += check.intervalMs) {
    const fails = failing.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
    passes = fails ? 0 : passes + 1;
    failures = fails ? failures + 1 : 0;
    const isEnough: boolean = status === 'UNKNOWN' ? passes > 0 : passes >= check.healthyThreshold;
    const next: HealthStatus =
      failures >= check.unhealthyThreshold ? 'UNHEALTHY' : isEnough ? 'HEALTHY' : status;
    if (next !== status) changes.push({ atMs, status: next });
    status = next;
  }
  return changes;
}
