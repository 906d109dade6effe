import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from '../../../src/scenario/reading/document.ts';
import { describeProblem, formatPath } from '../../../src/scenario/reading/problem.ts';
import { applySettings } from '../../../src/scenario/reading/settings.ts';
import { unwrap } from '../../../src/scenario/reading/unwrap.ts';
import { type Form, pathsOf, plainDocument, plainValue, valueAt, write } from './plain-document.ts';

const FORMS: readonly Form[] = ['json', 'brackets', 'lines'];
const spaces = fc.array(fc.constantFrom(' ', '  ', '\n ', ' \n  '), { minLength: 1, maxLength: 7 });
const form = fc.constantFrom(...FORMS);

test('what is written is read, as JSON, in brackets and in lines', () => {
  fc.assert(
    fc.property(plainDocument, form, spaces, (value, how, between) => {
      const { document, problems } = readDocument(write(value, how, between).text);
      expect(problems).toEqual([]);
      expect(document!.value).toEqual(value);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('every key and value is found where it was written', () => {
  fc.assert(
    fc.property(plainDocument, form, spaces, (value, how, between) => {
      const { text, places } = write(value, how, between);
      const { document } = readDocument(text);
      for (const path of pathsOf(value)) {
        const place = places.get(JSON.stringify(path))!;
        expect([path, document!.locate(path, 'key'), document!.locate(path, 'value')]).toEqual([
          path,
          place.key,
          place.value,
        ]);
      }
    }),
    { seed: 2, numRuns: 100 },
  );
});

test('what is not there is found at the nearest that is', () => {
  fc.assert(
    fc.property(plainDocument, form, spaces, fc.nat(), fc.boolean(), (value, how, between, pick, asKey) => {
      const { text, places } = write(value, how, between);
      const paths = pathsOf(value);
      const path = paths[pick % paths.length]!;
      const missing = [...path, 'no such key at all', 3, 'x'];
      const found = readDocument(text).document!.locate(missing, asKey ? 'key' : 'value');
      expect(found).toEqual(places.get(JSON.stringify(path))!.value);
    }),
    { seed: 3, numRuns: 60 },
  );
});

test('a setting changes what its path names and nothing else', () => {
  fc.assert(
    fc.property(plainDocument, fc.nat(), plainValue, (value, pick, to) => {
      const paths = pathsOf(value);
      const path = paths[pick % paths.length]!;
      const setting = `${formatPath(path)}=${JSON.stringify(to)}`;
      const before = structuredClone(value);
      const { value: changed, problems, explain } = applySettings(deepFrozen(value), [setting]);
      expect(problems).toEqual([]);
      expect(value).toEqual(before);
      expect(valueAt(changed, path)).toEqual(to);
      expect(explain({ path: [...path, 'x'], expected: '', received: '' }).hint).toContain('--set');
      const back = applySettings(changed, [`${formatPath(path)}=${JSON.stringify(valueAt(value, path))}`]);
      expect(back.value).toEqual(value);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('settings are texts or problems, never exceptions', () => {
  const piece = fc.constantFrom(
    'a',
    '.',
    '[',
    ']',
    '"',
    '=',
    '0',
    '{',
    '}',
    ' ',
    '\\',
    '__proto__',
    '*',
    '&',
    '!',
    ':',
    '\n',
    '-',
  );
  const value = deepFrozen({ a: [0, { '': 1 }], __: null });
  const garbage = fc.oneof(
    binary(40),
    fc.array(piece, { maxLength: 30 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(garbage, (setting) => {
      const { value: changed, problems } = applySettings(value, [setting]);
      if (problems.length > 0) expect(changed).toBe(value);
      for (const problem of problems)
        expect(describeProblem('s.yaml', problem)).toMatch(/^s\.yaml: .*--set .*\.$/s);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('resources are the same in wrappers and without, and are found where they stand', () => {
  const sections = fc.constantFrom(
    'taskDefinition',
    'service',
    'cluster',
    'capacityProvider',
    'targetGroup',
    'loadBalancer',
    'scalableTarget',
  );
  const parts = fc.array(
    fc.tuple(fc.constantFrom('bare', 'one', 'all', 'pascal'), fc.integer({ min: 1, max: 3 })),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(sections, parts, form, (kind, how, written) => {
      const bare: unknown[] = [];
      const wrapped = how.flatMap(([wrapper, count]): unknown[] => {
        const many = Array.from({ length: wrapper === 'one' ? 1 : count }, (_, i) => ({
          name: `n${bare.length + i}`,
        }));
        bare.push(...many);
        if (wrapper === 'bare') return many;
        if (wrapper === 'one') return [{ [kind]: many[0] }];
        if (wrapper === 'all') return [{ [`${kind}s`]: many, failures: [] }];
        return [{ NextToken: null, [`${kind[0]!.toUpperCase()}${kind.slice(1)}s`]: many }];
      });
      const { text } = write({ name: 'x', [`${kind}s`]: wrapped }, written, []);
      const { value, locate, problems } = unwrap(readDocument(text).document!);
      expect(problems).toEqual([]);
      expect(value).toEqual({ name: 'x', [`${kind}s`]: bare });
      for (const i of bare.keys()) {
        const offset = text.indexOf(`"n${i}"`);
        const before = text.slice(0, offset).split('\n');
        const at = { line: before.length, column: before.at(-1)!.length + 1 };
        expect(locate([`${kind}s`, i, 'name'], 'value')).toEqual(at);
      }
    }),
    { seed: 6, numRuns: 60 },
  );
});

test('any text up to 2 kB is a document or problems, never an exception', () => {
  const token = fc.constantFrom(
    'a',
    'key: ',
    '- ',
    '? ',
    ': ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&x ',
    '*x',
    '!Ref ',
    '!!set ',
    '"',
    "'",
    '\n',
    '\n  ',
    '\t',
    '# c',
    '|\n',
    '>-\n',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '<<: ',
    '.nan',
    '1e999',
    '0x1F',
    '__proto__',
    'null',
    '~',
    '\\',
    '@',
    '`',
    '\0',
    '\uFEFF',
    '\u2028',
    '\r',
    '2026-03-02',
  );
  const tokens = fc.array(token, { maxLength: 120 }).map((all) => all.join(''));
  const spoilt = fc
    .tuple(plainDocument, form, spaces, fc.nat(), token)
    .map(([value, how, between, at, piece]) => {
      const { text } = write(value, how, between);
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + piece + text.slice(cut + (at % 3));
    });
  const garbage = fc.oneof(binary(2000), fc.string({ maxLength: 2000 }), tokens, spoilt);
  fc.assert(
    fc.property(garbage, (text) => {
      const { document, problems } = readDocument(text);
      expect(document === null).toBe(problems.length > 0);
      for (const problem of problems) {
        expect(describeProblem('s.yaml', problem)).toMatch(
          /^s\.yaml(:\d+:\d+)?: .*expected .+, received .+[.?]$/,
        );
        if (problem.at !== undefined) expect(problem.at.line).toBeLessThanOrEqual(text.split('\n').length);
      }
      if (document !== null) expect(JSON.parse(JSON.stringify(document.value))).toEqual(document.value);
    }),
    { seed: 7, numRuns: 600 },
  );
});

/** Any text, halves of characters among them. */
function binary(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  return fc.string({ unit, maxLength });
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) deepFrozen(inner);
  return value;
}
