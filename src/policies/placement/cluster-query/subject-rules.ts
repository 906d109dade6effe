import type { QueryOperator, SubjectName } from './cluster-query.ts';
import { readCount, readRegisteredAt, readVersion } from './query-values.ts';

/** What a test of a subject may look like. */
export interface SubjectRule {
  readonly operators: readonly QueryOperator[];
  /** What a value must be, for the end of "expected". */
  readonly valueForm: string;
  isValue(text: string): boolean;
}

const TEXT_OPERATORS: readonly QueryOperator[] = ['==', '!=', 'in', '!in', '=~', '!~'];
const ORDER_OPERATORS: readonly QueryOperator[] = ['==', '!=', '>', '>=', '<', '<='];
const ANY_TEXT = { valueForm: 'a value', isValue: () => true };

/** The operators and values of every subject (ecs: ). */
export const SUBJECT_RULES: Readonly<Record<SubjectName, SubjectRule>> = {
  agentConnected: {
    operators: TEXT_OPERATORS,
    valueForm: 'true or false',
    isValue: (text) => text === 'true' || text === 'false',
  },
  agentVersion: {
    operators: ORDER_OPERATORS,
    valueForm: 'a version such as 1.14.5',
    isValue: (text) => readVersion(text) !== null,
  },
  attribute: {
    operators: [...TEXT_OPERATORS, 'exists', '!exists', '>', '>=', '<', '<='],
    ...ANY_TEXT,
  },
  ec2InstanceId: { operators: TEXT_OPERATORS, ...ANY_TEXT },
  registeredAt: {
    operators: ORDER_OPERATORS,
    valueForm: 'a date or time such as 2018-02-13 or 2018-02-13T05:30:00Z',
    isValue: (text) => readRegisteredAt(text) !== null,
  },
  runningTasksCount: {
    operators: ORDER_OPERATORS,
    valueForm: 'an integer of up to 9 digits',
    isValue: (text) => readCount(text) !== null,
  },
  'task:group': { operators: TEXT_OPERATORS, ...ANY_TEXT },
};

/** Every spelling of an operator, in small letters (ecs: ). */
export const OPERATOR_SPELLINGS: ReadonlyMap<string, QueryOperator> = new Map([
  ['==', '=='],
  ['equals', '=='],
  ['!=', '!='],
  ['not_equals', '!='],
  ['>', '>'],
  ['greater_than', '>'],
  ['>=', '>='],
  ['greater_than_equal', '>='],
  ['<', '<'],
  ['less_than', '<'],
  ['<=', '<='],
  ['less_than_equal', '<='],
  ['in', 'in'],
  ['!in', '!in'],
  ['not_in', '!in'],
  ['=~', '=~'],
  ['matches', '=~'],
  ['!~', '!~'],
  ['not_matches', '!~'],
  ['exists', 'exists'],
  ['!exists', '!exists'],
  ['not_exists', '!exists'],
]);
