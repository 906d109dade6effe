import { formatInstant } from '../../../units/calendar.ts';
import type { ClusterQuery, QueryTest } from './cluster-query.ts';
import { evaluateQuery } from './evaluate-query.ts';
import { formatQuery } from './format-query.ts';
import type { QuerySubject } from './query-subject.ts';

/**
 * Why the query is false for a container instance: the fewest tests that make it so, each with what the instance has, such as
 * `attribute:stack == prod (is test)`. `null` when it is true.
 */
export function explainQuery(query: ClusterQuery, subject: QuerySubject): string | null {
  if (evaluateQuery(query, subject)) return null;
  return reasonsFor(query, false, subject).join('; ');
}

/** The fewest tests that make a query what it is, true or false. */
function reasonsFor(query: ClusterQuery, isTrue: boolean, subject: QuerySubject): readonly string[] {
  switch (query.kind) {
    case 'not':
      return reasonsFor(query.term, !isTrue, subject);
    case 'test':
      return [`${isTrue ? 'not ' : ''}${formatQuery(query)} (${describeSubject(query, subject)})`];
    case 'and':
    case 'or': {
      const decisive = query.terms.filter((term) => evaluateQuery(term, subject) === isTrue);
      const reasons = decisive.map((term) => reasonsFor(term, isTrue, subject));
      const oneDecides = isTrue === (query.kind === 'or');
      return oneDecides ? reasons.reduce((a, b) => (b.length < a.length ? b : a)) : reasons.flat();
    }
    default:
      return query satisfies never;
  }
}

/** Groups that are named of those on an instance. */
const MOST_GROUPS = 5;

/** What the instance has of what the test asks for. */
function describeSubject({ subject: name, attribute }: QueryTest, subject: QuerySubject): string {
  switch (name) {
    case 'attribute': {
      const value = subject.attribute(attribute);
      return value === undefined ? 'is not set' : `is ${value}`;
    }
    case 'agentConnected':
    case 'agentVersion':
    case 'ec2InstanceId':
    case 'runningTasksCount':
      return `is ${subject[name]}`;
    case 'registeredAt':
      return `is ${formatInstant(subject.registeredAtMs)}`;
    case 'task:group':
      return describeGroups(subject);
    default:
      return name satisfies never;
  }
}

function describeGroups(subject: QuerySubject): string {
  const groups = new Set<string>();
  subject.hasTaskGroup((group) => {
    groups.add(group);
    return false;
  });
  if (groups.size === 0) return 'no task is there';
  const named = [...groups].slice(0, MOST_GROUPS).join(', ');
  return `has ${named}${groups.size > MOST_GROUPS ? ` and ${groups.size - MOST_GROUPS} more` : ''}`;
}
