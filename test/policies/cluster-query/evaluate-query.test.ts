import { expect, test } from 'vitest';
import { evaluateQuery } from '../../../src/policies/placement/cluster-query/evaluate-query.ts';
import { isStatic } from '../../../src/policies/placement/cluster-query/is-static.ts';
import { attributesOf } from '../../../src/policies/placement/cluster-query/query-tests.ts';
import type { NaiveInstance } from '../../oracles/naive-cluster-query.ts';
import { subjectOf } from './query-arbitrary.ts';
import { instanceWith, queryOf } from './support.ts';

/** Four instances on which most expressions answer differently. */
const FLEET: readonly NaiveInstance[] = [
  instanceWith({
    ec2InstanceId: 'i-1',
    attributes: { 'ecs.instance-type': 't2.small', 'ecs.availability-zone': 'us-east-1a', stack: 'prod' },
    agentVersion: '1.14.4',
    registeredAtMs: Date.UTC(2018, 1, 12),
    runningTasksCount: 1,
    taskGroups: ['service:production'],
  }),
  instanceWith({
    ec2InstanceId: 'i-2',
    attributes: { 'ecs.instance-type': 't2.medium', 'ecs.availability-zone': 'us-east-1b', stack: 'test' },
    agentVersion: '1.14.5',
    registeredAtMs: Date.UTC(2018, 1, 13),
  }),
  instanceWith({
    ec2InstanceId: 'i-3',
    attributes: { 'ecs.instance-type': 'g2.2xlarge', 'ecs.availability-zone': 'us-east-1d' },
    agentVersion: '1.15.0',
    registeredAtMs: Date.UTC(2018, 2, 1),
    runningTasksCount: 2,
    taskGroups: ['database'],
  }),
  instanceWith({
    ec2InstanceId: 'i-4',
    attributes: { 'ecs.instance-type': 'g2.2xlarge', 'ecs.availability-zone': 'us-east-1a' },
    agentConnected: false,
    agentVersion: '1.9.0',
    registeredAtMs: Date.UTC(2017, 11, 1),
    runningTasksCount: 1,
    taskGroups: ['database', 'service:production'],
  }),
];

function matches(expression: string): string {
  const query = queryOf(expression);
  return FLEET.filter((instance) => evaluateQuery(query, subjectOf(instance)))
    .map(({ ec2InstanceId }) => ec2InstanceId.slice(2))
    .join('');
}

test.each([
  // ecs
  ['attribute:ecs.instance-type == t2.small', '1'],
  ['attribute:ecs.availability-zone in [us-east-1a, us-east-1b]', '124'],
  ['attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d', '4'],
  ['task:group == service:production', '14'],
  ['agentVersion < 1.14.5', '14'],
  ['registeredAt < 2018-02-13', '14'],
  ['attribute:stack == prod', '1'],
  ['attribute:stack != prod', '2'],
  ['attribute:stack exists', '12'],
  ['attribute:stack !exists', '34'],
  ['attribute:ecs.instance-type in [t2.small, t2.medium]', '12'],
  ['!(runningTasksCount > 0) || attribute:stack == prod', '12'],
  ['attribute:ecs.instance-type !~ t2.*', '34'],
])('example: %s', (expression, expected) => {
  expect(matches(expression)).toBe(expected);
});

test.each([
  // ecs: an attribute that is not there
  ['attribute:stack !in [prod]', '2'],
  ['attribute:stack !~ p.*', '2'],
  ['attribute:stack >= a', '12'],
  ['not attribute:stack != prod', '134'],
  ['not attribute:stack exists', '34'],
  ['attribute:toString exists', ''],
  // ecs: the whole value
  ['attribute:stack =~ pro', ''],
  ['attribute:stack =~ (?i)PROD', '1'],
  ['attribute:ecs.instance-type =~ "t2\\.(small|medium)"', '12'],
  // ecs: no task of the group
  ['task:group != database', '12'],
  ['not task:group == database', '12'],
  ['task:group in [database, service:web]', '34'],
  ['task:group !in [database]', '12'],
  ['task:group =~ service:.*', '14'],
  ['task:group !~ service:.*', '23'],
  ['task:group == database and task:group == service:production', '4'],
  // the other subjects
  ['agentConnected == true', '123'],
  ['agentConnected in [false]', '4'],
  ['agentConnected =~ f.*', '4'],
  ['ec2InstanceId in [i-1, i-3]', '13'],
  ['ec2InstanceId !~ i-[13]', '24'],
  ['agentVersion == 1.9', '4'],
  ['agentVersion != 1.9', '123'],
  ['agentVersion >= 1.14.5', '23'],
  ['agentVersion > 1.14.4.9', '23'],
  ['registeredAt == 2018-02-13T00:00:00Z', '2'],
  ['registeredAt == 2018-02-13T01:00:00+01:00', '2'],
  ['registeredAt > 2018-02-12T23:59:59', '23'],
  ['runningTasksCount != 1', '23'],
  ['runningTasksCount <= 0', '2'],
  // precedence: not, then and, then or
  ['attribute:stack == prod or attribute:stack == test and runningTasksCount > 5', '1'],
  ['(attribute:stack == prod or attribute:stack == test) and runningTasksCount > 5', ''],
  ['not attribute:stack == prod and runningTasksCount == 1', '4'],
  ['not not attribute:stack == prod', '1'],
])('%s', (expression, expected) => {
  expect(matches(expression)).toBe(expected);
});

test('an agent without a version fails every test of it', () => {
  const subject = subjectOf(instanceWith({ agentVersion: '' }));
  for (const operator of ['==', '!=', '>', '>=', '<', '<='])
    expect(evaluateQuery(queryOf(`agentVersion ${operator} 1.0`), subject)).toBe(false);
});

test('one query asks instance after instance, also one that changes', () => {
  const query = queryOf('runningTasksCount < 2 and task:group !~ job.*');
  const changing = { ...subjectOf(instanceWith()), runningTasksCount: 1 };
  expect(evaluateQuery(query, changing)).toBe(true);
  changing.runningTasksCount = 2;
  expect(evaluateQuery(query, changing)).toBe(false);
  expect(evaluateQuery(structuredClone(query), changing)).toBe(false);
});

test('only attributes, ids and agent versions stay what they are', () => {
  expect(isStatic(queryOf('not (attribute:a == b or agentVersion > 1) and ec2InstanceId == i-1'))).toBe(true);
  for (const changing of [
    'agentConnected == true',
    'registeredAt > 2018-01-01',
    'runningTasksCount > 1',
    'task:group == a',
  ])
    expect(isStatic(queryOf(`attribute:a == b and not (${changing})`))).toBe(false);
});

test('the attributes of a query, each once', () => {
  expect(
    attributesOf(
      queryOf('attribute:b == x or not (attribute:a exists and attribute:b != y) or task:group == c'),
    ),
  ).toEqual(['b', 'a']);
});
