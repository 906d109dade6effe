import { expect, test } from 'vitest';
import { normalisationQuarters } from '../../../src/billing/commitments/normalisation.ts';

test.each([
  ['t3.nano', 0.25],
  ['t3.micro', 0.5],
  ['t3.small', 1],
  ['m5.large', 4],
  ['m5.xlarge', 8],
  ['c5.9xlarge', 72],
  ['m5.24xlarge', 192],
  ['u-6tb1.112xlarge', 896],
  // Bare metal counts as the virtual size that is equal to it.
  ['m5.metal', 192],
  ['i3.metal', 128],
  ['c7i.metal-24xl', 192],
])('%s counts %d', (type, factor) => {
  expect(normalisationQuarters(type)! / 4).toBe(factor);
});

test('of bare metal that is not in the table, and of no type, nothing is known', () => {
  expect(normalisationQuarters('x9.metal')).toBeNull();
  expect(normalisationQuarters('m5')).toBeNull();
  expect(normalisationQuarters('m5.toString')).toBeNull();
});
