import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  collect,
  countOf,
  firstOf,
  nthOf,
  type PositionQuery,
  PositionSet,
} from '../../src/kernel/position-set.ts';

const MOST = 5000;
const change = fc.record({ set: fc.nat(4), position: fc.nat(MOST), add: fc.boolean() });

test('every question to a set is answered as by a list that is looked through', () => {
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 600 }),
      fc.boolean(),
      fc.boolean(),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (changes, isWithin, isWithout, u) => {
        const sets = Array.from({ length: 5 }, () => new PositionSet());
        const naive = Array.from({ length: 5 }, () => new Set<number>());
        for (const { set, position, add } of changes) {
          // The first three stand for parts of a whole: nobody is in two of them.
          if (set < 3 && add && naive.slice(0, 3).some((other) => other.has(position))) continue;
          sets[set]![add ? 'add' : 'remove'](position);
          naive[set]![add ? 'add' : 'delete'](position);
        }
        const query: PositionQuery = {
          any: sets.slice(0, 3),
          within: isWithin ? sets[3]! : null,
          without: isWithout ? sets[4]! : null,
        };
        const wanted = [...naive[0]!, ...naive[1]!, ...naive[2]!]
          .filter((p) => (!isWithin || naive[3]!.has(p)) && (!isWithout || !naive[4]!.has(p)))
          .sort((a, b) => a - b);
        const list = new Int32Array(MOST + 1);
        expect([...list.subarray(0, collect(query, list))]).toEqual(wanted);
        expect(countOf(query)).toBe(wanted.length);
        expect(firstOf(query)).toBe(wanted[0] ?? -1);
        expect(sets.map(({ count }) => count)).toEqual(naive.map(({ size }) => size));
        if (wanted.length === 0) return;
        const rank = Math.floor(u * wanted.length);
        expect(nthOf(query, rank)).toBe(wanted[rank]);
      },
    ),
    { numRuns: 150, seed: 3 },
  );
});

test('a set that is cleared is empty, whatever was in it', () => {
  const set = new PositionSet();
  for (const position of [0, 31, 32, 1023, 1024, 70_000]) set.add(position);
  expect(set.count).toBe(6);
  set.clear();
  expect([set.count, set.has(70_000), firstOf({ any: [set], within: null, without: null })]).toEqual([
    0,
    false,
    -1,
  ]);
});
