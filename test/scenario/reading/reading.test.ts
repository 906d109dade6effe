import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { awsMembers } from '../../../src/scenario/aws-keys/aws-members.ts';
import { readDocument } from '../../../src/scenario/reading/document.ts';
import {
  describeProblem,
  describeValue,
  formatPath,
  nearestName,
  ScenarioError,
} from '../../../src/scenario/reading/problem.ts';
import { applySettings } from '../../../src/scenario/reading/settings.ts';
import { unwrap } from '../../../src/scenario/reading/unwrap.ts';

const YAML = `name: shop
clusters:
  - clusterName: main
    containerInstances:
      - { ec2InstanceType: m5.large, count: 2 }
images: { "shop/web": { sizeMb: 180 } }
empty:
`;

test('finds the line and column of keys and values, and of the nearest ancestor of what is not there', () => {
  const { document, problems } = readDocument(YAML);
  expect(problems).toEqual([]);
  expect(document!.locate(['name'], 'value')).toEqual({ line: 1, column: 7 });
  expect(document!.locate(['name'], 'key')).toEqual({ line: 1, column: 1 });
  expect(document!.locate(['clusters', 0, 'containerInstances', 0, 'count'], 'value')).toEqual({
    line: 5,
    column: 45,
  });
  expect(document!.locate(['images', 'shop/web', 'sizeMb'], 'key')).toEqual({ line: 6, column: 25 });
  expect(document!.locate(['clusters', 0, 'containerInstances', 7, 'count'], 'value')).toEqual({
    line: 5,
    column: 7,
  });
  expect(document!.locate(['empty'], 'value')).toEqual({ line: 7, column: 7 });
  expect(document!.locate([], 'value')).toEqual({ line: 1, column: 1 });
});

test('YAML and JSON of one value read alike, and JSON finds its places too', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 }),
      (value) => {
        const plain = JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'x')) as unknown;
        const json = readDocument(JSON.stringify(plain));
        expect(json.document?.value ?? json.problems).toEqual(plain);
        const yaml = readDocument(stringify(plain));
        expect(yaml.document?.value ?? yaml.problems).toEqual(plain);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
  const { document } = readDocument('{\n  "a": [1,\n   {"b": 2}]\n}');
  expect(document!.locate(['a', 1, 'b'], 'value')).toEqual({ line: 3, column: 10 });
});

test.each([
  ['', 'expected a scenario, received an empty file'],
  ['# nothing', 'expected a scenario, received an empty file'],
  ['a: 1\na: 2', 'f:2:1: expected each key once'],
  ['{"a": 1, "a": 2}', 'f:1:10: expected each key once'],
  ['a: [1, 2', 'f:1:9: expected YAML or JSON'],
  ['a: 1\n---\nb: 2', 'expected one document, received 2 of them'],
  ['a: !Ref x', 'f:1:4: expected a plain value, received a tag (!Ref)'],
  ['__proto__: { polluted: 1 }', 'expected another key, received `__proto__`'],
  ['{"constructor": 1}', 'expected another key, received `constructor`'],
  ['a: .inf', 'a: expected a number, received Infinity'],
  ['? [1, 2]\n: 3', 'expected keys that are plain texts'],
  [`a: ${'['.repeat(20_000)}`, 'f'],
  [`${'['.repeat(300)}1${']'.repeat(300)}`, 'expected at most 100 levels'],
  [
    'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
    'expected a document that can be written out',
  ],
])('refuses %j', (text, sentence) => {
  const { document, problems } = readDocument(text);
  expect(document).toBeNull();
  expect(problems.map((problem) => describeProblem('f', problem)).join('\n')).toContain(sentence);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('garbage gives values or problems, never an exception', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ maxLength: 2000 }), fc.string({ unit: 'binary', maxLength: 400 }), fc.json()),
      (text) => {
        const { document, problems } = readDocument(text);
        expect(document === null).toBe(problems.length > 0);
      },
    ),
    { numRuns: 400, seed: 2 },
  );
});

