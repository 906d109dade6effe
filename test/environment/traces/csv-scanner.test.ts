import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputFileError } from '../../../src/environment/input-file-error.ts';
import { CsvScanner, ROW_LIMIT_BYTES } from '../../../src/environment/traces/csv-scanner.ts';
import { type NaiveRow, readNaively } from './naive-csv.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Cuts at the given shares of the length, in any order. */
function cut(content: Uint8Array, shares: readonly number[]): Uint8Array[] {
  const places = shares.map((share) => Math.floor(share * content.length)).sort((a, b) => a - b);
  return [...places, content.length].map((end, i) => content.subarray(places[i - 1] ?? 0, end));
}

interface Read {
  rows: NaiveRow[];
  badLine: number | null;
}

/** Reads chunk by chunk; `restart` puts the state into a new scanner before every row. */
function readAll(chunks: readonly Uint8Array[], restart = false): Read {
  let scanner = new CsvScanner('file.csv');
  const rows: NaiveRow[] = [];
  const left = [...chunks];
  try {
    for (;;) {
      if (restart) {
        const fresh = new CsvScanner('file.csv');
        fresh.restore(structuredClone(scanner.snapshot()));
        scanner = fresh;
      }
      const found = scanner.next();
      if (found === 'end') return { rows, badLine: null };
      if (found === 'row') {
        expect(scanner.rowNumber).toBe(rows.length);
        const cells = Array.from({ length: scanner.columnCount }, (_, column) => scanner.textAt(column));
        rows.push({ line: scanner.line, cells });
      } else if (left.length > 0) {
        // The caller may use its memory again.
        const chunk = left.shift()!.slice();
        scanner.push(chunk);
        chunk.fill(0x22);
      } else {
        scanner.end();
      }
    }
  } catch (error) {
    if (!(error instanceof InputFileError)) throw error;
    return { rows, badLine: error.problem.line };
  }
}

const cellText = fc.string({
  unit: fc.constantFrom('a', '7', '.', '-', ' ', ',', '"', '\n', '\r', 'é', '😀'),
  maxLength: 6,
});

