import { expect, test } from 'vitest';
import { REGIONS } from '../../src/catalog/region-prices.ts';
import { zoneNamesOf, zonesOf } from '../../src/catalog/zones.ts';

test('the zones that a region stands for are among its names', () => {
  for (const region of REGIONS)
    expect(zoneNamesOf(region)).toEqual(expect.arrayContaining([...zonesOf(region)]));
});

test('some regions have more letters than three', () => {
  expect(zoneNamesOf('eu-west-1')).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
  expect(zoneNamesOf('us-east-1').at(-1)).toBe('us-east-1f');
  expect(zoneNamesOf('us-west-2')).toHaveLength(4);
});
