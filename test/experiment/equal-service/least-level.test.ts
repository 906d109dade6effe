import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LevelRange, leastLevel } from '../../../src/experiment/equal-service/least-level.ts';

function find(range: LevelRange, meets: (level: number) => boolean) {
  const search = leastLevel(range);
  const asked: number[] = [];
  for (let step = search.next(); ; ) {
    if (step.done === true) return { ...step.value, asked };
    asked.push(...step.value);
    step = search.next(step.value.map(meets));
  }
}

const range = fc
  .tuple(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 300 }),
    fc.nat(),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([first, more, start, step]) => ({
    first,
    last: first + more,
    start: first + (start % (more + 1)),
    step,
  }));

test('of levels in order the least that meets is found, in few questions, none twice', () => {
  fc.assert(
    fc.property(range, fc.integer({ min: 0, max: 320 }), (levels, least) => {
      const { level, disorder, asked } = find(levels, (each) => each >= least);
      expect(level).toBe(least > levels.last ? null : Math.max(levels.first, least));
      expect(disorder).toEqual([]);
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.every((each) => each >= levels.first && each <= levels.last)).toBe(true);
      const count = levels.last - levels.first + 1;
      expect(asked.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(count + 1)) + 4);
    }),
  );
});

test('whatever the order, what is found meets and the one below does not', () => {
  fc.assert(
    fc.property(range, fc.array(fc.boolean(), { minLength: 400, maxLength: 400 }), (levels, answers) => {
      const { level, asked } = find(levels, (each) => answers[each]!);
      if (level === null) {
        expect(asked.filter((each) => answers[each])).toEqual([]);
        return;
      }
      expect(answers[level]).toBe(true);
      if (level > levels.first) expect(answers[level - 1]).toBe(false);
    }),
  );
});

test('a higher level that does not meet is noticed, and a lower one that does is followed', () => {
  const levels = { first: 1, last: 20, start: 9, step: 1 };
  const { level, disorder } = find(levels, (each) => each >= 10 || each === 8);
  expect({ level, disorder }).toEqual({ level: 8, disorder: [[8, 9]] });
  const higher = find({ ...levels, start: 4 }, (each) => each >= 5 && each !== 6);
  expect(higher).toMatchObject({ level: 5, disorder: [[5, 6]] });
});
