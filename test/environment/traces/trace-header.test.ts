import { expect, test } from 'vitest';
import { readTraceHeader } from '../../../src/environment/traces/trace-header.ts';
import { bytesOf } from './trace-support.ts';

test.each([
  ['a,b\n1,2\n', ['a', 'b']],
  ['\uFEFF"t, s",b\r\n', ['t, s', 'b']],
  ['a', ['a']],
  ['\n\na,b', ['a', 'b']],
])('the names of %j', (text, names) => {
  expect(readTraceHeader(bytesOf(text), 'jobs.csv')).toEqual(names);
});

test.each([
  ['', 'jobs.csv:1: expected a header row, received an empty file.'],
  ['\r\n', 'jobs.csv:1: expected a header row, received an empty file.'],
  ['x'.repeat(64 * 1024), 'jobs.csv:1: expected a header of at most 65536 bytes, received a longer one.'],
  ['"a', 'jobs.csv:1: expected a closing quote before the end of the file, received none.'],
])('no header in %#', (text, sentence) => {
  expect(() => readTraceHeader(bytesOf(text), 'jobs.csv')).toThrow(sentence);
});

test('a head that ends inside a later row is no matter', () => {
  const head = bytesOf(`a,b\n1,"${'x'.repeat(64 * 1024)}`).subarray(0, 64 * 1024);
  expect(readTraceHeader(head, 'jobs.csv')).toEqual(['a', 'b']);
});
