import { expect, test } from 'vitest';
import { worstOf } from '../../../src/reporters/text/worst-of.ts';

test('those with the greatest figures, in the order of the list', () => {
  const list = [3, 9, 1, 7, 9, 2];
  const itself = (one: number) => one;
  expect(worstOf(list, 3, itself)).toEqual([9, 7, 9]);
  expect(worstOf(list, 6, itself)).toEqual(list);
  expect(worstOf(list, 0, itself)).toEqual([]);
});

test('of equals the first', () => {
  const list = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
  expect(worstOf(list, 2, () => 0).map(({ name }) => name)).toEqual(['a', 'b']);
});
