import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import { layTable, type TableStyle } from '../../../src/reporters/text/table.ts';

const ROWS = [
  ['Name', 'Count', 'Share'],
  ['a', '1,234,567', '5 %'],
  ['production/web', '7', '100 %'],
];
const STYLE: TableStyle = {
  alignRight: [false, true, true],
  yields: [
    [0, 8],
    [2, 0],
    [0, 4],
    [1, 3],
  ],
};
const linesOf = (width: number, style: Partial<TableStyle> = {}) =>
  layTable(ROWS, { ...STYLE, ...style }, width);

test('a table that fits is as wide as it needs to be', () => {
  expect(linesOf(80)).toEqual([
    'Name                Count  Share',
    'a               1,234,567    5 %',
    'production/web          7  100 %',
  ]);
});

test('columns give way in turn', () => {
  expect(linesOf(28)).toEqual([
    'Name            Count  Share',
    'a           1,234,567    5 %',
    'productio…          7  100 %',
  ]);
});

test('names are cut in their middle, but not the header', () => {
  expect(linesOf(28, { names: 0 })).toEqual([
    'Name            Count  Share',
    'a           1,234,567    5 %',
    'prod…n/web          7  100 %',
  ]);
  const style = { alignRight: [false], yields: [[0, 4]] as const, names: 0 };
  expect(layTable([['Name of a service'], ['production/web']], style, 9)).toEqual(
    ['Name of…', 'prod…/web'].map((line) => line.padEnd(9)),
  );
});

test('a column is left out whole, and what gave way before it takes its room', () => {
  expect(linesOf(25)).toEqual([
    'Name                Count',
    'a               1,234,567',
    'production/web          7',
  ]);
  expect(linesOf(15)).toEqual([
    'Name      Count', //
    'a     1,234,567',
    'pro…          7',
  ]);
});

test('no line is wider than asked for if columns may give way enough, and each line has the same columns', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '日', '9', ' ', ',', '…'), maxLength: 20 });
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 12, max: 80 }),
      fc.constantFrom(0, 2, undefined),
      (cells, width, end) => {
        const style = end === undefined ? STYLE : { ...STYLE, names: end };
        const lines = layTable(cells, style, width);
        const natural = [0, 1, 2].map((i) => Math.max(...cells.map((row) => widthOf(row[i]!))));
        const whole = natural.reduce((sum, column) => sum + column + 2, -2);
        for (const line of lines) {
          expect(widthOf(line)).toBeLessThanOrEqual(width);
          expect(widthOf(line)).toBe(widthOf(lines[0]!));
          if (whole <= width) expect(widthOf(line)).toBe(whole);
        }
      },
    ),
    { numRuns: 300, seed: 6 },
  );
});
