import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanText,
  fitMiddle,
  fitText,
  labelled,
  padText,
  unbroken,
  widthOf,
  wrapText,
} from '../../../src/reporters/text/layout.ts';

test('wide characters take two columns, combining marks none', () => {
  expect(['abc', 'é', 'e\u0301', '日本', '😀', ''].map(widthOf)).toEqual([3, 1, 1, 4, 2, 0]);
});

test('a text that does not fit ends in an ellipsis and never in half a character', () => {
  expect([fitText('abcdef', 6), fitText('abcdef', 5), fitText('日本語', 4), fitText('😀😀', 3)]).toEqual([
    'abcdef',
    'abcd…',
    '日…',
    '😀…',
  ]);
  expect([padText('ab', 4), padText('ab', 4, true), padText('日', 4), padText('abcde', 4)]).toEqual([
    'ab  ',
    '  ab',
    '日  ',
    'abcde',
  ]);
});

test('a name that does not fit keeps both its ends', () => {
  expect([
    fitMiddle('abcdefgh', 8),
    fitMiddle('abcdefgh', 7),
    fitMiddle('abcdefgh', 6),
    fitMiddle('ab cdefgh', 7),
    fitMiddle('日本語学', 6),
    fitMiddle('😀a😀', 4),
    fitMiddle('abc', 1),
  ]).toEqual(['abcdefgh', 'abc…fgh', 'ab…fgh', 'ab…efgh', '日…学', '…a😀', '…']);
});

test('words wrap, long ones are cut, what belongs together stays together', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapText('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
  expect(wrapText(`a b, ${unbroken('c d')}`, 6)).toEqual(['a b,', 'c d']);
  expect(wrapText('', 5)).toEqual(['']);
  expect(labelled('Cost', 'one two three', 6, 13)).toEqual(['Cost  one two', '      three']);
});

test('wrapping loses no letter and no line is too wide', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '日', '😀', 'é'), maxLength: 80 }),
      fc.integer({ min: 2, max: 30 }),
      (text, width) => {
        const lines = wrapText(text, width);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      },
    ),
    { seed: 8, numRuns: 300 },
  );
});

test('what a terminal would obey is replaced', () => {
  expect(cleanText('a\u001b[31m\n\tb\u009b\u2028\u202e日')).toBe(
    'a\ufffd[31m\ufffd\ufffdb\ufffd\ufffd\ufffd日',
  );
});
