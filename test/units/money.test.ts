import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divideRounded,
  formatDollars,
  formatNanoUsd,
  nanoUsdToNumber,
  parseRate,
} from '../../src/units/money.ts';

describe('parseRate', () => {
  it.each([
    ['0.0404800000', 404_800_000n],
    ['0.04048', 404_800_000n],
    ['0.0000000001', 1n],
    ['1', 10_000_000_000n],
    ['.5', 5_000_000_000n],
    ['12.345', 123_450_000_000n],
    ['-0.5', -5_000_000_000n],
    ['8.9944e-06', 89_944n],
    ['1.2E+2', 1_200_000_000_000n],
    ['0', 0n],
    ['0.00000000005', 1n],
    ['0.00000000004', 0n],
    ['-0.00000000005', -1n],
    [' 1.20 ', 12_000_000_000n],
    ['123456789012345678901234567890', 1_234_567_890_123_456_789_012_345_678_900_000_000_000n],
  ])('reads %s', (text, rate) => {
    expect(parseRate(text)).toBe(rate);
  });

  it.each(['', '.', '1.', '-', 'abc', '$1', '1,5', '1 2', 'NaN', 'Infinity', '0x10', '1e9999', '--1'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseRate(text)).toThrow(RangeError);
    },
  );

  it('is exact for ten decimals', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (rate) => {
        const digits = rate.toString().padStart(11, '0');
        expect(parseRate(`${digits.slice(0, -10)}.${digits.slice(-10)}`)).toBe(rate);
      }),
    );
  });
});

describe('formatNanoUsd', () => {
  it.each([
    [0n, '0'],
    [1n, '0.000000001'],
    [12_300_000n, '0.0123'],
    [-1_500_000_000n, '-1.5'],
    [-1n, '-0.000000001'],
    [1_000_000_000n, '1'],
    [100_000_000_000n, '100'],
    [1_234_567_890_123_456_789_000_000_001n, '1234567890123456789.000000001'],
  ])('writes %s as %s', (amount, text) => {
    expect(formatNanoUsd(amount)).toBe(text);
  });

  it('is read back exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (amount) => {
        const text = formatNanoUsd(amount);
        expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
        expect(parseRate(text)).toBe(amount * 10n);
      }),
    );
  });
});

describe('nanoUsdToNumber', () => {
  it('is the nearest double to the decimal', () => {
    expect(nanoUsdToNumber(300_000_000n)).toBe(0.3);
    expect(nanoUsdToNumber(-12_345_678_901n)).toBe(-12.345678901);
    expect(nanoUsdToNumber(123_456_789_012_345_678_901_234_567n)).toBe(123_456_789_012_345_680);
  });
});

describe('formatDollars', () => {
  it.each([
    [1234.56, '$1,234.56'],
    [1_234_567.891, '$1,234,567.89'],
    [999.999, '$1,000.00'],
    [0, '$0.00'],
    [-0, '$0.00'],
    [0.01, '$0.01'],
    [0.0099, '<$0.01'],
    [1e-9, '<$0.01'],
    [12, '$12.00'],
    [100, '$100.00'],
    [-1234.5, '-$1,234.50'],
    [-0.001, '-<$0.01'],
  ])('writes %d as %s', (amount, text) => {
    expect(formatDollars(amount)).toBe(text);
  });
});

describe('divideRounded', () => {
  it.each([
    [7n, 2n, 4n],
    [-7n, 2n, -4n],
    [7n, -2n, -4n],
    [-7n, -2n, 4n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-2n, 3n, -1n],
    [1n, 2n, 1n],
    [0n, 5n, 0n],
    [5n, 5n, 1n],
    [1n, 1_000n, 0n],
  ])('%s / %s is %s', (numerator, denominator, quotient) => {
    expect(divideRounded(numerator, denominator)).toBe(quotient);
  });

  it('is never further off than a half, and odd', () => {
    const any = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(
        any,
        any.filter((n) => n !== 0n),
        (numerator, denominator) => {
          const quotient = divideRounded(numerator, denominator);
          const twiceError = 2n * (numerator - quotient * denominator);
          const size = (n: bigint) => (n < 0n ? -n : n);
          expect(size(twiceError) <= size(denominator)).toBe(true);
          expect(divideRounded(-numerator, denominator)).toBe(-quotient);
        },
      ),
    );
  });

  it('refuses to divide by zero', () => {
    expect(() => divideRounded(1n, 0n)).toThrow(RangeError);
  });
});
