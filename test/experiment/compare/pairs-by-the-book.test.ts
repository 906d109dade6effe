import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareAlternatives } from '../../../src/experiment/compare/compare-alternatives.ts';
import { blockSpread } from '../../../src/experiment/compare/statistics/block-bootstrap.ts';
import { varianceOfEveryDraw } from '../../oracles/every-block.ts';
import { pairedInterval } from '../../oracles/paired-intervals.ts';
import { alternative, answer, comparedOutcome } from '../../support/comparison.ts';

const cost = fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100);
/** Costs by alternative and replication; `null`: the run fails, as no alternative's first one does. */
const costs = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 9 }))
  .chain(([alternatives, replications]) =>
    fc.array(
      fc
        .tuple(
          cost,
          fc.array(fc.option(cost, { freq: 8 }), {
            minLength: replications - 1,
            maxLength: replications - 1,
          }),
        )
        .map(([first, rest]) => [first, ...rest]),
      { minLength: alternatives, maxLength: alternatives },
    ),
  );

test('differences of costs are those of the book, whichever runs fail and however few there are', () => {
  fc.assert(
    fc.property(costs, fc.constantFrom(0.8, 0.9, 0.95, 0.99), (table, confidence) => {
      const replications = table[0]!.length;
      const { pairs } = answer(
        compareAlternatives(
          table.map((_, i) => alternative(`${i}`, i)),
          { scenario: { name: '', digest: '' }, seed: '0', replications, precision: null, confidence },
        ),
        ({ scenario, seed }) => {
          const usd = table[scenario]![Number(seed)];
          if (usd == null) throw new Error('out of luck');
          return comparedOutcome({ cost: usd, digest: seed });
        },
      );
      const ofCost = pairs.filter(({ metric }) => metric === 'cost');
      expect(ofCost).toHaveLength((table.length * (table.length - 1)) / 2);
      for (const { a, b, difference, low, high, probabilityLower } of ofCost) {
        const book = pairedInterval(table[Number(a)]!, table[Number(b)]!, confidence, ofCost.length);
        if (book === null) expect([low, high, probabilityLower]).toEqual([null, null, null]);
        else {
          const digits = 6;
          const width = book.high - book.low;
          expect(difference).toBeCloseTo(book.mean, digits);
          expect((low! - book.low) / width).toBeCloseTo(0, digits);
          expect((high! - book.high) / width).toBeCloseTo(0, digits);
          expect(probabilityLower).toBeCloseTo(book.below, digits);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('the spread of days in blocks is that of every draw, with one block less than there are', () => {
  const shapes = fc.constantFrom([8, 4], [8, 2], [9, 3], [12, 4], [12, 6]);
  fc.assert(
    fc.property(
      shapes.chain(([count = 0, block = 0]) =>
        fc.tuple(fc.constant(block), fc.array(cost, { minLength: count, maxLength: count })),
      ),
      ([block, days]) => {
        fc.pre(new Set(days).size > 1);
        const blocks = days.length / block;
        const every = varianceOfEveryDraw(days, block, blocks);
        const { standardError } = blockSpread(days, block).error!;
        expect(standardError ** 2 / ((every * blocks) / (blocks - 1))).toBeCloseTo(1, 4);
      },
    ),
    { numRuns: 25 },
  );
});
