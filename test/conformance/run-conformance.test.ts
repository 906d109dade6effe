import { expect, test } from 'vitest';
import { type Adapter, NOT_COVERED } from '../../src/conformance/adapter.ts';
import { describeConformance } from '../../src/conformance/describe-conformance.ts';
import type { Example } from '../../src/conformance/example.ts';
import { parseExamples } from '../../src/conformance/parse-examples.ts';
import { runConformance } from '../../src/conformance/run-conformance.ts';

const EXAMPLES = `[
  {"id": "ecs:1", "area": "sums", "given": {"a": 1, "b": 2}, "expect": {"sum": 3}},
  {"id": "ecs:2", "area": "sums", "given": {"a": 1, "b": 2}, "expect": {"sum": 4}},
  {"id": "ecs:3", "area": "sums", "given": {"a": 1}, "expect": {"sum": 1}},
  {"id": "ecs:4", "area": "sums", "given": {"a": 1, "b": 0}, "expect": {"sum": 1}, "prose": true},
  {"id": "billing:1", "area": "products", "given": {}, "expect": {}},
  {"id": "billing:2", "area": "breaks", "given": {}, "expect": {"total": 1}}
]`;

const sums: Adapter = {
  area: 'sums',
  answer: ({ a, b }) => (typeof a === 'number' && typeof b === 'number' ? { sum: a + b } : NOT_COVERED),
};
const breaks: Adapter = {
  area: 'breaks',
  answer() {
    throw new RangeError('no such thing');
  },
};

test('counts by area, example by example', async () => {
  expect(await runConformance(parseExamples(EXAMPLES), { sums, breaks })).toEqual({
    areas: {
      sums: { passed: 1, failed: 1, notCovered: 2 },
      products: { passed: 0, failed: 0, notCovered: 1 },
      breaks: { passed: 0, failed: 1, notCovered: 0 },
    },
    examples: [
      { id: 'ecs:1', area: 'sums', result: 'passed', expected: { sum: 3 }, received: { sum: 3 } },
      { id: 'ecs:2', area: 'sums', result: 'failed', expected: { sum: 4 }, received: { sum: 3 } },
      { id: 'ecs:3', area: 'sums', result: 'notCovered', expected: { sum: 1 }, received: null },
      { id: 'ecs:4', area: 'sums', result: 'notCovered', expected: { sum: 1 }, received: null },
      { id: 'billing:1', area: 'products', result: 'notCovered', expected: {}, received: null },
      {
        id: 'billing:2',
        area: 'breaks',
        result: 'failed',
        expected: { total: 1 },
        received: { error: 'no such thing' },
      },
    ],
  });
});

test('an adapter gets given and nothing else, and whatever looks at expect while it answers is caught', async () => {
  let answering = false;
  const guarded = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(inner, key) {
        if (answering) throw new Error(`an adapter looked at ${String(key)}`);
        return Reflect.get(inner, key);
      },
    });
  const examples = parseExamples(EXAMPLES)
    .filter(({ area }) => area === 'sums')
    .map(
      (example): Example =>
        guarded({ ...example, expect: guarded(example.expect as object) as Example['expect'] }),
    );
  const seen: unknown[][] = [];
  const watched: Adapter = {
    area: 'sums',
    async answer(...received: Parameters<Adapter['answer']>) {
      answering = true;
      seen.push(received);
      await Promise.resolve();
      const answer = sums.answer(...received);
      answering = false;
      return answer;
    },
  };
  const { areas } = await runConformance(examples, { sums: watched });
  expect(areas).toEqual({ sums: { passed: 1, failed: 1, notCovered: 2 } });
  expect(seen).toEqual([[{ a: 1, b: 2 }], [{ a: 1, b: 2 }], [{ a: 1 }]]);
});

test('names that every object has are no areas', async () => {
  const text = '[{"id": "a", "area": "toString", "given": {}, "expect": {}}]';
  expect((await runConformance(parseExamples(text))).areas).toEqual({
    toString: { passed: 0, failed: 0, notCovered: 1 },
  });
});

test('the text names what failed first, then area by area, within 80 columns', async () => {
  const text = describeConformance(await runConformance(parseExamples(EXAMPLES), { sums, breaks }));
  expect(text).toBe(`FAILED ecs:2 (sums)
  expected {"sum":4}
  received {"sum":3}

FAILED billing:2 (breaks)
  expected {"total":1}
  received {"error":"no such thing"}

ecs: 1 passed, 1 failed, 2 not covered

  area                                      passed      failed not covered
  sums                                           1           1           2

billing: 0 passed, 1 failed, 1 not covered

  area                                      passed      failed not covered
  breaks                                         0           1           0

  not covered: products 1

1 passed, 2 failed, 3 not covered in all
`);
});
