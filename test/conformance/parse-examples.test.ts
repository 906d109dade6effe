import { expect, test } from 'vitest';
import { type Expected, plain, WrittenNumber } from '../../src/conformance/example.ts';
import { parseExamples } from '../../src/conformance/parse-examples.ts';
import { workedExamples } from '../../src/conformance/worked-examples.ts';
import { ScenarioError } from '../../src/scenario/reading/problem.ts';

test('the books hold every example once, with its given and expect as plain values', () => {
  const examples = workedExamples();
  expect(examples).toHaveLength(553);
  expect(new Set(examples.map(({ id }) => id)).size).toBe(553);
  const first = examples.find(({ id }) => id === 'ecs:X-1.37')!;
  expect(first).toMatchObject({
    area: 'ephemeral-storage',
    given: { launchType: 'FARGATE', sizeInGiB: null },
    tolerance: null,
    prose: false,
  });
  expect(plain(first.expect)).toEqual({ GiB: 20 });
  expect(examples.filter(({ prose }) => prose)).toHaveLength(24);
  expect(examples.filter(({ tolerance }) => tolerance !== null)).toHaveLength(27);
});

test('numbers are read as JSON reads them, inside text they stay text', () => {
  const text =
    '[{"id": "x:1", "area": "a", "given": {"1.0": "at 1.50 \\" 2", "#0": [1.50, -2e3, "#1", "\'"]}, "expect": {"n": 1.50}}]';
  const [example] = parseExamples(text);
  expect(example!.given).toEqual({ '1.0': 'at 1.50 " 2', '#0': [1.5, -2000, '#1', "'"] });
  expect((example!.expect as { n: Expected }).n).toEqual(new WrittenNumber('1.50'));
});

test('where a book says that what was published is wrong, its own figure is expected', () => {
  const bill = workedExamples().find(({ id }) => id === 'billing:bill-eu-west-1')!;
  expect(plain(bill.expect)).toEqual({
    alb: 14.994,
    ipv4: 8.915,
    fargateVcpu: 5.991,
    fargateGb: 1.32,
    zone: 0.5,
    lcu: 0.01,
  });
  const read = (rest: string) =>
    plain(
      parseExamples(`[{"id": "a", "area": "a", "given": {}, "expect": {"t": 1.23, "u": 2}, ${rest}}]`)[0]!
        .expect,
    );
  expect(read('"agrees": false, "recomputed": {"t": 1.5, "v": 3}')).toEqual({ t: 1.5, u: 2 });
  expect(read('"agrees": true, "recomputed": {"t": 1.5}')).toEqual({ t: 1.23, u: 2 });
});

test.each([
  ['{}', 'mine.json: expected a list of examples, received an empty mapping.'],
  ['[1]', 'mine.json: [0]: expected an example, received 1.'],
  [
    '[{"area": 1.5, "given": [], "expect": null}]',
    `mine.json: [0].id: expected text, received nothing.
mine.json: [0].area: expected text, received 1.5.
mine.json: [0].given: expected a mapping, received an empty list.
mine.json: [0].expect: expected a mapping, received nothing.`,
  ],
  [
    '[{"id": "a", "area": "a", "given": {}, "expect": {}}, {"id": "a", "area": "a", "given": {}, "expect": {}}]',
    'mine.json: [1].id: expected an id of its own, received "a" again.',
  ],
])('%s is refused with every problem at once', (text, sentences) => {
  expect(() => parseExamples(text, 'mine.json')).toThrow(ScenarioError);
  expect(messageOf(text)).toBe(sentences);
});

test('text that is no JSON is refused with the place where it breaks', () => {
  expect(messageOf('[{"id": 1.5 "area"}]')).toMatch(
    /^mine\.json: expected JSON, received text that is none \(.*position 12/,
  );
});

function messageOf(text: string): string {
  try {
    parseExamples(text, 'mine.json');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
