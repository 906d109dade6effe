import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvValue, csvLines, plainDecimal } from '../../src/reporters/csv.ts';
import { textOf } from '../../src/reporters/pieces.ts';
import { readCsv } from '../support/read-csv.ts';

const csvText = (columns: string[], rows: CsvValue[][]) => textOf(csvLines(columns, rows));

test('header, plain decimals, words for true and false, nothing for null', () => {
  expect(
    csvText(
      ['a', 'b', 'c'],
      [
        [1e-9, true, null],
        [1.5e21, false, ''],
        [-0.25, 'x, "y"\n', '0.10'],
      ],
    ),
  ).toBe('a,b,c\n0.000000001,true,\n1500000000000000000000,false,\n-0.25,"x, ""y""\n",0.10\n');
});

test('a file without rows still has its header', () => {
  expect(csvText(['time', 'scope'], [])).toBe('time,scope\n');
});

test('plain decimals are the same number without an exponent', () => {
  expect(
    [0, -0, 1e-7, -1.25e-7, 123456.789, 1e21, 1.7976931348623157e308]
      .map(plainDecimal)
      .map((text) => text.slice(0, 30)),
  ).toEqual([
    '0',
    '0',
    '0.0000001',
    '-0.000000125',
    '123456.789',
    '1000000000000000000000',
    '179769313486231570000000000000',
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(plainDecimal(value)).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(plainDecimal(value))).toBe(value === 0 ? 0 : value);
    }),
    { numRuns: 500, seed: 10 },
  );
});

test('every field reads back, and stands as csv-stringify writes it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string()), { maxLength: 6 }),
      (rows) => {
        const text = csvText(['a', 'b'], rows);
        expect(readCsv(text)).toEqual([['a', 'b'], ...rows]);
        expect(text).toBe(stringify(rows, { header: true, columns: ['a', 'b'] }));
      },
    ),
    { numRuns: 100, seed: 11 },
  );
});
