import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickProvider } from '../../../src/policies/capacity/pick-provider.ts';
import { surplusProvider } from '../../../src/policies/capacity/surplus-provider.ts';

test.each([
  {
    items: [
      [1, 1],
      [0, 1],
    ],
    have: [3, 1],
    from: 0,
  },
  {
    items: [
      [1, 1],
      [0, 1],
    ],
    have: [2, 1],
    from: 1,
  },
  {
    items: [
      [2, 1],
      [0, 3],
    ],
    have: [2, 0],
    from: 0,
  },
  {
    items: [
      [0, 1],
      [0, 3],
    ],
    have: [2, 5],
    from: 0,
  },
  {
    items: [
      [0, 0],
      [0, 3],
    ],
    have: [1, 9],
    from: 0,
  },
])('of $have at base and weight $items item $from', ({ items, have, from }) => {
  const shares = items.map(([base, weight]) => ({ base: base!, weight: weight! }));
  expect(surplusProvider(shares, have, have)).toBe(from);
});

test('none that may not stop is taken from', () => {
  const items = [
    { base: 0, weight: 1 },
    { base: 0, weight: 1 },
  ];
  expect(surplusProvider(items, [9, 1], [0, 1])).toBe(1);
  expect(surplusProvider(items, [9, 1], [0, 0])).toBe(-1);
});

test('what a scale-out would have given a strategy, a scale-in leaves it', () => {
  const item = fc.record({ base: fc.constant(0), weight: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 4 }),
      fc.nat(4),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(40),
      (plain, base, most, stops) => {
        const items = plain.map((share, i) => (i === 0 ? { ...share, base } : share));
        const grown = (count: number) => {
          const have = items.map(() => 0);
          for (let n = 0; n < count; n++) have[pickProvider(items, have)]!++;
          return have;
        };
        const have = grown(most);
        for (let n = 0; n < Math.min(stops, most); n++) have[surplusProvider(items, have, have)]!--;
        expect(have).toEqual(grown(most - Math.min(stops, most)));
      },
    ),
    { numRuns: 300, seed: 61 },
  );
});
