import { expect, test } from 'vitest';
import { readDocument, readValue } from '../../../src/scenario/reading/document.ts';
import { describeProblem, type Path } from '../../../src/scenario/reading/problem.ts';

const MIB = 1024 * 1024;

function sentences(text: string): string[] {
  return readDocument(text).problems.map((problem) => describeProblem('f', problem));
}

test('YAML 1.2: what looks like a date, a base-60 number or a yes stays text', () => {
  const text =
    '%YAML 1.1\n---\na: 2026-03-02\nb: 12:30:45\nc: yes\nd: 010\ne: 1e3\nf:\n"g": !!str 5\n7: x\n<<: {}\n';
  expect(readDocument(text).document!.value).toEqual({
    a: '2026-03-02',
    b: '12:30:45',
    c: 'yes',
    d: 10,
    e: 1000,
    f: null,
    g: '5',
    7: 'x',
    '<<': {},
  });
});

test('JSON with tabs, a byte order mark or a comma too many is read all the same', () => {
  expect(readDocument('{\n\t"a": [1,\t2]\n}').document!.value).toEqual({ a: [1, 2] });
  expect(readDocument('\uFEFF{"a": 1}').document!.value).toEqual({ a: 1 });
  expect(readDocument('{ "a": [1, 2,], # two\n }').document!.value).toEqual({ a: [1, 2] });
});

const SHOP = `name: shop
clusters:
  - clusterName: main
    containerInstances:
      - { ec2InstanceType: m5.large, count: 2 }
images: { "shop/web": &size { sizeMb: 180 }, "shop/etl": *size }
empty:
`;

test.each<[Path, 'key' | 'value', number, number]>([
  [[], 'value', 1, 1],
  [['name'], 'key', 1, 1],
  [['name'], 'value', 1, 7],
  [['clusters'], 'value', 3, 3],
  [['clusters', 0], 'value', 3, 5],
  [['clusters', 0, 'containerInstances', 0, 'count'], 'value', 5, 45],
  [['clusters', 0, 'containerInstances', 7, 'count'], 'value', 5, 7],
  [['clusters', 'main', 'count'], 'key', 3, 3],
  [['images', 'shop/web', 'sizeMb'], 'key', 6, 31],
  [['images', 'shop/etl'], 'value', 6, 58],
  [['images', 'shop/etl', 'sizeMb'], 'value', 6, 39],
  [['empty'], 'key', 7, 1],
  [['empty'], 'value', 7, 7],
  [['empty', 'x'], 'value', 7, 7],
  [['nothing', 'like', 'this'], 'key', 1, 1],
])('%j, its %s, stands in line %i, column %i', (path, on, line, column) => {
  expect(readDocument(SHOP).document!.locate(path, on)).toEqual({ line, column });
});

