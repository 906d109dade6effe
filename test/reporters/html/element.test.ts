import fc from 'fast-check';
import { expect, test } from 'vitest';
import { constant, element, fragment, plain } from '../../../src/reporters/html/element.ts';
import { findAll, parseHtml, textOf } from '../../support/html-tree.ts';

const HOSTILE = [
  '</style><script>alert(1)</script>',
  '" onload="x',
  "'><b>",
  '&lt;',
  '<!--',
  ']]>',
  '\u2028',
  'a\u202eb',
];
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE), fc.string());

test('whatever a text or an attribute holds, an element has that text and nothing else in it', () => {
  fc.assert(
    fc.property(text, text, (inside, attribute) => {
      const { html } = element('p', { title: attribute }, inside, [null, element('b', {}, inside)]);
      const [found] = findAll(parseHtml(html), ({ name }) => name === 'p');
      expect(Object.keys(found!.attributes)).toEqual(['title']);
      expect(found!.children.filter((child) => typeof child !== 'string')).toHaveLength(1);
      // Control characters and marks that turn the direction are shown as something that does nothing.
      if (/^[ -~]*$/.test(inside + attribute)) {
        expect(textOf(found!)).toBe(inside + inside);
        expect(found!.attributes['title']).toBe(attribute);
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('attributes: true has no value, false and nothing are left out, zero is there', () => {
  const { html } = element('input', { hidden: true, checked: false, id: null, name: undefined, value: 0 });
  expect(html).toBe('<input hidden value="0">');
  expect(fragment(element('br', {}), 'a & b').html).toBe('<br>a &amp; b');
});

test('constants with markup in them are refused', () => {
  expect(() => constant('style', 'a</style>')).toThrow('without markup');
  expect(constant('script', 'let a = 1 < 2').html).toBe('<script>let a = 1 < 2</script>');
});

test('a text from outside is one line', () => {
  expect(plain(' two\n  lines\tand\u0000\u202e ')).toBe('two lines and\u{fffd}\u{fffd}');
});
