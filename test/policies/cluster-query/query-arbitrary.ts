import fc from 'fast-check';
import type {
  ClusterQuery,
  QueryOperator,
  QueryTest,
  SubjectName,
} from '../../../src/policies/placement/cluster-query/cluster-query.ts';
import type { QuerySubject } from '../../../src/policies/placement/cluster-query/query-subject.ts';
import type { NaiveInstance } from '../../oracles/naive-cluster-query.ts';

const ATTRIBUTES = ['stack', 'ecs.instance-type', 'rack'];
const TEXTS = ['prod', 'test', 't2.small', 'g2.2xlarge', 'a b', 'and', "it's", '', 'us-east-1a'];
const GROUPS = ['service:web', 'family:job', 'database'];
const VERSIONS = ['1.9.0', '1.14.4', '1.14.5', '1.14', '1.14.0', '2'];
const INSTANTS = [
  '2018-02-12',
  '2018-02-12T05:30',
  '2018-02-12T05:30:00Z',
  '2018-02-12T06:30:00+01:00',
  '2018-03-01',
];
/** Patterns that Java and JavaScript read alike. */
const PATTERNS = [
  't2.*',
  '[gt]2\\..*',
  '(prod|test)',
  '.*',
  '',
  'a b',
  '[a-z]+',
  'x|',
  '(t|g)2\\.(small|[0-9]xlarge)',
];

const TEXT_OPERATORS: QueryOperator[] = ['==', '!=', 'in', '!in', '=~', '!~'];
const ORDER_OPERATORS: QueryOperator[] = ['==', '!=', '>', '>=', '<', '<='];

function test(
  subject: SubjectName,
  operators: readonly QueryOperator[],
  values: readonly string[],
): fc.Arbitrary<QueryTest> {
  const attribute = subject === 'attribute' ? fc.constantFrom(...ATTRIBUTES) : fc.constant('');
  return fc.constantFrom(...operators).chain((operator) =>
    fc.record({
      kind: fc.constant('test' as const),
      subject: fc.constant(subject),
      attribute,
      operator: fc.constant(operator),
      values: valuesOf(operator, values),
    }),
  );
}

function valuesOf(operator: QueryOperator, values: readonly string[]): fc.Arbitrary<string[]> {
  const value = fc.constantFrom(...values);
  if (operator === 'exists' || operator === '!exists') return fc.constant([]);
  if (operator === 'in' || operator === '!in') return fc.array(value, { minLength: 1, maxLength: 3 });
  return (operator === '=~' || operator === '!~' ? fc.constantFrom(...PATTERNS) : value).map((one) => [one]);
}

/** One test of any subject. */
export const anyTest: fc.Arbitrary<QueryTest> = fc.oneof(
  {
    weight: 4,
    arbitrary: test('attribute', [...TEXT_OPERATORS, 'exists', '!exists', '>', '>=', '<', '<='], TEXTS),
  },
  test('agentConnected', TEXT_OPERATORS, ['true', 'false']),
  test('agentVersion', ORDER_OPERATORS, VERSIONS),
  test('ec2InstanceId', TEXT_OPERATORS, ['i-1', 'i-2']),
  test('registeredAt', ORDER_OPERATORS, INSTANTS),
  test('runningTasksCount', ORDER_OPERATORS, ['0', '1', '2', '-1']),
  test('task:group', TEXT_OPERATORS, GROUPS),
);

/** Queries as a parser makes them: a chain has two terms or more. */
export const anyQuery: fc.Arbitrary<ClusterQuery> = fc.letrec<{ query: ClusterQuery }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'query' },
    anyTest,
    fc.record({ kind: fc.constant('not' as const), term: tie('query') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('query'), { minLength: 2, maxLength: 3, depthIdentifier: 'query' }),
    }),
  ),
})).query;

export const anyInstance: fc.Arbitrary<NaiveInstance> = fc.record({
  attributes: fc.dictionary(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...TEXTS), { maxKeys: 3 }),
  agentConnected: fc.boolean(),
  agentVersion: fc.constantFrom(...VERSIONS),
  ec2InstanceId: fc.constantFrom('i-1', 'i-2', 'i-3'),
  registeredAtMs: fc
    .constantFrom(...INSTANTS)
    .map((text) => Date.parse(text.length === 16 ? `${text}Z` : text)),
  runningTasksCount: fc.nat(3),
  taskGroups: fc.array(fc.constantFrom(...GROUPS), { maxLength: 2 }),
});

/** What the query language sees of an instance. */
export function subjectOf({ attributes, taskGroups, ...rest }: NaiveInstance): QuerySubject {
  return {
    ...rest,
    attribute: (name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined),
    hasTaskGroup: (passes) => taskGroups.some(passes),
  };
}
