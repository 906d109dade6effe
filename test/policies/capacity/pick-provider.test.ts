import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ProviderShare, pickProvider } from '../../../src/policies/capacity/pick-provider.ts';

/** How many tasks each item has after so many, from `have` on. */
function split(
  items: readonly ProviderShare[],
  tasks: number,
  have: readonly number[] = items.map(() => 0),
): number[] {
  const counts = [...have];
  for (let n = counts.reduce((sum, count) => sum + count, 0); n < tasks; n++)
    counts[pickProvider(items, counts)]!++;
  return counts;
}

const share = (weight: number, base = 0): ProviderShare => ({ base, weight });

test.each([
  ['1 to 4', [share(1), share(4)], 5, [1, 4]],
  ['half and half', [share(1), share(1)], 10, [5, 5]],
  ['a base of 2, then 1 to 3', [share(1, 2), share(3)], 10, [4, 6]],
  ['the same as it grows', [share(1, 2), share(3)], 22, [7, 15]],
  ['a base that is not reached', [share(1), share(3, 8)], 5, [0, 5]],
  ['a base without a weight', [share(0, 3), share(1)], 10, [3, 7]],
  ['an only item without a weight', [share(0)], 10, [10]],
  ['a weight of 0 beside others', [share(0), share(2), share(1)], 9, [0, 6, 3]],
] as const)('%s', (_name, items, tasks, counts) => {
  expect(split(items, tasks)).toEqual(counts);
});

test('ties go to the earlier, and whoever is behind catches up first', () => {
  const order = (items: readonly ProviderShare[], tasks: number) => {
    const counts = items.map(() => 0);
    return Array.from({ length: tasks }, () => {
      const item = pickProvider(items, counts);
      counts[item]!++;
      return item;
    });
  };
  expect(order([share(1), share(1), share(1)], 6)).toEqual([0, 1, 2, 0, 1, 2]);
  expect(order([share(1, 2), share(3)], 10)).toEqual([0, 0, 1, 1, 0, 1, 1, 1, 0, 1]);
  expect(split([share(1), share(1)], 12, [6, 0])).toEqual([6, 6]);
});

test('nobody is picked among several without a weight', () => {
  expect(pickProvider([share(0), share(0)], [0, 0])).toBe(-1);
});

const strategy = fc
  .record({
    weights: fc
      .array(fc.nat(1000), { minLength: 1, maxLength: 20 })
      .filter((weights) => weights.some((weight) => weight > 0)),
    base: fc.nat(40),
    based: fc.nat(19),
  })
  .map(({ weights, base, based }) =>
    weights.map((weight, i) => share(weight, i === based % weights.length ? base : 0)),
  );
const tasks = fc.nat(200);

test('the base first, then nobody is ever a whole task below the exact share', () => {
  fc.assert(
    fc.property(strategy, tasks, (items, count) => {
      const counts = split(items, count);
      const based = items.findIndex(({ base }) => base > 0);
      const base = based < 0 ? 0 : items[based]!.base;
      if (based >= 0) expect(counts[based]).toBeGreaterThanOrEqual(Math.min(base, count));
      const above = Math.max(0, count - base);
      const weights = items.reduce((sum, { weight }) => sum + weight, 0);
      for (const [i, { weight }] of items.entries()) {
        const extra = counts[i]! - (i === based ? Math.min(base, count) : 0);
        expect(extra).toBeGreaterThanOrEqual(Math.floor((above * weight) / weights));
        if (weight === 0 && items.length > 1) expect(extra).toBe(0);
      }
    }),
    { numRuns: 300, seed: 11 },
  );
});

test('of two nobody is ever a whole task from the exact share, and after every round of the weights all are on it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), tasks, (a, b, count) => {
      const [first] = split([share(a), share(b)], count);
      expect(Math.abs(first! - (count * a) / (a + b))).toBeLessThan(1);
      expect(split([share(a), share(b), share(a)], 3 * (a + b + a))).toEqual([3 * a, 3 * b, 3 * a]);
    }),
    { numRuns: 200, seed: 12 },
  );
});

test('the choices for fewer tasks are the first of those for more, and only ratios of weights count', () => {
  fc.assert(
    fc.property(strategy, tasks, tasks, fc.integer({ min: 2, max: 1000 }), (items, some, more, factor) => {
      const few = split(items, some);
      expect(split(items, some + more, few)).toEqual(split(items, some + more));
      const scaled = items.map(({ base, weight }) => ({ base, weight: weight * factor }));
      expect(split(scaled, some)).toEqual(few);
    }),
    { numRuns: 200, seed: 13 },
  );
});

test('an item that is never picked changes nothing', () => {
  fc.assert(
    fc.property(strategy, tasks, fc.nat(19), (items, count, at) => {
      fc.pre(items.length > 1);
      const place = at % (items.length + 1);
      const wider = items.toSpliced(place, 0, share(0));
      expect(split(wider, count).toSpliced(place, 1)).toEqual(split(items, count));
    }),
    { numRuns: 100, seed: 14 },
  );
});
