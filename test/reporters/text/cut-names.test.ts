import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutNames } from '../../../src/reporters/text/cut-names.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';

test('names that fit are left as they are', () => {
  expect(cutNames(['main/web', '', 'main/api'], 8)).toEqual(['main/web', '', 'main/api']);
});

test('long ones keep both ends', () => {
  expect(cutNames(['production/checkout-blue', 'production/checkout-green'], 13)).toEqual([
    'produc…t-blue',
    'produc…-green',
  ]);
});

test('those whose ends are alike lose the beginning that they share', () => {
  const names = ['production/blue-backend-service', 'production/green-backend-service', 'main/web'];
  expect(cutNames(names, 16)).toEqual(['…blue-b…-service', '…green-…-service', 'main/web']);
  expect(cutNames([names[0]!, names[0]!], 16)).toEqual(['product…-service', 'product…-service']);
});

test('no name is wider than asked for, whatever it is written in', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', '日', '😀'), maxLength: 20 });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 6 }), fc.integer({ min: 3, max: 24 }), (names, width) => {
      const cut = cutNames(names, width);
      expect(cut).toHaveLength(names.length);
      for (const [i, text] of cut.entries()) {
        expect(widthOf(text)).toBeLessThanOrEqual(width);
        if (widthOf(names[i]!) <= width) expect(text).toBe(names[i]);
      }
    }),
    { numRuns: 300, seed: 6 },
  );
});
