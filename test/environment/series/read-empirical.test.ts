import { expect, test } from 'vitest';
import { readEmpirical } from '../../../src/environment/series/read-empirical.ts';
import { bytesOf } from './series-support.ts';

test('the values of a column, ascending, in milliseconds', () => {
  const text = 'id,seconds\na,10\nb,2.5\nc,0\nd,10\n';
  expect(readEmpirical(bytesOf(text), 'seconds', 1000, 'durations.csv')).toEqual([0, 2500, 10_000, 10_000]);
});

test.each([
  ['seconds\n', 'durations.csv:2: expected at least one row, received none.'],
  ['minutes\n1\n', 'durations.csv:1: expected a column "seconds", received "minutes".'],
  ['seconds\n1\n-1\n', 'durations.csv:3: column "seconds": expected a number from 0 up, received "-1".'],
  ['seconds,x\n1,\n ,\n', 'durations.csv:3: column "seconds": expected a number from 0 up, received " ".'],
  ['seconds\n1e300\n', 'durations.csv:2: column "seconds": expected a number from 0 up'],
])('%j is refused', (text, sentence) => {
  expect(() => readEmpirical(bytesOf(text), 'seconds', 1000, 'durations.csv')).toThrow(sentence);
});
