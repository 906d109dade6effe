import type { ClusterQuery } from './cluster-query.ts';
import { isPossible } from './possible-values.ts';
import { type Clause, clausesOf, formatLiteral, type Literal } from './query-clauses.ts';

/**
 * What of the queries can never be true together, such as `attribute:stack == prod and attribute:stack == test`; of
 * alternatives each one's, divided by semicolons. `null` when that is not certain.
 */
export function contradiction(queries: readonly ClusterQuery[]): string | null {
  const clauses = clausesOf(queries);
  if (clauses === null) return null;
  const conflicts = new Set<string>();
  for (const clause of clauses) {
    const conflict = conflictIn(clause);
    if (conflict === null) return null;
    conflicts.add(conflict.map(formatLiteral).join(' and '));
  }
  return [...conflicts].join('; ');
}

/** The fewest literals that cannot hold together, all about one subject. */
function conflictIn(clause: Clause): readonly Literal[] | null {
  for (const literals of bySubject(clause)) if (!isPossible(literals)) return withoutIdle(literals);
  return null;
}

function bySubject(clause: Clause): Iterable<readonly Literal[]> {
  const groups = new Map<string, Literal[]>();
  for (const literal of clause) {
    const subject = `${literal.test.subject}:${literal.test.attribute}`;
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [literal]);
    else group.push(literal);
  }
  return groups.values();
}

/** Without those that the conflict does not need. */
function withoutIdle(literals: readonly Literal[]): readonly Literal[] {
  let needed = literals;
  for (const literal of literals) {
    const others = needed.filter((other) => other !== literal);
    if (others.length > 0 && !isPossible(others)) needed = others;
  }
  return needed;
}
