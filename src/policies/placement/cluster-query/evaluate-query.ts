import type { ClusterQuery, QueryOperator, QueryTest } from './cluster-query.ts';
import type { QuerySubject } from './query-subject.ts';
import { compareVersions, readCount, readRegisteredAt, readVersion } from './query-values.ts';
import { orderTest, textTest } from './value-tests.ts';

/** Whether the query is true for a container instance (ecs: ). */
export function evaluateQuery(query: ClusterQuery, subject: QuerySubject): boolean {
  let test = COMPILED.get(query);
  if (test === undefined) {
    test = compile(query);
    COMPILED.set(query, test);
  }
  return test(subject);
}

type SubjectTest = (subject: QuerySubject) => boolean;

/** Queries that were asked already: a query is asked of thousands of instances, its values and patterns are read once. */
const COMPILED = new WeakMap<ClusterQuery, SubjectTest>();

function compile(query: ClusterQuery): SubjectTest {
  switch (query.kind) {
    case 'and': {
      const terms = query.terms.map(compile);
      return (subject) => terms.every((holds) => holds(subject));
    }
    case 'or': {
      const terms = query.terms.map(compile);
      return (subject) => terms.some((holds) => holds(subject));
    }
    case 'not': {
      const holds = compile(query.term);
      return (subject) => !holds(subject);
    }
    case 'test':
      return compileTest(query);
    default:
      return query satisfies never;
  }
}

function compileTest({ subject: name, attribute, operator, values }: QueryTest): SubjectTest {
  const [value = ''] = values;
  switch (name) {
    case 'attribute':
      return attributeTest(attribute, operator, values);
    case 'agentConnected': {
      const holds = textTest(operator, values);
      return (subject) => holds(String(subject.agentConnected));
    }
    case 'ec2InstanceId': {
      const holds = textTest(operator, values);
      return (subject) => holds(subject.ec2InstanceId);
    }
    case 'agentVersion':
      return versionTest(operator, value);
    case 'registeredAt': {
      const passes = orderTest(operator);
      const at = readRegisteredAt(value)!;
      return (subject) => passes(subject.registeredAtMs - at);
    }
    case 'runningTasksCount': {
      const passes = orderTest(operator);
      const count = readCount(value)!;
      return (subject) => passes(subject.runningTasksCount - count);
    }
    case 'task:group':
      return groupTest(operator, values);
    default:
      return name satisfies never;
  }
}

/** Without the attribute every test but `!exists` is false, those that say not among them (ecs: ). */
function attributeTest(name: string, operator: QueryOperator, values: readonly string[]): SubjectTest {
  const holds = textTest(operator, values);
  const isAbsenceMeant = operator === '!exists';
  return (subject) => {
    const text = subject.attribute(name);
    return text === undefined ? isAbsenceMeant : holds(text);
  };
}

/** An agent whose version is no version fails every test, as one without it. */
function versionTest(operator: QueryOperator, value: string): SubjectTest {
  const passes = orderTest(operator);
  const wanted = readVersion(value)!;
  return ({ agentVersion }) => {
    const version = readVersion(agentVersion);
    return version !== null && passes(compareVersions(version, wanted));
  };
}

/** Whether a task of the instance has such a group; the operators that say not: whether none has (ecs: ). */
function groupTest(operator: QueryOperator, values: readonly string[]): SubjectTest {
  const asked = POSITIVE.get(operator);
  const holds = textTest(asked ?? operator, values);
  return (subject) => subject.hasTaskGroup(holds) === (asked === undefined);
}

/** What the operators that say not deny. */
const POSITIVE: ReadonlyMap<QueryOperator, QueryOperator> = new Map([
  ['!=', '=='],
  ['!in', 'in'],
  ['!~', '=~'],
]);
