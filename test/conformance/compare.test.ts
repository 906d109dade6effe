import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agrees } from '../../src/conformance/compare.ts';
import { type Expected, plain } from '../../src/conformance/example.ts';
import { parseExamples } from '../../src/conformance/parse-examples.ts';

/** An expectation as a book would write it. */
function written(json: string): Expected {
  return (
    parseExamples(`[{"id": "a", "area": "a", "given": {}, "expect": {"it": ${json}}}]`)[0]!.expect as {
      it: Expected;
    }
  ).it;
}

const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => JSON.stringify(value) !== undefined);

test('whatever is expected agrees with itself', () => {
  fc.assert(
    fc.property(json, (value) => {
      const expected = written(JSON.stringify(value));
      expect(plain(expected)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(agrees(expected, JSON.parse(JSON.stringify(value)), null)).toBe(true);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('values of two kinds never agree', () => {
  const kinds = ['1', '"1"', 'true', 'null', '["1"]', '{"a": "1"}'];
  for (const [i, expected] of kinds.entries())
    for (const [j, received] of kinds.entries())
      expect(agrees(written(expected), JSON.parse(received), 0.5)).toBe(i === j);
  for (const expected of kinds) expect(agrees(written(expected), undefined, null)).toBe(false);
});

test.each([
  ['1', 1.005, 1.0051],
  ['1.0', 1.005, 1.0051],
  ['0.3', 0.295, 0.2949],
  ['2.68', 2.675, 2.6749],
  ['0.096', 0.0965, 0.09651],
  ['0.001627', 0.0016275, 0.0016276],
  ['33.000', 33.0005, 33.00051],
  ['1.5e-3', 0.00155, 0.001551],
  ['12e4', 120_000.005, 120_000.006],
  ['-7.25', -7.255, -7.2551],
])('%s is met by %d and missed by %d', (expected, inside, outside) => {
  expect(agrees(written(expected), inside, null)).toBe(true);
  expect(agrees(written(expected), outside, null)).toBe(false);
});

test('integers compare exactly with integers', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1000 }), (value, off) => {
      fc.pre(Number.isSafeInteger(value + off));
      expect(agrees(written(String(value)), value, null)).toBe(true);
      expect(agrees(written(String(value)), value + off, null) && off > 0 && Math.abs(value) < 1e9).toBe(
        false,
      );
    }),
    { seed: 2 },
  );
});

test('a tolerance is a part of the number, and never narrower than what is written', () => {
  expect([52.5, 87.5].map((received) => agrees(written('70'), received, 0.25))).toEqual([true, true]);
  expect([52.4, 87.6].map((received) => agrees(written('70'), received, 0.25))).toEqual([false, false]);
  expect(agrees(written('0.0'), 0.004, 0.25)).toBe(true);
  expect(agrees(written('{"a": [100]}'), { a: [109] }, 0.1)).toBe(true);
  expect(agrees(written('-100'), -109, 0.1)).toBe(true);
});

test('a wider tolerance never turns yes into no', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  const tolerance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(number, number, tolerance, tolerance, (expected, received, a, b) => {
      const it = written(JSON.stringify(expected));
      const [narrow, wide] = [Math.min(a, b), Math.max(a, b)];
      expect(!agrees(it, received, narrow) || agrees(it, received, wide)).toBe(true);
      expect(!agrees(it, received, null) || agrees(it, received, narrow)).toBe(true);
    }),
    { seed: 3 },
  );
});

test('only expected keys are looked at, at every depth; a list has its order and length', () => {
  expect(agrees(written('{"a": {"b": 1}}'), { a: { b: 1, c: 2 }, d: 3 }, null)).toBe(true);
  expect(agrees(written('{"a": {"b": 1}}'), { a: {} }, null)).toBe(false);
  expect(agrees(written('{"toString": 1}'), {}, null)).toBe(false);
  expect(agrees(written('[1, 2]'), [2, 1], null)).toBe(false);
  expect(agrees(written('[1, 2]'), [1, 2, 3], null)).toBe(false);
  expect(agrees(written('[1, 2]'), [1], null)).toBe(false);
  expect(agrees(written('1'), Number.NaN, null)).toBe(false);
  expect(agrees(written('1'), 1n, null)).toBe(false);
});

test('a sentence may end with or without a full stop, and in no other way differ', () => {
  expect(agrees(written('"No such size"'), 'No such size.', null)).toBe(true);
  expect(agrees(written('"No such size."'), 'No such size', null)).toBe(true);
  expect(agrees(written('"No such size"'), 'no such size', null)).toBe(false);
  expect(agrees(written('"2026-03-07T10:00:00Z"'), '2026-03-07T10:00:00.000Z', null)).toBe(false);
});
