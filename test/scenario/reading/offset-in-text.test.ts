import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from '../../../src/scenario/reading/document.ts';
import { offsetInText } from '../../../src/scenario/reading/offset-in-text.ts';

test.each([
  ['plain text', 'plain text', 6, 6],
  ["'it''s'", "it's", 3, 5],
  ['"a\\tb"', 'a\tb', 2, 4],
  ['"a\\u0041b"', 'aAb', 2, 8],
  ['"\\x41b"', 'Ab', 1, 5],
  ['"\\U0001F600b"', '😀b', 2, 11],
  ['"ab"', 'ab', 2, 3],
  ['|\n  a b\n', 'a b\n', 2, 0],
  ['"a\n  b"', 'a b', 2, 0],
])('in %s the character of %s', (written, text, character, offset) => {
  expect(offsetInText(written, text, character)).toBe(offset);
});

test('a character of a text in JSON is found where it is written', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.nat(), (text, n) => {
      const characters = Array.from(text);
      const before = characters.slice(0, n % characters.length).join('');
      const document = readDocument(JSON.stringify({ a: ['x', text] })).document!;
      const column = '{"a":["x","'.length + JSON.stringify(before).length - 1;
      expect(document.locate(['a', 1], 'value', before.length)).toEqual({ line: 1, column });
    }),
    { seed: 4, numRuns: 300 },
  );
});

test('in YAML also behind an alias and in several lines, as near as can be told', () => {
  const text = `a: &text attribute:a = b\nb: *text\nc: >-\n  attribute:a\n  = b\nd: 'it''s = b' # so\n`;
  const { locate } = readDocument(text).document!;
  expect(locate(['a'], 'value', 12)).toEqual({ line: 1, column: 22 });
  expect(locate(['b'], 'value', 12)).toEqual({ line: 2, column: 4 });
  expect(locate(['c'], 'value', 12)).toEqual({ line: 3, column: 4 });
  expect(locate(['d'], 'value', 5)).toEqual({ line: 6, column: 11 });
  expect(locate(['d'], 'key', 5)).toEqual({ line: 6, column: 1 });
});