test.each([
  ['nothing', '', 'f: expected a scenario, received an empty file.'],
  ['white space', ' \n\t\n', 'f: expected a scenario, received an empty file.'],
  ['a comment', '# nothing', 'f: expected a scenario, received an empty file.'],
  ['null', '~', 'f: expected a scenario, received an empty file.'],
  ['a key twice', 'a:\n  b: 1\n  b: 2', 'f:3:3: a.b: expected each key once, received `b` a second time.'],
  [
    'a key twice in JSON',
    '{"a": 1,\n "b": ":", "a": 2}',
    'f:2:12: a: expected each key once, received `a` a second time.',
  ],
  [
    'a key twice in other words',
    '1: a\n"1": b',
    'f:2:1: ["1"]: expected each key once, received `1` a second time.',
  ],
  [
    'a list as a key',
    '? [1, 2]\n: 3',
    'f:1:3: expected keys that are plain texts, received a list as a key.',
  ],
  ['no key', '? \n: 3', 'f:1:3: expected keys that are plain texts, received a key without a name.'],
  ['two documents', 'a: 1\n---\nb: 2\n---\nc: 3', 'f:2:1: expected one document, received a second one.'],
  ['a tag', 'a: !Ref x', 'f:1:4: expected a plain value, received the tag "!Ref".'],
  [
    'a tag of YAML',
    'a: !!timestamp 2026-03-02',
    'f:1:4: expected a plain value, received the tag "!!timestamp".',
  ],
  ['a number that is none', 'a: [.nan]', 'f:1:5: a[0]: expected a finite number, received NaN.'],
  ['a number beyond all', '{"a": 1e999}', 'f:1:7: a: expected a finite number, received Infinity.'],
  [
    'a prototype',
    'a: { __proto__: { x: 1 } }',
    'f:1:6: a.__proto__: expected another key, received `__proto__`.',
  ],
  [
    'a prototype in JSON',
    '{"__proto__": {}}',
    'f:1:2: __proto__: expected another key, received `__proto__`.',
  ],
  [
    'a constructor',
    '{"constructor": 1}',
    'f:1:2: constructor: expected another key, received `constructor`.',
  ],
  ['an alias of nothing', 'a: *x', 'f:1:4: a: expected an anchor &x before it, received *x.'],
  ['a tab in front', 'a:\n\tb: 1', 'f:2:1: expected spaces in front, received a tab.'],
  [
    'an open bracket',
    'a: [1, 2',
    'f:1:9: expected YAML or JSON, received the end of the text. Flow sequence',
  ],
  [
    'a colon in text',
    'a: b: c',
    'f:1:4: expected YAML or JSON, received "b: c". Nested mappings are not allowed',
  ],
  [
    'a missing comma',
    '{"a": 1\n "b": 2}',
    'f:1:7: expected YAML or JSON, received "1". Implicit keys need to be on',
  ],
  ['a directive', '%FOO\n---\na: 1', 'f:1:1: expected no directives, received "%FOO".'],
])('refuses %s', (_, text, sentence) => {
  const found = sentences(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(sentence);
  expect(readDocument(text).document).toBeNull();
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('a key twice is told with its whole path, deep inside JSON', () => {
  expect(sentences('{"a": [0, {"b": {"c": 1}, "d": {"c": {}, "c": 2}}], "e": [{"f": 1, "f": 2}]}')).toEqual([
    'f:1:42: a[1].d.c: expected each key once, received `c` a second time.',
    'f:1:68: e[0].f: expected each key once, received `f` a second time.',
  ]);
});

test('tells all mistakes at once', () => {
  expect(sentences('a: @x\nb: { c: 1, c: 2 }\nd: !Ref y\nb: 3\n')).toEqual([
    'f:1:4: expected YAML or JSON, received "@x". Plain value cannot start with reserved character @. Text that begins so needs quotes.',
    'f:3:4: expected a plain value, received the tag "!Ref".',
    'f:2:12: b.c: expected each key once, received `c` a second time.',
    'f:4:1: b: expected each key once, received `b` a second time.',
  ]);
});

test.each([
  ['[', 20_000],
  ['{"a":', 20_000],
  ['- ', 20_000],
  ['? ', 20_000],
  ['a: [', 20_000],
])('%s, %i times in each other, is too deep', (piece, times) => {
  const found = sentences(piece.repeat(times));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^f:1:\d+: expected at most 100 levels of lists and mappings, received more\.$/);
});

test('a hundred levels are enough, one more is too deep, in YAML and JSON', () => {
  for (const before of ['', '# YAML\n']) {
    expect(sentences(`${before}${'['.repeat(100)}1${']'.repeat(100)}`)).toEqual([]);
    const [found] = sentences(`${before}${'['.repeat(101)}1${']'.repeat(101)}`);
    expect(found).toContain('expected at most 100 levels of lists and mappings, received more.');
  }
});

test('aliases may be used, but neither multiply nor bite their own tail', () => {
  expect(readDocument('a: &a [1]\nb: [*a, *a]').document!.value).toEqual({ a: [1], b: [[1], [1]] });
  const names = [...'abcdefghi'];
  const bomb = names
    .slice(1)
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${names[i]}`).join()}]\n`);
  expect(sentences(`a: &a [x]\n${bomb.join('')}`)).toEqual([
    'f: expected at most 100 uses of aliases in each other, received more.',
  ]);
  expect(sentences('a: &a [*a, *a]')[0]).toContain('expected at most 100 levels');
});

test('too much text is refused before it is read', () => {
  expect(sentences('x'.repeat(16 * MIB + 1))).toEqual([
    'f: expected at most 16 MiB of text, received 16777217 characters.',
  ]);
  expect(sentences(`a: ${'x'.repeat(2 * MIB)}`)).toEqual([
    'f: expected at most 2 MiB of YAML, received 2097155 characters. JSON is read up to 16 MiB.',
  ]);
  const json = `{"a": "${'\\"'.repeat(MIB)}", "b": [0]}`;
  expect(readDocument(`\uFEFF${json}`).problems).toEqual([]);
  expect(readDocument(json).document!.locate(['b', 0], 'value')).toEqual({
    line: 1,
    column: json.length - 2,
  });
  expect(sentences(`${json}}`)[0]).toContain(': expected JSON, received text that is not.');
});

test('thousands of mistakes of one kind are told a hundred times', () => {
  expect(sentences(`[${'1e999,'.repeat(1000)}0]`)).toHaveLength(100);
  expect(sentences('a: 1\n'.repeat(1000))).toHaveLength(100);
  expect(sentences(`{${'"a":1,'.repeat(1000)}"a":1}`)).toHaveLength(100);
});

test('the time goes with the length of the text, not with its square', () => {
  const keys = Array.from({ length: 5000 }, (_, i) => `k${i}: 1\n`).join('');
  expect(Object.keys(readDocument(keys).document!.value as object)).toHaveLength(5000);
});

test('a single value is a scalar, or a list or mapping in brackets', () => {
  expect(readValue('6').document!.value).toBe(6);
  expect(readValue(' null').document!.value).toBeNull();
  expect(readValue('web:2').document!.value).toBe('web:2');
  expect(readValue('[1, { a: b }]').document!.value).toEqual([1, { a: 'b' }]);
  for (const text of ['a: b', '- 1', 'a: b\nc: d'])
    expect(readValue(text).problems.map(({ received }) => received)).toEqual(['lines of a list or mapping']);
});
