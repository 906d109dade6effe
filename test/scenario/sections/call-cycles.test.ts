import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Findings } from '../../../src/scenario/findings.ts';
import { checkCallCycles } from '../../../src/scenario/sections/workloads/call-cycles.ts';

/** The circles that are found, as load numbers; `calls[i]` are the loads that load `i` calls. */
function circlesOf(calls: readonly (readonly number[])[]): number[][] {
  const findings = new Findings();
  checkCallCycles(
    calls.map((list) => list.map((load) => ({ load, perRequest: 1, bytes: 0 }))),
    calls.map((_, load) => String(load)),
    calls.map((_, load) => ['workloads', load]),
    findings,
  );
  return findings.problems.map(({ received }) => received.split(' -> ').map(Number));
}

test('a chain, a fan and a diamond are no circles', () => {
  expect(circlesOf([[1], [2], []])).toEqual([]);
  expect(circlesOf([[1, 2], [3], [3], []])).toEqual([]);
});

test('each circle is told once, what only leads to it is not part of it', () => {
  expect(circlesOf([[1], [2], [1], [3], [0, 5], []])).toEqual([
    [1, 2, 1],
    [3, 3],
  ]);
});

test('a circle is found exactly when a walk along calls can come back', () => {
  const graph = fc
    .integer({ min: 1, max: 7 })
    .chain((n) =>
      fc.array(fc.array(fc.nat({ max: n - 1 }), { maxLength: 2 }), { minLength: n, maxLength: n }),
    );
  fc.assert(
    fc.property(graph, (calls) => {
      const reached = (from: number) => {
        const seen = new Set<number>();
        const open = [...calls[from]!];
        for (const load of open) {
          if (seen.has(load)) continue;
          seen.add(load);
          open.push(...calls[load]!);
        }
        return seen;
      };
      const comesBack = calls.some((_, load) => reached(load).has(load));
      const circles = circlesOf(calls);
      expect(circles.length > 0).toBe(comesBack);
      for (const circle of circles) {
        expect(circle.at(-1)).toBe(circle[0]);
        for (const [i, load] of circle.slice(1).entries()) expect(calls[circle[i]!]).toContain(load);
      }
    }),
    { numRuns: 300, seed: 91 },
  );
});
