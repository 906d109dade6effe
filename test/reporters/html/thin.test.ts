import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highestOf, highestOfEach, placeOfHighest, thin } from '../../../src/reporters/html/charts/thin.ts';

const values = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN)), {
  maxLength: 200,
});

test('thinning keeps the lowest and the highest of each column, the ends, the order, and is short', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 12 }), (list, columns) => {
      const columnOf = (place: number) => Math.floor((place * columns) / list.length);
      const kept = thin(list, columnOf);
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect(kept.length).toBeLessThanOrEqual(2 * columns + 2);
      if (list.length > 0) expect([kept[0], kept.at(-1)]).toEqual([0, list.length - 1]);
      for (let column = 0; column < columns; column++) {
        const inColumn = (place: number) => columnOf(place) === column && !Number.isNaN(list[place]!);
        const all = list.filter((_, place) => inColumn(place));
        const left = kept.filter(inColumn).map((place) => list[place]!);
        if (all.length === 0) continue;
        expect(Math.max(...left)).toBe(Math.max(...all));
        expect(Math.min(...left)).toBe(Math.min(...all));
      }
    }),
    { seed: 4 },
  );
});

test('of each stretch the highest, so of all', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 12 }), (list, stretches) => {
      const places = highestOfEach(list, stretches);
      expect(places.length).toBe(Math.min(list.length, Math.max(stretches, 0)));
      expect(highestOf(places.map((place) => list[place]!))).toBe(highestOf(list));
    }),
    { seed: 5 },
  );
  expect(placeOfHighest([Number.NaN, 1, 3, 3])).toBe(2);
  expect(placeOfHighest([])).toBe(-1);
});
