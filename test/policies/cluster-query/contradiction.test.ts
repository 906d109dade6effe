import { expect, test } from 'vitest';
import { contradiction } from '../../../src/policies/placement/cluster-query/contradiction.ts';
import { queryOf } from './support.ts';

function conflict(...expressions: string[]): string | null {
  return contradiction(expressions.map(queryOf));
}

test.each([
  ['attribute:a == x', 'attribute:a == y'],
  ['attribute:a == x', 'attribute:a !exists'],
  ['attribute:a exists', 'attribute:a !exists'],
  ['attribute:a in [x, y]', 'attribute:a == z'],
  ['attribute:a in [x1, x2]', 'attribute:a !~ x.*'],
  ['attribute:a =~ x.*', 'attribute:a !~ x.*'],
  ['attribute:a > m', 'attribute:a < m'],
  ['attribute:a == x', 'not attribute:a == x'],
  ['agentVersion > 1.2', 'agentVersion <= 1.2.0'],
  ['runningTasksCount > 3', 'runningTasksCount < 4'],
  ['registeredAt < 2018-01-01', 'registeredAt >= 2018-01-01T00:00:00Z'],
  ['agentConnected == true', 'agentConnected == false'],
  ['ec2InstanceId == i-1', 'ec2InstanceId !in [i-1, i-2]'],
  ['task:group in [a, b]', 'task:group !~ [ab]'],
])('%s and %s can never hold together', (a, b) => {
  expect(conflict(a, b)).toBe(`${a} and ${b}`);
  expect(conflict(`(agentVersion > 1) and ${a}`, `${b} and attribute:other exists`)).toBe(`${a} and ${b}`);
});

test.each([
  ['attribute:a == x', 'attribute:b == y'],
  ['attribute:a != x', 'attribute:a != y'],
  ['not attribute:a == x', 'not attribute:a exists'],
  ['attribute:a !exists', 'not attribute:a != x'],
  ['attribute:a =~ x.*', 'attribute:a =~ y.*'],
  ['task:group == a', 'task:group == b'],
  ['runningTasksCount > 3', 'runningTasksCount < 5'],
  ['agentVersion > 1.2', 'agentVersion < 1.2.1'],
  ['attribute:a == x or attribute:b == y', 'attribute:a == z'],
])('%s and %s may', (a, b) => {
  expect(conflict(a, b)).toBeNull();
});

test('of alternatives each must be impossible, and what by itself is never true is one too', () => {
  expect(conflict('attribute:a == x or attribute:a == y', 'attribute:a == z')).toBe(
    'attribute:a == x and attribute:a == z; attribute:a == y and attribute:a == z',
  );
  expect(conflict('runningTasksCount < 0')).toBe('runningTasksCount < 0');
  expect(
    conflict(
      'runningTasksCount <= 2',
      'runningTasksCount != 0 and runningTasksCount != 1 and not runningTasksCount == 2',
    ),
  ).toBe(
    'runningTasksCount <= 2 and runningTasksCount != 0 and runningTasksCount != 1 and not runningTasksCount == 2',
  );
  expect(conflict()).toBeNull();
});

test('what has very many alternatives is left alone, at once', () => {
  const wide = Array.from({ length: 10 }, (_, i) => `(attribute:a == x${i} or attribute:a == y${i})`).join(
    ' and ',
  );
  expect(conflict(wide)).toBeNull();
});
