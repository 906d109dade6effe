import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HealthStatus } from '../../../src/policies/containers/health-check.ts';
import { type CheckedContainer, taskHealth } from '../../../src/policies/containers/task-health.ts';

const container = (health: HealthStatus, hasHealthCheck = true, essential = true): CheckedContainer => ({
  essential,
  hasHealthCheck,
  health,
});

test.each([
  ['nothing to look at', [], 'UNKNOWN'],
  ['no check', [container('UNKNOWN', false)], 'UNKNOWN'],
  ['all healthy', [container('HEALTHY'), container('HEALTHY')], 'HEALTHY'],
  ['one unknown', [container('HEALTHY'), container('UNKNOWN')], 'UNKNOWN'],
  ['one unhealthy', [container('UNKNOWN'), container('HEALTHY'), container('UNHEALTHY')], 'UNHEALTHY'],
  [
    'an unhealthy one that is not essential',
    [container('HEALTHY'), container('UNHEALTHY', true, false)],
    'HEALTHY',
  ],
  ['only such a one', [container('UNHEALTHY', true, false)], 'UNKNOWN'],
] as const)('%s', (_name, containers, expected) => {
  expect(taskHealth(containers)).toBe(expected);
});

test('an essential container without a check blocks only when it is told to', () => {
  const containers = [container('HEALTHY'), container('UNKNOWN', false)];
  expect(taskHealth(containers)).toBe('HEALTHY');
  expect(taskHealth(containers, true)).toBe('UNKNOWN');
  expect(taskHealth([container('UNHEALTHY'), container('UNKNOWN', false)], true)).toBe('UNHEALTHY');
  expect(taskHealth([container('HEALTHY'), container('UNKNOWN', false, false)], true)).toBe('HEALTHY');
});

const RANK: Readonly<Record<HealthStatus, number>> = { HEALTHY: 0, UNKNOWN: 1, UNHEALTHY: 2 };
const statuses = fc.array(fc.constantFrom<HealthStatus>('HEALTHY', 'UNKNOWN', 'UNHEALTHY'), { minLength: 1 });

test('the worst of the essential checks is the task’s, in any order, whatever the others are', () => {
  fc.assert(
    fc.property(statuses, statuses, (essential, others) => {
      const containers = [
        ...others.map((health) => container(health, true, false)),
        ...essential.map((health) => container(health)),
      ];
      const worst = Math.max(...essential.map((health) => RANK[health]));
      expect(RANK[taskHealth(containers)]).toBe(worst);
      expect(taskHealth(containers.toReversed())).toBe(taskHealth(containers));
      expect(taskHealth(containers, true)).toBe(taskHealth(containers));
    }),
    { numRuns: 200, seed: 80 },
  );
});
