/** A cluster query as plain data (ecs: ): operators are symbols, and of parentheses only the grouping is left. */
export type ClusterQuery =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly ClusterQuery[] }
  | { readonly kind: 'not'; readonly term: ClusterQuery }
  | QueryTest;

/** One test of a container instance. */
export interface QueryTest {
  readonly kind: 'test';
  readonly subject: SubjectName;
  /** The attribute's name; empty for every other subject. */
  readonly attribute: string;
  readonly operator: QueryOperator;
  /** One, for `in` and `!in` one or more, for `exists` and `!exists` none. */
  readonly values: readonly string[];
}

export type SubjectName =
  | 'agentConnected'
  | 'agentVersion'
  | 'attribute'
  | 'ec2InstanceId'
  | 'registeredAt'
  | 'runningTasksCount'
  | 'task:group';

export type QueryOperator =
  | '=='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'in'
  | '!in'
  | '=~'
  | '!~'
  | 'exists'
  | '!exists';
