import { expect, test } from 'vitest';
import { explainQuery } from '../../../src/policies/placement/cluster-query/explain-query.ts';
import { subjectOf } from './query-arbitrary.ts';
import { instanceWith, queryOf } from './support.ts';

const INSTANCE = instanceWith({
  attributes: { stack: 'test', rack: 'r1' },
  registeredAtMs: Date.UTC(2018, 1, 12, 5, 30),
  runningTasksCount: 3,
  taskGroups: ['service:web', 'database', 'service:web'],
});

test.each([
  ['attribute:stack == test', null],
  ['attribute:stack == prod', 'attribute:stack == prod (is test)'],
  ['attribute:none != prod', 'attribute:none != prod (is not set)'],
  ['not(attribute:stack equals test)', 'not attribute:stack == test (is test)'],
  ['runningTasksCount < 3', 'runningTasksCount < 3 (is 3)'],
  ['agentConnected == false', 'agentConnected == false (is true)'],
  ['agentVersion < 1.9', 'agentVersion < 1.9 (is 1.80.0)'],
  ['ec2InstanceId in [i-2, i-3]', 'ec2InstanceId in [i-2, i-3] (is i-1)'],
  ['registeredAt > 2018-02-13', 'registeredAt > 2018-02-13 (is 2018-02-12T05:30:00.000Z)'],
  ['task:group == x', 'task:group == x (has service:web, database)'],
  // Of what all must hold the part that takes the fewest tests; of what one must, all.
  ['(attribute:stack == a or attribute:stack == b) and attribute:rack == r2', 'attribute:rack == r2 (is r1)'],
  [
    'attribute:stack == a or attribute:rack == r2',
    'attribute:stack == a (is test); attribute:rack == r2 (is r1)',
  ],
  [
    'not (attribute:stack == test and attribute:rack == r1)',
    'not attribute:stack == test (is test); not attribute:rack == r1 (is r1)',
  ],
  ['not (attribute:stack == a or attribute:rack == r1)', 'not attribute:rack == r1 (is r1)'],
])('%s: %s', (expression, reason) => {
  expect(explainQuery(queryOf(expression), subjectOf(INSTANCE))).toBe(reason);
});

test('an instance without tasks says so', () => {
  expect(explainQuery(queryOf('task:group == x'), subjectOf(instanceWith()))).toBe(
    'task:group == x (no task is there)',
  );
});
