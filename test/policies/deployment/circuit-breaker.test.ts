import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEPLOYMENT_DEFAULTS } from '../../../src/catalog/service-defaults.ts';
import {
  afterBreakerEvent,
  type BreakerEvent,
  type BreakerState,
  breakerThreshold,
  freshBreaker,
  rollbackTarget,
} from '../../../src/policies/deployment/circuit-breaker.ts';

function after(
  events: readonly BreakerEvent[],
  { threshold = 3, resets = true, defaults = DEPLOYMENT_DEFAULTS } = {},
): BreakerState {
  return events.reduce(
    (state, event) => afterBreakerEvent(state, event, threshold, resets, defaults),
    freshBreaker(),
  );
}

test.each([
  ['BOUNDED_PERCENT', 50, 1, 3],
  ['BOUNDED_PERCENT', 50, 7, 4],
  ['BOUNDED_PERCENT', 50, 800, 200],
  ['UNBOUNDED_PERCENT', 50, 800, 400],
  ['UNBOUNDED_PERCENT', 10, 0, 1],
  ['UNBOUNDED_PERCENT', 10, 11, 2],
  ['COUNT', 5, 1000, 5],
] as const)('%s %i of %i tasks is %i', (type, value, desired, threshold) => {
  expect(breakerThreshold(desired, { type, value }, DEPLOYMENT_DEFAULTS)).toBe(threshold);
});

test('failed launches count only as long as no task of the deployment was RUNNING', () => {
  expect(after(['launchFailed', 'launchFailed', 'launchFailed']).isTripped).toBe(true);
  expect(after(['launchFailed', 'running', 'launchFailed', 'launchFailed']).failures).toBe(1);
  const always = { ...DEPLOYMENT_DEFAULTS, 'circuitBreaker.countLaunchFailuresAfterRunning': true };
  expect(
    after(['launchFailed', 'running', 'launchFailed', 'launchFailed'], { defaults: always }).isTripped,
  ).toBe(true);
});

test('a crash loop before health trips it, unless it is told not to count such ends', () => {
  const loop: readonly BreakerEvent[] = [
    'running',
    'exitedEarly',
    'running',
    'exitedEarly',
    'running',
    'exitedEarly',
  ];
  expect(after(loop).isTripped).toBe(true);
  const old = { ...DEPLOYMENT_DEFAULTS, 'circuitBreaker.countEarlyExit': false };
  expect(after(loop, { defaults: old })).toEqual({ failures: 0, hasRun: true, isTripped: false });
});

test('a healthy task sets the count back or leaves it, and a tripped one stays tripped', () => {
  const events: readonly BreakerEvent[] = [
    'healthCheckFailed',
    'healthCheckFailed',
    'healthy',
    'healthCheckFailed',
  ];
  expect(after(events)).toMatchObject({ failures: 1, isTripped: false });
  expect(after(events, { resets: false })).toMatchObject({ failures: 3, isTripped: true });
  expect(after([...events, 'healthy', 'running'], { resets: false }).isTripped).toBe(true);
});

test('it trips exactly when enough failures came in a row, or without a reset in all', () => {
  const events = fc.array(fc.constantFrom<BreakerEvent>('healthCheckFailed', 'healthy', 'running'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(events, fc.integer({ min: 1, max: 6 }), (list, threshold) => {
      const letters = list.map((event) => event[0] + (event === 'healthCheckFailed' ? 'F' : '')).join('');
      // h is healthy, hF a failure, r RUNNING, which changes nothing.
      const runs = letters.replaceAll('r', '').replaceAll('hF', 'F').split('h');
      const longest = Math.max(...runs.map((run) => run.length));
      expect(after(list, { threshold }).isTripped).toBe(longest >= threshold);
      const failures = list.filter((event) => event === 'healthCheckFailed').length;
      expect(after(list, { threshold, resets: false }).isTripped).toBe(failures >= threshold);
    }),
    { numRuns: 300, seed: 31 },
  );
});

test('a failed deployment goes back to the last that completed, if there is one', () => {
  const first = { id: 1, rolloutState: 'COMPLETED' };
  const failed = { id: 2, rolloutState: 'FAILED' };
  expect(rollbackTarget([first, failed])).toBe(first);
  expect(rollbackTarget([{ ...first, rolloutState: 'IN_PROGRESS' }, failed])).toBeNull();
});
