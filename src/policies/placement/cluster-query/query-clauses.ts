import type { ClusterQuery, QueryTest } from './cluster-query.ts';
import { formatQuery } from './format-query.ts';

/** A test, and whether it must be true or false. */
export interface Literal {
  readonly test: QueryTest;
  readonly isTrue: boolean;
}

/** Literals that must all hold. */
export type Clause = readonly Literal[];

/** Beyond this nobody reads them, and there may be very many. */
const MOST_CLAUSES = 256;

/** Clauses of which one must hold for all queries to be true; `null` when there are too many. */
export function clausesOf(queries: readonly ClusterQuery[]): readonly Clause[] | null {
  return product(queries.map((query) => clausesFor(query, true)));
}

/** The literal as an expression. */
export function formatLiteral({ test, isTrue }: Literal): string {
  return isTrue ? formatQuery(test) : `not ${formatQuery(test)}`;
}

function clausesFor(query: ClusterQuery, isTrue: boolean): readonly Clause[] | null {
  switch (query.kind) {
    case 'test':
      return [[{ test: query, isTrue }]];
    case 'not':
      return clausesFor(query.term, !isTrue);
    case 'and':
    case 'or': {
      const parts = query.terms.map((term) => clausesFor(term, isTrue));
      return isTrue === (query.kind === 'and') ? product(parts) : sum(parts);
    }
    default:
      return query satisfies never;
  }
}

/** One clause of each part, in every way. */
function product(parts: readonly (readonly Clause[] | null)[]): readonly Clause[] | null {
  let clauses: readonly Clause[] = [[]];
  for (const part of parts) {
    if (part === null || part.length * clauses.length > MOST_CLAUSES) return null;
    clauses = clauses.flatMap((clause) => part.map((other) => [...clause, ...other]));
  }
  return clauses;
}

function sum(parts: readonly (readonly Clause[] | null)[]): readonly Clause[] | null {
  const clauses: Clause[] = [];
  for (const part of parts) {
    if (part === null || part.length + clauses.length > MOST_CLAUSES) return null;
    clauses.push(...part);
  }
  return clauses;
}
