import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonVisitor, JsonWalker, type Wish } from '../../../src/catalog/price-list/json-walker.ts';

type Note = readonly [path: string, value: unknown];

/** Notes what it has been told; goes into so many levels, takes what lies below but for keys that begin with `-`. */
class Notes implements JsonVisitor {
  readonly taken_: Note[] = [];
  readonly skipped_: string[] = [];
  documents = 0;
  private readonly levels: number;

  constructor(levels: number) {
    this.levels = levels;
  }

  wish(path: readonly string[]): Wish {
    if (path.at(-1)?.startsWith('-')) return 'skip';
    return path.length < this.levels ? 'enter' : 'take';
  }

  taken(path: readonly string[], value: unknown): void {
    this.taken_.push([path.join('/'), value]);
  }

  skipped(path: readonly string[]): void {
    this.skipped_.push(path.join('/'));
  }

  documentEnded(): void {
    this.documents++;
  }
}

function walk(text: string | Uint8Array, levels: number, sizes: readonly number[] = []): Notes {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const notes = new Notes(levels);
  const walker = new JsonWalker(notes);
  let at = 0;
  for (const size of sizes) {
    walker.push(bytes.slice(at, at + size));
    at += size;
  }
  walker.push(bytes.slice(at));
  walker.end();
  return notes;
}

const complaint = (text: string | Uint8Array, levels = 1) => {
  try {
    walk(text, levels);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const key = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((name) => name !== '__proto__');
const documents = fc.array(fc.dictionary(key, fc.jsonValue({ maxDepth: 3 })), { maxLength: 3 });
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });

test('takes what JSON.parse reads, wherever the chunks end and however it is laid out', () => {
  fc.assert(
    fc.property(documents, sizes, fc.constantFrom('', '  ', '\t'), (values, cuts, indent) => {
      const text = values.map((value) => JSON.stringify(value, null, indent)).join('\n');
      const { taken_, skipped_, documents: count } = walk(text, 1, cuts);
      const whole = values.map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);
      const entries = whole.flatMap((value) => Object.entries(value));
      expect(count).toBe(values.length);
      expect(taken_).toEqual(entries.filter(([name]) => !name.startsWith('-')));
      expect(skipped_).toEqual(entries.filter(([name]) => name.startsWith('-')).map(([name]) => name));
    }),
  );
});

test('what is nested and what is listed has its path', () => {
  const text = '{"a": {"b": [1, 2], "-c": {"x": "}]"}}, "list": [{"d": null}, {}], "none": [], "empty": {}}';
  const { taken_, skipped_ } = walk(text, 2);
  expect(taken_).toEqual([
    ['a/b', [1, 2]],
    ['list/*', { d: null }],
    ['list/*', {}],
  ]);
  expect(skipped_).toEqual(['a/-c']);
});

test('strings may hold brackets, quotes and anything else; a mark of the byte order is passed over', () => {
  const strange = { a: '{[",\\"]}', 'q"u': 'ü€𝄞\u2028', c: '\\' };
  expect(walk(`\ufeff${JSON.stringify(strange)}`, 1).taken_).toEqual(Object.entries(strange));
});

describe('what is no JSON is said with its place', () => {
  test.each([
    ['{"a" 1}', 'byte 5 (in a): expected a colon, received `1`.'],
    ['{"a": 1 "b": 2}', 'byte 8 (in a): expected a comma or the end of what it stands in, received `"`.'],
    ['{a: 1}', 'byte 1: expected a key, received `a`.'],
    ['{"a": }', 'byte 6 (in a): expected a value, received `}`.'],
    ['{"a": tru}', 'byte 6 (in a): expected JSON, received text that is none.'],
    ['{"a": {"b": 1', 'byte 13 (in a): expected the rest of the document, received the end of the file.'],
    ['<html>', 'byte 0: expected an object or a list, received `<`.'],
  ])('%s', (text, expected) => {
    expect(complaint(text)).toBe(expected);
  });

  test('bytes that are no UTF-8', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('{"a": "'), 0xff, 0x22, 0x7d]);
    expect(complaint(bytes)).toMatch(/expected JSON, received bytes that are no UTF-8/);
  });

  test('a value that is too long to be one of a price list', () => {
    const walker = new JsonWalker(new Notes(1));
    walker.push(new TextEncoder().encode('{"a": "'));
    const chunk = new Uint8Array(1 << 20).fill(0x61);
    expect(() => {
      for (let i = 0; i < 20; i++) walker.push(chunk);
    }).toThrow(/expected a value of at most 16 MiB, received a longer one/);
  });
});
