import { expect, test } from 'vitest';
import { withFixtures } from '../../src/conformance/fixtures.ts';
import { parseExamples } from '../../src/conformance/parse-examples.ts';
import { runConformance } from '../../src/conformance/run-conformance.ts';

const FIXTURE = '{"id": "ecs:FLEET", "area": "fixture", "given": {"instances": [1, 2]}, "expect": {}}';
const EXAMPLES = `[
  {"id": "ecs:1", "area": "sums", "given": {"instances": "FLEET", "name": "FLEET"}, "expect": {}},
  {"id": "ecs:2", "area": "sums", "given": {"instances": "ecs:FLEET"}, "expect": {}},
  {"id": "ecs:3", "area": "sums", "given": {"instances": "OTHER"}, "expect": {}}
]`;

test('what a fixture holds takes the place of its name, under its own key only', () => {
  const given = (others: string) =>
    withFixtures(parseExamples(EXAMPLES), parseExamples(others)).map((example) => example.given);
  expect(given(`[${FIXTURE}]`)).toEqual([
    { instances: [1, 2], name: 'FLEET' },
    { instances: [1, 2] },
    { instances: 'OTHER' },
  ]);
  expect(given('[]')).toEqual(parseExamples(EXAMPLES).map((example) => example.given));
});

test("a list's own fixture comes before those of others, and is no example", () => {
  const own = parseExamples(`[${FIXTURE.replace('[1, 2]', '[3]')}, ${EXAMPLES.slice(1)}`);
  const examples = withFixtures(own, parseExamples(`[${FIXTURE}]`));
  expect(examples.map(({ id }) => id)).toEqual(['ecs:1', 'ecs:2', 'ecs:3']);
  expect(examples[0]!.given['instances']).toEqual([3]);
});

test('examples of the query language find the cluster that comes with the books', async () => {
  const examples = parseExamples(`[
    {"id": "mine:1", "area": "cluster-query", "given": {"expression": "ec2InstanceId in [i-1, i-3]", "instances": "FIXTURE-A"}, "expect": {"matches": ["i-1", "i-3"]}},
    {"id": "mine:2", "area": "cluster-query", "given": {"expression": "stack == prod", "instances": "FIXTURE-A"}, "expect": {"error": "InvalidParameterException"}}
  ]`);
  const { examples: results } = await runConformance(examples);
  expect(results.map(({ result }) => result)).toEqual(['passed', 'passed']);
});
