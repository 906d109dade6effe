import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ContainerState,
  DEPENDENCY_CONDITIONS,
  type DependencyCondition,
  judgeStart,
  startDeadline,
} from '../../../src/policies/containers/dependency.ts';

const NOT_STARTED: ContainerState = {
  startedAtMs: null,
  exitCode: null,
  health: 'UNKNOWN',
  startTimeoutMs: null,
};
const RUNNING: ContainerState = { ...NOT_STARTED, startedAtMs: 1000 };
const HEALTHY: ContainerState = { ...RUNNING, health: 'HEALTHY' };
const SUCCEEDED: ContainerState = { ...RUNNING, exitCode: 0 };
const FAILED: ContainerState = { ...RUNNING, exitCode: 1 };

function judge(condition: DependencyCondition, state: ContainerState, nowMs = 5000) {
  return judgeStart([{ container: 0, condition }], [state], nowMs);
}

/** By condition: a dependency that has not started, runs, is healthy, ended well, ended badly (ecs: ). */
test.each([
  ['START', ['wait', 'start', 'start', 'start', 'start']],
  ['COMPLETE', ['wait', 'wait', 'wait', 'start', 'start']],
  ['SUCCESS', ['wait', 'wait', 'wait', 'start', 'never']],
  ['HEALTHY', ['wait', 'wait', 'start', 'never', 'never']],
] as const)('%s', (condition, judgements) => {
  const states = [NOT_STARTED, RUNNING, HEALTHY, SUCCEEDED, FAILED];
  expect(states.map((state) => judge(condition, state))).toEqual(judgements);
});

test('an unhealthy dependency may still become healthy', () => {
  expect(judge('HEALTHY', { ...RUNNING, health: 'UNHEALTHY' })).toBe('wait');
});

test('a start time-out runs from the start of the dependency, and not for START', () => {
  const slow: ContainerState = { ...RUNNING, startTimeoutMs: 2000 };
  for (const condition of ['COMPLETE', 'SUCCESS', 'HEALTHY'] as const) {
    expect([2999, 3000].map((nowMs) => judge(condition, slow, nowMs))).toEqual(['wait', 'never']);
    expect(startDeadline([{ container: 0, condition }], [slow])).toBe(3000);
    expect(judge(condition, { ...slow, startedAtMs: null }, 9000)).toBe('wait');
  }
  expect(judge('START', slow, 9000)).toBe('start');
  expect(startDeadline([{ container: 0, condition: 'START' }], [slow])).toBe(Number.POSITIVE_INFINITY);
  expect(judge('HEALTHY', { ...slow, health: 'HEALTHY' }, 9000)).toBe('start');
});

test('who depends on nobody starts', () => {
  expect(judgeStart([], [], 0)).toBe('start');
  expect(startDeadline([], [])).toBe(Number.POSITIVE_INFINITY);
});

const states = fc.array(
  fc.record({
    startedAtMs: fc.option(fc.nat(5000)),
    exitCode: fc.option(fc.constantFrom(0, 1, 137)),
    health: fc.constantFrom('HEALTHY' as const, 'UNHEALTHY' as const, 'UNKNOWN' as const),
    startTimeoutMs: fc.option(fc.integer({ min: 1, max: 5000 })),
  }),
  { minLength: 1, maxLength: 4 },
);
const wanted = fc.array(
  fc.record({ container: fc.nat(3), condition: fc.constantFrom(...DEPENDENCY_CONDITIONS) }),
  { maxLength: 5 },
);

test('several dependencies: never if one is never, start if all are; and waiting ends at the deadline', () => {
  fc.assert(
    fc.property(states, wanted, fc.nat(6000), (given, list, nowMs) => {
      const dependsOn = list.map(({ container, condition }) => ({
        container: container % given.length,
        condition,
      }));
      const each = dependsOn.map((dependency) => judgeStart([dependency], given, nowMs));
      const expected = each.includes('never') ? 'never' : each.includes('wait') ? 'wait' : 'start';
      expect(judgeStart(dependsOn, given, nowMs)).toBe(expected);
      const deadline = startDeadline(dependsOn, given);
      if (expected !== 'wait') return;
      expect(deadline).toBeGreaterThan(nowMs);
      if (deadline === Number.POSITIVE_INFINITY) return;
      expect(judgeStart(dependsOn, given, deadline - 1)).toBe('wait');
      expect(judgeStart(dependsOn, given, deadline)).toBe('never');
    }),
    { numRuns: 500, seed: 71 },
  );
});
