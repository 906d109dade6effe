import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deploymentBounds } from '../../../src/policies/deployment/bounds.ts';
import { type PassView, planPass } from '../../../src/policies/deployment/plan-pass.ts';
import { countAll, countSettling, NO_TASKS } from '../../../src/policies/deployment/task-counts.ts';
import { carryOut, countStops, healthyInAll, settle } from './support.ts';

const some = fc.nat(12);
const none = fc.constant(0);
const counts = fc.record({
  healthy: some,
  settling: some,
  unhealthy: some,
  protectedHealthy: some,
  protectedSettling: some,
});
const percents = fc.record({
  minimumHealthyPercent: fc.oneof(fc.constantFrom(0, 50, 100), fc.nat(100)),
  maximumPercent: fc.oneof(fc.constantFrom(100, 150, 200), fc.integer({ min: 100, max: 400 })),
});
const limit = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(10));
const anyView: fc.Arbitrary<PassView> = fc
  .record({
    desiredCount: fc.nat(20),
    percents,
    oldTasks: counts,
    newTasks: counts,
    placeable: limit,
    mayMakeRoom: fc.boolean(),
    launchable: limit,
  })
  .map(({ percents: given, ...view }) => ({ ...view, bounds: deploymentBounds(view.desiredCount, given) }));

/** A service whose tasks of the old revision are all healthy, some of them protected, as its deployment begins. */
function freshDeployment(protectedHealthy: fc.Arbitrary<number>): fc.Arbitrary<PassView> {
  return fc
    .record({ desiredCount: fc.integer({ min: 1, max: 30 }), percents, protectedHealthy })
    .map(({ desiredCount, percents: given, protectedHealthy: kept }) => ({
      desiredCount,
      bounds: deploymentBounds(desiredCount, given),
      oldTasks: {
        ...NO_TASKS,
        healthy: desiredCount - Math.min(kept, desiredCount),
        protectedHealthy: Math.min(kept, desiredCount),
      },
      newTasks: NO_TASKS,
      placeable: Number.POSITIVE_INFINITY,
      mayMakeRoom: true,
      launchable: Number.POSITIVE_INFINITY,
    }));
}

const isWhole = (count: number): boolean => Number.isInteger(count) && count >= 0;

test('no pass stops what is not there or is protected, and each count is whole', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const plan = planPass(view);
      const after = carryOut(view, plan);
      for (const tasks of [after.oldTasks, after.newTasks])
        expect(Object.values(tasks).every(isWhole)).toBe(true);
      for (const kind of ['protectedHealthy', 'protectedSettling'] as const) {
        expect(after.oldTasks[kind]).toBe(view.oldTasks[kind]);
        expect(after.newTasks[kind]).toBe(view.newTasks[kind]);
      }
      expect(isWhole(plan.startNew)).toBe(true);
      expect(plan.startNew).toBeLessThanOrEqual(view.launchable);
      expect(plan.startNew).toBeLessThanOrEqual(view.placeable + countStops(plan));
    }),
    { numRuns: 1000, seed: 21 },
  );
});

test('a deployment never takes healthy tasks under the minimum', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const plan = planPass(view);
      if (plan.stopOld.healthy === 0) return;
      expect(healthyInAll(carryOut(view, plan))).toBeGreaterThanOrEqual(view.bounds.minHealthy);
    }),
    { numRuns: 1000, seed: 22 },
  );
});

test('what starts never takes all tasks above the maximum, and is never more than is missing', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const plan = planPass(view);
      if (plan.startNew === 0) return;
      const after = carryOut(view, plan);
      expect(countAll(after.oldTasks) + countAll(after.newTasks)).toBeLessThanOrEqual(view.bounds.maxTasks);
      expect(countAll(after.newTasks) - after.newTasks.unhealthy).toBeLessThanOrEqual(view.desiredCount);
    }),
    { numRuns: 1000, seed: 23 },
  );
});