test('says what is wrong in one sentence a problem, in the order of the file', () => {
  const error = new ScenarioError('shop.yaml', [
    {
      path: ['services', 0, 'desiredCount'],
      expected: 'an integer from 0 up',
      received: '-1',
      at: { line: 12, column: 5 },
    },
    {
      path: ['nmae'],
      expected: 'a known key',
      received: 'an unknown one',
      hint: 'Did you mean `name`?',
      at: { line: 1, column: 1 },
    },
  ]);
  expect(error.message).toBe(
    'shop.yaml:1:1: nmae: expected a known key, received an unknown one. Did you mean `name`?\n' +
      'shop.yaml:12:5: services[0].desiredCount: expected an integer from 0 up, received -1.',
  );
  expect(formatPath(['images', 'shop/web', 'sizeMb'])).toBe('images["shop/web"].sizeMb');
  expect(describeValue({ a: 1, 'b c': 2 })).toBe('a mapping with the keys a, "b c"');
  expect(describeValue('x'.repeat(90))).toBe(JSON.stringify(`${'x'.repeat(60)}...`));
  expect([describeValue(null), describeValue([1, 2]), describeValue(-1), describeValue('')]).toEqual([
    'nothing',
    'a list of 2',
    '-1',
    'an empty text',
  ]);
});

test('the nearest name: case first, then few wrong letters, else none', () => {
  expect(nearestName('CLUSTERNAME', ['clusters', 'clusterName'])).toBe('clusterName');
  expect(nearestName('desiredCuont', ['desiredCount', 'desired'])).toBe('desiredCount');
  expect(nearestName('zzz', ['clusterName'])).toBeNull();
});

test('--set changes what it names and nothing else', () => {
  const value = { services: [{ desiredCount: 2 }], images: { 'shop/web': { sizeMb: 1 } } };
  const { value: changed, problems } = applySettings(value, [
    'Services[0].desiredCount=6',
    'images["shop/web"].sizeMb=90',
    'simulation.seed=8',
    'services[1]={desiredCount: 1}',
    'name=a=b',
  ]);
  expect(problems).toEqual([]);
  expect(changed).toEqual({
    services: [{ desiredCount: 6 }, { desiredCount: 1 }],
    images: { 'shop/web': { sizeMb: 90 } },
    simulation: { seed: 8 },
    name: 'a=b',
  });
  expect(value).toEqual({ services: [{ desiredCount: 2 }], images: { 'shop/web': { sizeMb: 1 } } });
});

test.each([
  ['services', 'expected --set PATH=VALUE'],
  ['=3', 'expected --set PATH=VALUE'],
  [
    'services[5].desiredCount=1',
    'services: expected an index from 0 to 1 for --set services[5].desiredCount=1, received 5',
  ],
  ['services.x=1', 'services: expected a mapping for --set services.x=1, received a list of 1'],
  ['__proto__.x=1', 'expected another key in --set __proto__.x=1'],
  ['a=[1', 'a: expected a value'],
])('--set %s is refused', (setting, sentence) => {
  const { problems } = applySettings({ services: [{}] }, [setting]);
  expect(problems.map((problem) => describeProblem('f', problem)).join('\n')).toContain(sentence);
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('takes off the wrappers of the command line of AWS and still finds the places', () => {
  const text = `taskDefinitions:
  - taskDefinition: { family: web, cpu: "256" }
    tags: [{ key: a, value: b }]
  - { family: etl }
clusters: { clusters: [{ clusterName: one }, { clusterName: two }], failures: [] }
`;
  const { value, locate } = unwrap(readDocument(text).document!);
  expect(value).toEqual({
    taskDefinitions: [{ family: 'web', cpu: '256', tags: [{ key: 'a', value: 'b' }] }, { family: 'etl' }],
    clusters: [{ clusterName: 'one' }, { clusterName: 'two' }],
  });
  expect(locate(['taskDefinitions', 0, 'cpu'], 'value')).toEqual({ line: 2, column: 41 });
  expect(locate(['clusters', 1, 'clusterName'], 'key')).toEqual({ line: 5, column: 48 });
  expect(locate(['taskDefinitions', 1, 'family'], 'value')).toEqual({ line: 4, column: 15 });
});

test("knows AWS's own members, whatever their case", () => {
  expect(awsMembers('TaskDefinition', ['ContainerDefinitions', 'healthCheck'])).toEqual([
    'command',
    'interval',
    'timeout',
    'retries',
    'startPeriod',
  ]);
  expect(awsMembers('AutoScalingGroup', [])).toContain('MixedInstancesPolicy');
  expect(awsMembers('TaskDefinition', ['family'])).toEqual([]);
  expect(awsMembers('TaskDefinition', ['nothing'])).toBeNull();
  expect(awsMembers('Nothing', [])).toBeNull();
});
