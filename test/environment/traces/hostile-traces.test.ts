import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TraceSource } from '../../../src/environment/traces/trace-source.ts';
import { bytesOf, outcomeOf, readTasks, traceSpec } from './trace-support.ts';

describe('hostile files', () => {
  const HEADER = 't,duration,vcpu,memory';
  test.each([
    ['an empty file', '', 'jobs.csv:1: expected a header row, received an empty file.'],
    ['a mark alone', '\uFEFF\n\n', 'jobs.csv:1: expected a header row, received an empty file.'],
    [
      'a missing column',
      't,duration,cpus,memory\n0,1,1,1\n',
      'jobs.csv:1: expected a column "vcpu", received "t", "duration", "cpus", "memory".',
    ],
    [
      'a column twice',
      't,duration,vcpu,memory,t\n',
      'jobs.csv:1: expected one column "t", received more than one.',
    ],
    [
      'a short row',
      `${HEADER}\n0,1,1\n`,
      'jobs.csv:2: expected 4 fields as in the header, received 3 fields.',
    ],
    [
      'a text for a number',
      `${HEADER}\n0,abc,1,1\n`,
      'jobs.csv:2: column "duration": expected a time from 0 up, within 8,900 years, received "abc".',
    ],
    [
      'a negative number',
      `${HEADER}\n0,1,-1,1\n`,
      'jobs.csv:2: column "vcpu": expected a number from 0 to 2097151, received "-1".',
    ],
    [
      'an endless number',
      `${HEADER}\n0,1,1,1e999\n`,
      'jobs.csv:2: column "memory": expected a number from 0 to 2097151, received "1e999".',
    ],
    [
      'not a number',
      `${HEADER}\n\n0,1,NaN,1\n`,
      'jobs.csv:3: column "vcpu": expected a number from 0 to 2097151, received "NaN".',
    ],
    [
      'an empty cell',
      `${HEADER}\n0,1,1, \n`,
      'jobs.csv:2: column "memory": expected a number from 0 to 2097151, received " ".',
    ],
    [
      'a line of two MiB',
      `${HEADER}\n${'x'.repeat(2 ** 21)}\n`,
      'jobs.csv:2: expected a row of at most 1048576 bytes, received a longer one.',
    ],
    [
      'an open quote',
      `${HEADER}\n0,1,"1,1\n`,
      'jobs.csv:2: expected a closing quote before the end of the file, received none.',
    ],
  ])('%s', (_, text, sentence) => {
    const source = new TraceSource(traceSpec(), 'jobs.csv', 1);
    expect(() => readTasks(source, bytesOf(text), 1 << 16)).toThrow(sentence);
  });

  test.each([
    ['1000001', 'a whole number from 0 to 1000000'],
    ['2.5', 'a whole number from 0 to 1000000'],
    ['1e300', 'a whole number from 0 to 1000000'],
  ])('a count of %s', (count, expected) => {
    const source = new TraceSource(traceSpec({ columns: { count: 'n' } }), 'jobs.csv', 1);
    const read = () => readTasks(source, bytesOf(`${HEADER},n\n0,1,1,1,${count}\n`), 99);
    expect(read).toThrow(`jobs.csv:2: column "n": expected ${expected}, received "${count}".`);
  });

  test('an id longer than ECS takes a name', () => {
    const source = new TraceSource(traceSpec({ columns: { taskId: 'id' } }), 'jobs.csv', 1);
    const read = () => readTasks(source, bytesOf(`${HEADER},id\n0,1,1,1,${'x'.repeat(256)}\n`), 99);
    expect(read).toThrow(
      /jobs\.csv:2: column "id": expected a text of at most 255 characters, received "x{60}\.\.\."\./,
    );
  });

  test('any bytes at all end in tasks or in a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (scrap, withHeader) => {
        const header = withHeader ? bytesOf(`${HEADER}\n`) : new Uint8Array(0);
        const content = new Uint8Array([...header, ...scrap]);
        expect(
          outcomeOf(() => readTasks(new TraceSource(traceSpec(), 'jobs.csv', 1), content, 17)),
        ).toBeDefined();
      }),
      { numRuns: 300, seed: 22 },
    );
  });
});
