import type { ClusterQuery, QueryTest } from './cluster-query.ts';

/** The tests of a query, in the order in which they are written. */
export function testsOf(query: ClusterQuery): readonly QueryTest[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.terms.flatMap(testsOf);
    case 'not':
      return testsOf(query.term);
    case 'test':
      return [query];
    default:
      return query satisfies never;
  }
}

/** The attributes that a query asks for, each once. */
export function attributesOf(query: ClusterQuery): readonly string[] {
  const names = testsOf(query).filter(({ subject }) => subject === 'attribute');
  return [...new Set(names.map(({ attribute }) => attribute))];
}
