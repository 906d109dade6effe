import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Layer of each room; imports go down, never up and never sideways (src/README.md). */
const LAYERS: Readonly<Record<string, number>> = {
  kernel: 0,
  units: 0,
  catalog: 1,
  model: 1,
  events: 2,
  policies: 3,
  environment: 3,
  requests: 3,
  cloudwatch: 2,
  billing: 3,
  analysis: 3,
  scenario: 4,
  simulation: 5,
  experiment: 6,
  conformance: 6,
  reporters: 7,
  io: 8,
  cli: 9,
};
/** What a layer below `io/` must not call: the same bytes come out in Node and in the browser, today and tomorrow. */
const BANNED =
  /\bMath\.(random|log|exp|pow|sin|cos|tan|cbrt|log2|log10|log1p|expm1)\b|\bDate\.now\b|\bnew Date\(|\bperformance\.|\bprocess\.|\bconsole\.|\bwindow\.|\bdocument\.(?:body|cookie|createElement|documentElement|getElement|query)|from 'node:/;

const files = (readdirSync(SRC, { recursive: true }) as string[]).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.d.ts'),
);

test('every room has a layer', () => {
  expect(files.map(roomOf).filter((room) => room !== '' && LAYERS[room] === undefined)).toEqual([]);
});

test('imports go down, never up, never sideways', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const room = roomOf(file);
    if (room === '') continue;
    for (const [, types, target] of textOf(file).matchAll(
      /^(?:import|export) (type )?[^;]*?from '(\.[^']+)'/gm,
    )) {
      const other = roomOf(relative(SRC, resolve(SRC, dirname(file), target!)));
      const seesTypesOnly = room === 'reporters' && other === 'experiment' && types !== undefined;
      if (other !== room && !seesTypesOnly && !(LAYERS[other]! < LAYERS[room]!))
        wrong.push(`${file} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the engine neither looks at billing nor at analysis', () => {
  expect(
    files.filter(
      (file) => roomOf(file) === 'simulation' && /from '[./]+(billing|analysis)\//.test(textOf(file)),
    ),
  ).toEqual([]);
});

test('nothing below io reads a clock, draws or logs for itself, or asks for node', () => {
  const below = files.filter((file) => file !== 'node.ts' && (LAYERS[roomOf(file)] ?? 0) < LAYERS['io']!);
  const code = (file: string) => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  expect(below.filter((file) => BANNED.test(code(file)))).toEqual([]);
});

test('no file is dead: each is imported by another, or is a public surface', () => {
  const imported = new Set<string>();
  for (const file of files)
    for (const [, target] of textOf(file).matchAll(/(?:from |import\()'(\.[^']+)'/g))
      imported.add(relative(SRC, resolve(SRC, dirname(file), target!)));
  const roots = ['index.ts', 'node.ts', 'cli/main.ts', 'experiment/outcome.ts', 'io/executor/run-worker.ts'];
  expect(files.filter((file) => !imported.has(file) && !roots.includes(file))).toEqual([]);
});

test('oracles and the twins of the benchmarks import nothing from what they check', () => {
  for (const folder of ['oracles', '../bench/twins']) {
    const home = resolve(import.meta.dirname, folder);
    const names = existsSync(home) ? readdirSync(home) : [];
    for (const name of names)
      expect(readFileSync(resolve(home, name), 'utf8'), name).not.toMatch(/from '[^']*src\//);
  }
});

test('what compares worked examples knows no room that they are about', () => {
  expect(textOf('conformance/compare.ts')).not.toMatch(/from '\.\.\//);
});

test('a test that puts something in the place of a module runs alone', () => {
  const config = readFileSync(resolve(SRC, '../vitest.config.ts'), 'utf8');
  const tests = (readdirSync(import.meta.dirname, { recursive: true }) as string[]).filter((name) =>
    name.endsWith('.test.ts'),
  );
  const mocking = tests.filter((name) =>
    /\bvi\.(doMock|mock|resetModules|stub\w+|useFakeTimers)\(/.test(
      readFileSync(resolve(import.meta.dirname, name), 'utf8'),
    ),
  );
  expect(mocking).not.toEqual([]);
  expect(mocking.filter((name) => !config.includes(`test/${name}`))).toEqual([]);
});

function roomOf(file: string): string {
  return file.includes('/') ? file.split('/')[0]! : '';
}

function textOf(file: string): string {
  return readFileSync(resolve(SRC, file), 'utf8');
}
