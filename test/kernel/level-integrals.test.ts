import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LevelIntegrals } from '../../src/kernel/level-integrals.ts';

const change = fc.record({
  row: fc.nat(2),
  after: fc.nat(4_000_000),
  by: fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(2 ** 34, -(2 ** 34))),
});

test('integrals are those of a slow sum in BigInt, beyond what a double holds, whenever they are read', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 60 }),
      fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
      (changes, takes) => {
        const integrals = new LevelIntegrals();
        for (let i = 0; i < 3; i++) integrals.add();
        const levels = [0n, 0n, 0n];
        const since = [0, 0, 0];
        const sums = [0n, 0n, 0n];
        let at = 0;
        for (const [i, { row, after, by }] of changes.entries()) {
          at += after;
          sums[row]! += levels[row]! * BigInt(at - since[row]!);
          since[row] = at;
          const to = levels[row]! + BigInt(by) < 0n ? -Number(levels[row]) : by;
          levels[row]! += BigInt(to);
          integrals.change(row, at, to);
          integrals.addFor(row, 3, 7);
          sums[row]! += 21n;
          expect(integrals.levelsFrom(row, 1)[0]).toBe(Number(levels[row]));
          if (!takes[i]) continue;
          expect(integrals.take(row, at)).toBe(sums[row]);
          sums[row] = 0n;
        }
        for (let row = 0; row < 3; row++)
          expect(integrals.read(row, at)).toBe(sums[row]! + levels[row]! * BigInt(at - since[row]!));
      },
    ),
    { numRuns: 300, seed: 2 },
  );
});