test('whoever is stuck does nothing and has old tasks; whoever does something is not stuck', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const plan = planPass(view);
      if (plan.stuck === null) return;
      expect(countStops(plan) + plan.startNew).toBe(0);
      expect(countAll(view.oldTasks)).toBeGreaterThan(0);
      expect(countSettling(view.oldTasks) + countSettling(view.newTasks)).toBe(0);
    }),
    { numRuns: 1000, seed: 24 },
  );
});

test('a deployment whose tasks become healthy ends, or is stuck from its first pass; within its bounds all the way', () => {
  fc.assert(
    fc.property(
      freshDeployment(none),
      fc.array(fc.nat(3), { minLength: 1 }),
      limit,
      (fresh, healthyAtOnce, rate) => {
        let view: PassView = { ...fresh, launchable: Math.max(1, rate) };
        for (let pass = 0; !isOver(view); pass++) {
          const plan = planPass(view);
          if (plan.stuck !== null) {
            expect([pass, plan.stuck]).toEqual([0, 'deploymentConfiguration']);
            return;
          }
          view = carryOut(view, plan);
          if (pass > 200 || !isWithinBounds(view)) throw new Error(JSON.stringify({ pass, view }));
          // Some at once, now and then none, but not none for ever.
          view = settle(view, Math.max(healthyAtOnce[pass % healthyAtOnce.length]!, pass % 3 === 0 ? 1 : 0));
        }
        expect(view.newTasks).toEqual({ ...NO_TASKS, healthy: view.desiredCount });
      },
    ),
    { numRuns: 300, seed: 25 },
  );
});

function isOver({ oldTasks, newTasks, desiredCount }: PassView): boolean {
  return countAll(oldTasks) === 0 && newTasks.healthy === desiredCount;
}

function isWithinBounds(view: PassView): boolean {
  const all = countAll(view.oldTasks) + countAll(view.newTasks);
  return healthyInAll(view) >= view.bounds.minHealthy && all <= view.bounds.maxTasks;
}

test('a deployment stands still at its first pass only when no healthy task can be spared and nothing more may run', () => {
  fc.assert(
    fc.property(freshDeployment(none), (view) => {
      const { minHealthy, maxTasks } = view.bounds;
      const isStuck = planPass(view).stuck !== null;
      expect(isStuck).toBe(minHealthy === view.desiredCount && maxTasks === view.desiredCount);
    }),
    { numRuns: 300, seed: 26 },
  );
});

test('a deployment over protected tasks comes to an end with none left but these, or is said to be stuck', () => {
  fc.assert(
    fc.property(freshDeployment(fc.nat(30)), (fresh) => {
      let view = fresh;
      let plan = planPass(view);
      for (let pass = 0; pass < 200 && countStops(plan) + plan.startNew > 0; pass++) {
        view = settle(carryOut(view, plan), view.desiredCount);
        plan = planPass(view);
      }
      expect(countStops(plan) + plan.startNew).toBe(0);
      expect(plan.stuck === null).toBe(countAll(view.oldTasks) === 0);
    }),
    { numRuns: 300, seed: 27 },
  );
});

test('a service whose replacements become healthy gets rid of all unhealthy tasks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), percents, fc.nat(20), (desiredCount, given, sick) => {
      const unhealthy = Math.min(sick, desiredCount);
      let view: PassView = {
        desiredCount,
        bounds: deploymentBounds(desiredCount, given),
        oldTasks: NO_TASKS,
        newTasks: { ...NO_TASKS, healthy: desiredCount - unhealthy, unhealthy },
        placeable: Number.POSITIVE_INFINITY,
        mayMakeRoom: true,
        launchable: Number.POSITIVE_INFINITY,
      };
      for (
        let pass = 0;
        pass < 100 && view.newTasks.healthy < desiredCount + view.newTasks.unhealthy;
        pass++
      ) {
        const before = healthyInAll(view);
        view = carryOut(view, planPass(view));
        expect(healthyInAll(view)).toBe(before);
        view = settle(view, 1 + (pass % 2));
      }
      expect(view.newTasks).toEqual({ ...NO_TASKS, healthy: desiredCount });
    }),
    { numRuns: 300, seed: 28 },
  );
});
