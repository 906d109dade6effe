import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overMemory } from '../../../src/requests/host/memory.ts';

const NONE = Number.POSITIVE_INFINITY;

test('a task above its own limit is killed, however much memory is left', () => {
  expect(
    over(
      [
        [100, 128, 128],
        [129, 128, 64],
        [200, 128, 64],
      ],
      10_000,
    ),
  ).toBe(1);
  expect(over([[128, 128, 64]], 10_000)).toBe(-1);
});

test('what a fraction of a reservation rounds to is not above the limit', () => {
  expect(100 * 1.1).toBeGreaterThan(110);
  expect(over([[100 * 1.1, 110, 100]], 110)).toBe(-1);
});

test('on a full instance the one that is furthest above its reservation is killed, the first of equals', () => {
  const tasks: Task[] = [
    [600, NONE, 550],
    [300, NONE, 200],
    [300, NONE, 200],
  ];
  expect(over(tasks, 1200)).toBe(-1);
  expect(over(tasks, 1199)).toBe(1);
  expect(over([[5, NONE, 10]], 4)).toBe(0);
  expect(over([], 0)).toBe(-1);
});

test('killing one after the other ends with what fits, and kills nobody who keeps to its reservation', () => {
  const task = fc.tuple(
    fc.integer({ min: 0, max: 500 }),
    fc.oneof(fc.constant(NONE), fc.integer({ min: 1, max: 500 })),
    fc.integer({ min: 1, max: 300 }),
  );
  fc.assert(
    fc.property(fc.array(task, { maxLength: 8 }), fc.integer({ min: 0, max: 500 }), (tasks, more) => {
      // ECS never places more reservations than there is memory.
      const capacity = tasks.reduce((sum, [, , reservation]) => sum + reservation, more);
      const left = [...tasks];
      for (let killed = over(left, capacity); killed !== -1; killed = over(left, capacity)) {
        const [use, limit, reservation] = left.splice(killed, 1)[0]!;
        expect(use > limit || use > reservation).toBe(true);
      }
      for (const [use, limit] of left) expect(use).toBeLessThanOrEqual(limit);
      expect(left.reduce((sum, [use]) => sum + use, 0)).toBeLessThanOrEqual(capacity);
    }),
  );
});

type Task = readonly [use: number, limit: number, reservation: number];

function over(tasks: readonly Task[], capacity: number): number {
  return overMemory(
    Float64Array.from(tasks, ([use]) => use),
    Float64Array.from(tasks, ([, limit]) => limit),
    Float64Array.from(tasks, ([, , reservation]) => reservation),
    capacity,
  );
}
