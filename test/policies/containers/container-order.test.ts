import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Dependencies,
  dependencyCycle,
  startOrder,
  stoppingMs,
  stopTimes,
} from '../../../src/policies/containers/container-order.ts';
import { anyDependencies, orderlyDependencies } from './dependencies-arbitrary.ts';

const on = (...containers: number[]) => containers.map((container) => ({ container }));

test('dependencies first, else in the order of definition', () => {
  expect(startOrder([on(), on(), on()])).toEqual([0, 1, 2]);
  expect(startOrder([on(2), on(), on(1)])).toEqual([1, 2, 0]);
  expect(startOrder([on(1, 1), on()])).toEqual([1, 0]);
});

test('a circle has no order, and is found behind those who only wait for it', () => {
  const circle: Dependencies = [on(1), on(2), on(3), on(1), on()];
  expect(startOrder(circle)).toBeNull();
  expect(dependencyCycle(circle)).toEqual([1, 2, 3]);
  expect(dependencyCycle([on(0)])).toEqual([0]);
});

test('without a circle each container comes once, after all that it depends on', () => {
  fc.assert(
    fc.property(orderlyDependencies, (dependencies) => {
      const order = startOrder(dependencies)!;
      expect([...order].sort()).toEqual([...dependencies.keys()]);
      for (const [i, dependsOn] of dependencies.entries())
        for (const { container } of dependsOn)
          expect(order.indexOf(container)).toBeLessThan(order.indexOf(i));
      expect(dependencyCycle(dependencies)).toBeNull();
    }),
    { numRuns: 200, seed: 72 },
  );
});

test('there is an order or a circle, and each of a circle depends on the next', () => {
  fc.assert(
    fc.property(anyDependencies, (dependencies) => {
      const cycle = dependencyCycle(dependencies);
      expect(cycle === null).toBe(startOrder(dependencies) !== null);
      if (cycle === null) return;
      expect(new Set(cycle).size).toBe(cycle.length);
      for (const [i, container] of cycle.entries())
        expect(dependencies[container]!.map((dependency) => dependency.container)).toContain(
          cycle[(i + 1) % cycle.length],
        );
    }),
    { numRuns: 300, seed: 73 },
  );
});

test('a long chain is no matter of depth', () => {
  const length = 50_000;
  const chain = Array.from({ length }, (_, i) => (i === length - 1 ? on() : on(i + 1)));
  expect(startOrder(chain)!.slice(0, 2)).toEqual([length - 1, length - 2]);
  expect(dependencyCycle([...chain.slice(0, -1), on(0)])!.length).toBe(length);
});

/** The application depends on a proxy and a log router, the proxy on the log router. */
const SIDECARS: Dependencies = [on(1, 2), on(2), on()];

test('containers stop in the reverse order of their start, one chain after the other', () => {
  expect(stopTimes(SIDECARS, [10_000, 5000, 2000])).toEqual([
    { sigtermMs: 0, endedMs: 10_000 },
    { sigtermMs: 10_000, endedMs: 15_000 },
    { sigtermMs: 15_000, endedMs: 17_000 },
  ]);
  expect(stoppingMs(SIDECARS, [10_000, 5000, 2000])).toBe(17_000);
});

test('without dependencies all stop together, and the slowest decides', () => {
  expect(stoppingMs([on(), on(), on()], [10_000, 30_000, 2000])).toBe(30_000);
  expect(stoppingMs([], [])).toBe(0);
});

test('who does not run holds up nobody', () => {
  expect(stopTimes(SIDECARS, [null, 5000, 2000])).toEqual([
    null,
    { sigtermMs: 0, endedMs: 5000 },
    { sigtermMs: 5000, endedMs: 7000 },
  ]);
  expect(stopTimes([on(1), on(2), on()], [10_000, null, 2000])[2]).toEqual({ sigtermMs: 0, endedMs: 2000 });
  expect(stoppingMs(SIDECARS, [null, null, null])).toBe(0);
});

const takes = fc.array(fc.option(fc.nat(120_000), { freq: 4 }), { minLength: 7, maxLength: 7 });

/** The longest of all chains of running containers, each depending on the next, tried one by one. */
function longestChain(dependencies: Dependencies, takesMs: readonly (number | null)[]): number {
  const from = (container: number): number => {
    if (takesMs[container] === null) return 0;
    return (
      takesMs[container]! + Math.max(0, ...dependencies[container]!.map(({ container: next }) => from(next)))
    );
  };
  return Math.max(0, ...dependencies.map((_dependsOn, i) => from(i)));
}

test('a task takes as long as its longest chain (ecs:R-1.15)', () => {
  fc.assert(
    fc.property(orderlyDependencies, takes, (dependencies, all) => {
      const takesMs = all.slice(0, dependencies.length);
      expect(stoppingMs(dependencies, takesMs)).toBe(longestChain(dependencies, takesMs));
    }),
    { numRuns: 300, seed: 74 },
  );
});

test('nobody gets SIGTERM before its dependents have ended, and one of them decides', () => {
  fc.assert(
    fc.property(orderlyDependencies, takes, (dependencies, all) => {
      const times = stopTimes(dependencies, all.slice(0, dependencies.length));
      for (const [i, time] of times.entries()) {
        if (time === null) continue;
        const ends = dependencies.flatMap((dependsOn, dependent) =>
          dependsOn.some(({ container }) => container === i) ? [times[dependent]?.endedMs ?? 0] : [],
        );
        expect(time.sigtermMs).toBe(Math.max(0, ...ends));
      }
    }),
    { numRuns: 200, seed: 75 },
  );
});

test('a dependency more never lets a task stop sooner', () => {
  fc.assert(
    fc.property(orderlyDependencies, takes, fc.nat(6), (dependencies, all, at) => {
      const takesMs = all.slice(0, dependencies.length);
      const fewer = dependencies.map((dependsOn, i) =>
        i === at % dependencies.length ? dependsOn.slice(1) : dependsOn,
      );
      expect(stoppingMs(fewer, takesMs)).toBeLessThanOrEqual(stoppingMs(dependencies, takesMs));
    }),
    { numRuns: 200, seed: 76 },
  );
});
