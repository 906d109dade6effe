import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findTurns,
  type SeenOfGrid,
  type Turn,
} from '../../../../src/experiment/compare/break-even/find-turns.ts';
import type { Inquiry } from '../../../../src/experiment/execute/inquiry.ts';

/** Turns of a difference that is known to `doubt` at every position, from a grid of nine. */
function turnsOf(difference: (position: number) => number, last = 800, doubt = 0, firmFrom = doubt): Turn[] {
  const seen = (position: number): SeenOfGrid => {
    const mean = difference(position);
    const sign = (least: number) => (Math.abs(mean) <= least ? 0 : mean < 0 ? -1 : 1);
    return { mean, sure: sign(doubt), firm: sign(firmFrom) };
  };
  const grid = new Map(Array.from({ length: 9 }, (_, i) => [(i * last) / 8, seen((i * last) / 8)]));
  const inquiry = findTurns(grid, function* (position): Inquiry<SeenOfGrid> {
    yield [];
    return seen(position);
  });
  for (let step = inquiry.next(); ; step = inquiry.next([])) if (step.done === true) return step.value;
}

test('the turn lies between neighbours, wherever it is; its interval is where there is doubt', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 799 }), fc.integer({ min: 0, max: 60 }), (root, doubt) => {
      const turns = turnsOf((position) => position - root + 0.5, 800, doubt);
      expect(turns).toHaveLength(1);
      expect(turns[0]).toMatchObject({ sign: -1, before: root - 1, after: root });
      const { sureUntil, sureFrom } = turns[0]!;
      expect(sureUntil).toBe(root - 1 - doubt < 0 ? null : root - 1 - doubt);
      expect(sureFrom).toBe(root + doubt > 800 ? null : root + doubt);
    }),
    { numRuns: 200 },
  );
});

test('no turn, several turns, and a difference of which nothing is sure', () => {
  expect(turnsOf(() => 1)).toEqual([]);
  expect(turnsOf((position) => position - 900)).toEqual([]);
  expect(
    turnsOf((position) => (position - 150) * (position - 650) + 0.5).map(({ sign, after }) => [sign, after]),
  ).toEqual([
    [1, 150 + 1],
    [-1, 650],
  ]);
  expect(turnsOf((position) => position - 400, 800, 1000)).toEqual([]);
});

test('a stretch without any difference is passed over', () => {
  const [turn] = turnsOf((position) => (position < 300 ? -1 : position > 500 ? 1 : 0));
  expect(turn).toMatchObject({ before: 299, after: 300, sureUntil: 299, sureFrom: 501 });
});

test('that there is a turn takes a firm sign; where it lies, and how surely, does not', () => {
  const slope = (position: number) => position - 690;
  expect(turnsOf(slope, 800, 50, 700)).toEqual([]);
  // Firm before the turn only; the interval still ends where the other sign is sure.
  expect(turnsOf(slope, 800, 50, 200)).toEqual([
    { sign: -1, before: 689, after: 690, sureUntil: 639, sureFrom: 741 },
  ]);
  expect(turnsOf((position) => position - 110, 800, 50, 200)).toEqual([
    { sign: -1, before: 109, after: 110, sureUntil: 59, sureFrom: 161 },
  ]);
});