/** A well-formed file, written in one of the many ways that mean the same. */
const file = fc
  .record({
    columns: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 0, max: 8 }),
    cells: fc.array(cellText, { minLength: 45, maxLength: 45 }),
    quoted: fc.array(fc.boolean(), { minLength: 45, maxLength: 45 }),
    lineEnds: fc.array(fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\n\r\n'), { minLength: 9, maxLength: 9 }),
    mark: fc.boolean(),
    before: fc.constantFrom('', '\n', '\r\n'),
    lastLineEnd: fc.boolean(),
  })
  .map(({ columns, rows, cells, quoted, lineEnds, mark, before, lastLineEnd }) => {
    let text = (mark ? '\uFEFF' : '') + before;
    for (let row = 0; row <= rows; row++) {
      const written = Array.from({ length: columns }, (_, column) => {
        const cell = cells[row * 5 + column]!;
        const mustQuote = /[",\n\r]/.test(cell) || (columns === 1 && cell === '');
        return mustQuote || quoted[row * 5 + column] ? `"${cell.replaceAll('"', '""')}"` : cell;
      });
      text += written.join(',') + (row < rows || lastLineEnd ? lineEnds[row]! : '');
    }
    return bytesOf(text);
  });

/** Anything made of the bytes that matter: nearly always broken somewhere. */
const scrap = fc
  .string({ unit: fc.constantFrom('a', '"', '""', ',', '\n', '\r', '\r\n', '1', 'é'), maxLength: 40 })
  .map(bytesOf);

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe('a scanner and a reader that goes character by character', () => {
  test('agree on well-formed files, however they are cut and wherever they are stopped', () => {
    fc.assert(
      fc.property(file, shares, fc.boolean(), (content, places, restart) => {
        const expected = readNaively(content);
        expect(expected.badLine).toBeNull();
        expect(readAll(cut(content, places), restart)).toEqual(expected);
      }),
      { numRuns: 600, seed: 11 },
    );
  });

  test('agree on scrap, also on the line that is refused', () => {
    let refused = 0;
    let read = 0;
    fc.assert(
      fc.property(scrap, shares, fc.boolean(), (content, places, restart) => {
        const expected = readNaively(content);
        if (expected.badLine === null) read++;
        else refused++;
        expect(readAll(cut(content, places), restart)).toEqual(expected);
      }),
      { numRuns: 2000, seed: 12 },
    );
    expect(Math.min(refused, read)).toBeGreaterThan(200);
  });

  test('agree byte by byte', () => {
    fc.assert(
      fc.property(file, (content) => {
        const chunks = Array.from(content, (byte) => new Uint8Array([byte]));
        expect(readAll(chunks)).toEqual(readNaively(content));
      }),
      { numRuns: 100, seed: 13 },
    );
  });
});

describe('specimens', () => {
  const rowsOf = (text: string) => readAll([bytesOf(text)]).rows.map((row) => row.cells);

  test.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\uFEFFa,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['\n\na\n\n\r\n1\n\n', [['a'], ['1']]],
    [
      'a,b\n,\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    ['a\n""\n', [['a'], ['']]],
    [
      '"a,b","c""d"\n"x\r\ny",z\n',
      [
        ['a,b', 'c"d'],
        ['x\r\ny', 'z'],
      ],
    ],
    [
      'a"b,c\n1"",2\n',
      [
        ['a"b', 'c'],
        ['1""', '2'],
      ],
    ],
    ['a\rb\n', [['a\rb']]],
    ['a\r', [['a']]],
    ['', []],
    ['\uFEFF', []],
  ])('%j', (text, expected) => {
    expect(rowsOf(text)).toEqual(expected);
  });

  test('lines count what stands inside quotes and between rows', () => {
    const { rows } = readAll([bytesOf('a,b\n\n"1\n2\n3",x\n\ny,z')]);
    expect(rows.map((row) => row.line)).toEqual([1, 3, 7]);
  });

  test.each([
    ['a,b\n1\n', 2, 'expected 2 fields as in the header, received 1 field.'],
    ['a,b\n1,2\n1,2,3\n', 3, 'expected 2 fields as in the header, received 3 fields.'],
    [
      'a,b\n"1"2,3\n',
      2,
      'expected a comma or the end of the line behind a closing quote, received more text.',
    ],
    ['a,b\n1,2\n"1,2\n', 3, 'expected a closing quote before the end of the file, received none.'],
  ])('%j is refused', (text, line, sentence) => {
    const scanner = new CsvScanner('jobs.csv');
    scanner.push(bytesOf(text));
    scanner.end();
    const drain = () => {
      while (scanner.next() !== 'end');
    };
    expect(drain).toThrow(`jobs.csv:${line}: ${sentence}`);
  });

  test('a header of a thousand columns', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `c${i}`);
    expect(rowsOf(`${names.join(',')}\n${names.join(',')}\n`)).toEqual([names, names]);
  });
});

describe('the row limit', () => {
  const row = (bytes: number) => new Uint8Array(bytes).fill(0x61);
  const readIn = (content: Uint8Array, chunk: number, tail: string) => {
    const whole = new Uint8Array(content.length + tail.length);
    whole.set(content);
    whole.set(bytesOf(tail), content.length);
    return readAll(
      cut(
        whole,
        Array.from({ length: Math.ceil(whole.length / chunk) }, (_, i) => (i * chunk) / whole.length),
      ),
    );
  };

  test.each([1 << 16, 1 << 22])('in chunks of %i bytes', (chunk) => {
    expect(readIn(row(ROW_LIMIT_BYTES - 1), chunk, '\n').rows[0]!.cells[0]!.length).toBe(ROW_LIMIT_BYTES - 1);
    expect(readIn(row(ROW_LIMIT_BYTES), chunk, '\n')).toEqual({ rows: [], badLine: 1 });
    expect(readIn(row(2 * ROW_LIMIT_BYTES), chunk, '')).toEqual({ rows: [], badLine: 1 });
    expect(readIn(bytesOf('a\n"'), chunk, 'b\n'.repeat(ROW_LIMIT_BYTES))).toEqual({
      rows: [{ line: 1, cells: ['a'] }],
      badLine: 2,
    });
  });
});

