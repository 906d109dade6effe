import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  describeProblem,
  describeValue,
  formatPath,
  nearestName,
  type Problem,
  ScenarioError,
} from '../../../src/scenario/reading/problem.ts';

test('an error tells all problems, a sentence each, in the order of the file', () => {
  const late = {
    path: ['services', 0, 'desiredCount'],
    expected: 'an integer from 0 up',
    received: '-1',
    at: { line: 12, column: 5 },
  };
  const early = {
    path: ['nmae'],
    expected: 'a known key',
    received: 'an unknown one',
    hint: 'Did you mean `name`?',
    at: { line: 1, column: 9 },
  };
  const whole = { path: [], expected: 'a scenario', received: 'a picture' };
  const error = new ScenarioError('shop.yaml', [late, early, whole]);
  expect(error.problems).toEqual([whole, early, late]);
  expect(error.file).toBe('shop.yaml');
  expect(error.message.split('\n')).toEqual([
    'shop.yaml: expected a scenario, received a picture.',
    'shop.yaml:1:9: nmae: expected a known key, received an unknown one. Did you mean `name`?',
    'shop.yaml:12:5: services[0].desiredCount: expected an integer from 0 up, received -1.',
  ]);
});

test.each([
  [[], ''],
  [['services', 0, 'desiredCount'], 'services[0].desiredCount'],
  [['images', 'shop/web', 'sizeMb'], 'images["shop/web"].sizeMb'],
  [['a.b', 'x[0]', '', 'say "hi"', '7'], '["a.b"]["x[0]"][""]["say \\"hi\\""]["7"]'],
  [['deregistration_delay', 'a-b', '$x'], 'deregistration_delay.a-b.$x'],
])('%j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});

test.each([
  [-1, '-1'],
  [0.5, '0.5'],
  [true, 'true'],
  [null, 'nothing'],
  [undefined, 'nothing'],
  ['', 'an empty text'],
  ['web', '"web"'],
  ['a "b"\n\u001b[31m', '"a \\"b\\"\\n\\u001b[31m"'],
  ['x'.repeat(60), `"${'x'.repeat(60)}"`],
  ['x'.repeat(61), `"${'x'.repeat(60)}..."`],
  ['😀'.repeat(61), `"${'😀'.repeat(60)}..."`],
  [[], 'an empty list'],
  [[1, 2, 3], 'a list of 3'],
  [{}, 'an empty mapping'],
  [{ a: 1 }, 'a mapping with the key a'],
  [{ a: 1, 'b c': 2 }, 'a mapping with the keys a, "b c"'],
  [{ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1 }, 'a mapping with the keys a, b, c, d, e and 2 more'],
])('%j is received as %s', (value, text) => {
  expect(describeValue(value)).toBe(text);
});

test('no text of a user reaches the terminal as an order to it', () => {
  const orders = '\u001b]0;x\u0007\u009b31m\u202e\u2066\u2028\n\r\u0000';
  const problem: Problem = { path: [orders], expected: orders, received: orders, hint: orders };
  expect(describeProblem(orders, problem)).toMatch(/^[\x20-\x7e]*$/);
});

test('no sentence is longer than its reader can bear, whatever the text', () => {
  const long = 'x'.repeat(1_000_000);
  const received = describeValue({ [long]: 1, [`${long}1`]: 1 });
  expect(describeProblem('f', { path: [long, long], expected: 'less', received }).length).toBeLessThan(700);
});

test.each([
  ['CLUSTERNAME', ['clusters', 'clusterName'], 'clusterName'],
  ['desiredCuont', ['desired', 'desiredCount'], 'desiredCount'],
  ['desired_count', ['desiredCount'], 'desiredCount'],
  ['imgae', ['image', 'images'], 'image'],
  ['cpus', ['memory', 'cpu'], 'cpu'],
  ['gpu', ['cpu'], 'cpu'],
  ['id', ['at'], null],
  ['zzz', ['clusterName'], null],
  ['node', ['task', 'type'], null],
  ['', ['a'], null],
  ['waitMs', ['rate', 'waitMsPerRequest'], 'waitMsPerRequest'],
  ['maxConcurrent', ['maxConcurrentPerTask'], 'maxConcurrentPerTask'],
  ['memory', ['memoryGiB', 'memoryMib'], null],
  ['cp', ['cpuMsPerRequest'], null],
  ['timeoutInMs', ['time', 'timeout'], 'timeout'],
  ['rateOfRequests', ['rate'], null],
  ['x'.repeat(1_000_000), ['clusterName'], null],
])('%.20s is meant to be the one of %j that is near', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});

test('a slip of the finger in a long name is always forgiven, and a known name is its own nearest', () => {
  const known = ['desiredCount', 'capacityProviderStrategy', 'minimumHealthyPercent', 'containerInstances'];
  fc.assert(
    fc.property(fc.constantFrom(...known), fc.nat(), fc.constantFrom('', 'q', 'qq'), (name, place, typed) => {
      const at = place % name.length;
      expect(nearestName(name.slice(0, at) + typed + name.slice(at + 1), known)).toBe(name);
      expect(nearestName(name.toUpperCase(), known)).toBe(name);
    }),
    { seed: 1, numRuns: 100 },
  );
});
