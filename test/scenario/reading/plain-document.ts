import fc from 'fast-check';
import type { Path, Position } from '../../../src/scenario/reading/problem.ts';

/** Plain values as a scenario may hold them: odd keys, odd texts, empty lists and mappings. */
export const plainValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'document' },
    fc.oneof(text(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'document' }),
    tie('mapping'),
  ),
  mapping: fc
    .array(fc.tuple(key(), tie('value')), { maxLength: 4, depthIdentifier: 'document' })
    .map((entries) => Object.fromEntries(entries)),
})).value;

/** Documents: a mapping at the top. */
export const plainDocument: fc.Arbitrary<unknown> = fc
  .array(fc.tuple(key(), plainValue), { minLength: 1, maxLength: 5 })
  .map((entries) => Object.fromEntries(entries));

function key(): fc.Arbitrary<string> {
  const plain = fc.string({ unit: fc.constantFrom(...'abcXYZ_'), minLength: 1, maxLength: 8 });
  return fc.oneof(plain, text()).filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
}

/** Texts that readers stumble over, and others. */
function text(): fc.Arbitrary<string> {
  const special = fc.constantFrom(
    '',
    'null',
    '~',
    '0x1F',
    '1e3',
    'yes',
    '- a',
    'a: b',
    '#',
    '<<',
    '[0]',
    'a.b',
    '\\',
    '"',
    '\n',
    '\u2028',
    '😀',
    '*a',
    '2026-03-02',
  );
  return fc.oneof(special, fc.string({ maxLength: 8 }));
}

/** Every path of a value but the empty one. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([step, inner]) => [[...path, step], ...pathsOf(inner, [...path, step])]);
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}

export type Form = 'json' | 'brackets' | 'lines';

/** A text, and where in it each path's key and value begin. */
export interface Written {
  readonly text: string;
  readonly places: ReadonlyMap<string, { readonly key: Position; readonly value: Position }>;
}

/** Writes a value down; `spaces` says what white space stands between its parts. */
export function write(value: unknown, form: Form, spaces: readonly string[]): Written {
  const writer = new Writer(spaces);
  if (form === 'brackets') writer.add('# not JSON\n');
  if (form === 'lines' && isFull(value)) writer.lines(value, [], 0);
  else writer.brackets(value, []);
  return writer;
}

class Writer implements Written {
  text = '';
  readonly places = new Map<string, { key: Position; value: Position }>();
  private readonly spaces: readonly string[];
  private used = 0;

  constructor(spaces: readonly string[]) {
    this.spaces = spaces;
  }

  add(text: string): void {
    this.text += text;
  }

  brackets(value: unknown, path: Path): void {
    if (!isFull(value)) {
      this.add(JSON.stringify(value));
      return;
    }
    const isList = Array.isArray(value);
    this.add(isList ? '[' : '{');
    for (const [i, [step, inner]] of entriesOf(value).entries()) {
      this.add(i === 0 ? this.space() : `${this.space()},${this.space()}`);
      const key = this.position();
      if (!isList) this.add(`${JSON.stringify(step)}:${this.space()}`);
      this.keep([...path, step], key);
      this.brackets(inner, [...path, step]);
    }
    this.add(this.space() + (isList ? ']' : '}'));
  }

  lines(value: object, path: Path, indent: number): void {
    for (const [step, inner] of entriesOf(value)) {
      this.add(' '.repeat(indent));
      const key = this.position();
      this.add(typeof step === 'number' ? '-' : `${JSON.stringify(step)}:`);
      if (isFull(inner)) {
        this.add(`\n`);
        // A list or mapping in lines begins with its first item or key.
        const { line, column } = this.position();
        const start = { line, column: column + indent + 2 };
        this.places.set(JSON.stringify([...path, step]), {
          key: typeof step === 'number' ? start : key,
          value: start,
        });
        this.lines(inner, [...path, step], indent + 2);
      } else {
        this.add(' ');
        this.keep([...path, step], key);
        this.add(`${JSON.stringify(inner)}\n`);
      }
    }
  }

  /** The value begins here; an item of a list has no key. */
  private keep(path: Path, key: Position): void {
    const value = this.position();
    this.places.set(JSON.stringify(path), { key: typeof path.at(-1) === 'number' ? value : key, value });
  }

  private position(): Position {
    const lines = this.text.split('\n');
    return { line: lines.length, column: lines.at(-1)!.length + 1 };
  }

  private space(): string {
    return this.spaces.length === 0 ? ' ' : this.spaces[this.used++ % this.spaces.length]!;
  }
}

function isFull(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function entriesOf(value: object): (readonly [string | number, unknown])[] {
  return Array.isArray(value) ? [...value.entries()] : Object.entries(value);
}