test('a row without an end is refused before the file is over', () => {
  const scanner = new CsvScanner('jobs.csv');
  const chunk = new Uint8Array(1 << 18).fill(0x61);
  const pushAll = () => {
    for (let i = 0; i < 5; i++) {
      scanner.push(chunk);
      expect(scanner.next()).toBe('more');
    }
  };
  expect(pushAll).toThrow('jobs.csv:1: expected a row of at most 1048576 bytes, received a longer one.');
});

test('numbers collected on the way are those that numberAt knows; only plain ones are, and all of them', () => {
  const cell = fc.oneof(
    fc.nat().map(String),
    fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value.toFixed(3)),
    fc.constantFrom(
      '',
      '.',
      '.5',
      '5.',
      '007',
      '-1',
      '1e3',
      ' 7',
      '7 ',
      '5+',
      '5.5.5',
      '1\r2',
      '9999999999999999',
      '"12"',
      '0.0000000000000001',
    ),
  );
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(table, shares, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, places, lineEnd, last) => {
      const lines = ['a,b,c', ...rows.map((row) => row.join(','))].join(lineEnd);
      const content = bytesOf(last ? lines + lineEnd : lines);
      const scanner = new CsvScanner('file.csv');
      const numbers = new Float64Array(3);
      let row = 0;
      const drain = () => {
        while (scanner.next() === 'row') {
          if (scanner.rowNumber === 0) scanner.collectNumbers([2, 0, 2], numbers);
          else expectRow(scanner, rows[row++]!, numbers);
        }
      };
      for (const chunk of cut(content, places)) {
        scanner.push(chunk);
        drain();
      }
      scanner.end();
      drain();
      expect(row).toBe(rows.length);
    }),
    { numRuns: 400, seed: 16 },
  );

  function expectRow(scanner: CsvScanner, [a, , c]: readonly string[], numbers: Float64Array) {
    expect(numbers[1]).toBe(isPlain(a!) ? scanner.numberAt(0) : NaN);
    expect(numbers.filter((value) => !Number.isNaN(value)).length).toBe([a!, c!].filter(isPlain).length);
    if (isPlain(c!)) expect([...numbers]).toContain(scanner.numberAt(2));
  }

  function isPlain(text: string): boolean {
    return /^(\d+\.?\d*|\.\d+)$/.test(text) && text.replace('.', '').length <= 15;
  }
});

test('equalsAt and hashAt see the text, not its quotes', () => {
  fc.assert(
    fc.property(cellText, cellText, (left, right) => {
      const scanner = new CsvScanner('file.csv');
      scanner.push(bytesOf(`a,b\n"${left.replaceAll('"', '""')}","${right.replaceAll('"', '""')}"\n`));
      scanner.next();
      scanner.next();
      expect(scanner.equalsAt(0, bytesOf(left))).toBe(true);
      expect(scanner.equalsAt(0, bytesOf(right))).toBe(left === right);
      expect(scanner.equalsAt(0, bytesOf(`${left}x`))).toBe(false);
      if (left === right) expect(scanner.hashAt(0)).toBe(scanner.hashAt(1));
    }),
    { numRuns: 500, seed: 15 },
  );
});

test('no bytes are taken behind the end', () => {
  const scanner = new CsvScanner('file.csv');
  scanner.end();
  expect(() => scanner.push(bytesOf('a'))).toThrow('behind the end');
  expect(scanner.next()).toBe('end');
});
