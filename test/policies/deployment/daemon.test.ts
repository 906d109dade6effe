import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DaemonInstance, needsDaemon, planDaemonPass } from '../../../src/policies/deployment/daemon.ts';

const OLD = { isOld: true, isHealthy: true };
const NEW = { isOld: false, isHealthy: true };

function instance(given: Partial<DaemonInstance> = {}): DaemonInstance {
  return { status: 'ACTIVE', matches: true, daemon: null, otherTasks: 0, ...given };
}

test('a task on each ACTIVE instance that matches, and on no other', () => {
  const fleet = [
    instance(),
    instance({ daemon: NEW }),
    instance({ matches: false }),
    instance({ matches: false, daemon: NEW, otherTasks: 3 }),
    instance({ status: 'DRAINING' }),
  ];
  expect(planDaemonPass(fleet, 0)).toEqual({ desiredCount: 2, stops: [3], starts: [0] });
});

test('on a draining instance it is the last to stop', () => {
  const draining = (otherTasks: number) => instance({ status: 'DRAINING', daemon: OLD, otherTasks });
  expect(planDaemonPass([draining(1), draining(0)], 0).stops).toEqual([1]);
});

test('an update replaces as many at a time as the minimum can spare, unhealthy ones first', () => {
  const fleet = Array.from({ length: 10 }, () => instance({ daemon: OLD }));
  expect(planDaemonPass(fleet, 0).stops).toHaveLength(10);
  expect(planDaemonPass(fleet, 75)).toEqual({ desiredCount: 10, stops: [0, 1], starts: [0, 1] });
  const sick = fleet.with(9, instance({ daemon: { isOld: true, isHealthy: false } }));
  expect(planDaemonPass(sick, 75).stops).toEqual([9, 0]);
});

test('an update ends with a new task everywhere and never goes under the minimum', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(99), (size, minimum) => {
      let fleet = Array.from({ length: size }, () => instance({ daemon: OLD }));
      for (let pass = 0; pass < 2 * size; pass++) {
        const { stops, starts } = planDaemonPass(fleet, minimum);
        expect((size - stops.length) * 100).toBeGreaterThanOrEqual(size * minimum);
        fleet = fleet.map((each, i) => (starts.includes(i) ? instance({ daemon: NEW }) : each));
      }
      const isStuck = Math.ceil((size * minimum) / 100) === size;
      expect(fleet.every(({ daemon }) => daemon?.isOld === isStuck)).toBe(true);
      expect(fleet.every(needsDaemon)).toBe(true);
    }),
    { numRuns: 60, seed: 51 },
  );
});
