import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvScanner } from '../../../src/environment/traces/csv-scanner.ts';
import { bytesOf } from './trace-support.ts';

describe('numbers', () => {
  const numberOf = (text: string) => {
    const scanner = new CsvScanner('file.csv');
    scanner.push(bytesOf(`a\n"${text}"\n`));
    scanner.next();
    scanner.next();
    return scanner.numberAt(0);
  };

  test('are what Number() makes of a decimal', () => {
    const decimal = fc
      .tuple(
        fc.constantFrom('', '-', '+'),
        fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 19 }),
        fc.constantFrom('', '.'),
        fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 19 }),
        fc.constantFrom('', 'e3', 'E-7', 'e+21'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(decimal, fc.double().map(String), fc.integer().map(String)), (text) => {
        const isDecimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
        expect(numberOf(text)).toBe(isDecimal ? Number(text) : NaN);
      }),
      { numRuns: 3000, seed: 14 },
    );
  });

  test.each([
    ['007', 7],
    [' 7 ', 7],
    ['1e999', Infinity],
    ['0.1', 0.1],
    ['-0', -0],
    ['', NaN],
    ['-', NaN],
    ['.', NaN],
    ['NaN', NaN],
    ['Infinity', NaN],
    ['0x10', NaN],
    ['1_000', NaN],
    ['1 000', NaN],
    ['1,5', NaN],
    ['1.2.3', NaN],
    ['٣', NaN],
  ])('%j', (text, expected) => {
    expect(numberOf(text)).toBe(expected);
  });
});
