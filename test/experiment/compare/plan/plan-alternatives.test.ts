import { expect, test } from 'vitest';
import {
  MOST_ALTERNATIVES,
  planAlternatives,
} from '../../../../src/experiment/compare/plan/plan-alternatives.ts';
import { replicationSeed } from '../../../../src/experiment/compare/plan/seeds.ts';
import { parseVariation } from '../../../../src/experiment/compare/plan/variation.ts';

const namesOf = (files: readonly string[], vary: readonly string[] = []) => {
  const plan = planAlternatives(files, vary);
  return 'problems' in plan ? plan.problems : plan.alternatives.map(({ name }) => name);
};

test.each([
  ['a.b=1,2', { path: 'a.b', values: ['1', '2'] }],
  ['a={x: 1, y: 2}, [3, 4] ,5', { path: 'a', values: ['{x: 1, y: 2}', '[3, 4]', '5'] }],
  ['a="1,2",\'3,4\'', { path: 'a', values: ['"1,2"', "'3,4'"] }],
  ["a=it's,that's", { path: 'a', values: ["it's", "that's"] }],
  ['timings["a=b,c"]=1,2', { path: 'timings["a=b,c"]', values: ['1', '2'] }],
  ['a="\\",",2', { path: 'a', values: ['"\\","', '2'] }],
  ['a=b=c,d', { path: 'a', values: ['b=c', 'd'] }],
])('%s', (text, expected) => {
  expect(parseVariation(text)).toEqual(expected);
});

test('two variations multiply, the last one changing first, and are applied by their whole paths', () => {
  const plan = planAlternatives(
    ['shop.yaml'],
    ['services[0].desiredCount=2,3', 'region=us-east-1,us-west-2'],
  );
  expect(plan).toEqual({
    alternatives: [
      ['2', 'us-east-1'],
      ['2', 'us-west-2'],
      ['3', 'us-east-1'],
      ['3', 'us-west-2'],
    ].map(([count, region]) => ({
      name: `desiredCount=${count} region=${region}`,
      scenario: 0,
      settings: [`services[0].desiredCount=${count}`, `region=${region}`],
    })),
  });
});

test('names are as short as they can be told apart by', () => {
  expect(namesOf(['a/shop.yaml', 'b/shop.json', 'other.test.yaml'])).toEqual([
    'a/shop.yaml',
    'b/shop.json',
    'other.test',
  ]);
  expect(namesOf(['x.yaml'], ['a.cpu=1,2', 'b.cpu=3'])).toEqual(['a.cpu=1', 'a.cpu=2']);
  expect(namesOf(['x.yaml', 'y.yaml'], ['timings["dns.ttl"]=1m,2m'])).toEqual([
    'x timings["dns.ttl"]=1m',
    'x timings["dns.ttl"]=2m',
    'y timings["dns.ttl"]=1m',
    'y timings["dns.ttl"]=2m',
  ]);
});

test('everything that is wrong is said at once', () => {
  expect(namesOf(['a.yaml', 'a.yaml'], ['x', 'y=1,,2', 'y=1,1', 'z=1,2', 'z=3'])).toEqual([
    '--vary: expected PATH=A,B,C, such as services[0].desiredCount=4,6,8, received "x".',
    '--vary: expected a value between any two commas, received "y=1,,2".',
    '--vary: expected each value once, received "y=1,1".',
    'ecsim compare: expected each file once, received "a.yaml" again.',
    '--vary: expected each path once, received "z" again; name all its values in one --vary.',
  ]);
  expect(namesOf(['a.yaml'], ['x=1'])).toEqual([expect.stringContaining('at least two alternatives')]);
  // Every alternative runs under the seeds of the comparison.
  expect(namesOf(['a.yaml'], ['Simulation.seed=1,2'])).toEqual([
    expect.stringContaining('"simulation.seed"'),
  ]);
  const many = `x=${Array.from({ length: MOST_ALTERNATIVES + 1 }, (_, i) => i).join()}`;
  expect(namesOf(['a.yaml'], [many])).toEqual([expect.stringContaining(`at most ${MOST_ALTERNATIVES}`)]);
});

test('replication r has seed + r', () => {
  expect([0, 1, 2].map((r) => replicationSeed('7', r))).toEqual(['7', '8', '9']);
  expect(replicationSeed('-1', 3)).toBe('2');
  expect(replicationSeed('99999999999999999', 1)).toBe('100000000000000000');
  expect([0, 1].map((r) => replicationSeed('black friday', r))).toEqual(['black friday', 'black friday+1']);
  expect(replicationSeed('007', 1)).toBe('007+1');
});
