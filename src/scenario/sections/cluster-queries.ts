import type { ClusterQuery } from '../../policies/placement/cluster-query/cluster-query.ts';
import { contradiction } from '../../policies/placement/cluster-query/contradiction.ts';
import {
  parseClusterQuery,
  type QueryMistake,
  SUBJECT_NAMES,
} from '../../policies/placement/cluster-query/parse-query.ts';
import type { Findings } from '../findings.ts';
import { describeValue, nearestName, type Path } from '../reading/problem.ts';
import type { PlacementConstraintSpec } from '../scenario.ts';

/** The expression as a query; `null`, with a problem that points at the character, when it is none (ecs:R-3.24). */
export function resolveQuery(expression: string, path: Path, findings: Findings): ClusterQuery | null {
  const parsed = parseClusterQuery(expression);
  if ('query' in parsed) return parsed.query;
  const { at, expected, received, hint, unknownSubject } = parsed.mistake;
  findings.add(
    path,
    `${expected} at character ${at + 1}`,
    expression.trim() === '' ? received : `${received} in ${excerpt(expression, at)}`,
    hint ?? subjectHint(unknownSubject),
    at,
  );
  return null;
}

const LONGEST_EXCERPT = 56;

/** The expression around a place. */
function excerpt(expression: string, at: number): string {
  if (expression.length <= LONGEST_EXCERPT) return describeValue(expression);
  const from = Math.max(0, Math.min(at - LONGEST_EXCERPT / 2, expression.length - LONGEST_EXCERPT));
  const to = from + LONGEST_EXCERPT;
  const before = from > 0 ? '...' : '';
  const after = to < expression.length ? '...' : '';
  return describeValue(`${before}${expression.slice(from + before.length, to - after.length)}${after}`);
}

/** A subject that is no subject is one with a slip, or an attribute without the word in front. */
function subjectHint(word: QueryMistake['unknownSubject']): string | undefined {
  if (word === undefined) return undefined;
  const attribute = /^attributes?[^\w]+(.*)$/i.exec(word)?.[1] ?? word;
  const nearest = attribute === word ? nearestName(word, SUBJECT_NAMES) : null;
  return `Did you mean ${nearest ?? `attribute:${attribute || 'NAME'}`}?`;
}

/** One constraint with an expression, and what it belongs to. */
interface Stated {
  readonly expression: string;
  readonly query: ClusterQuery;
  /** ` of task definition web:1`, or empty. */
  readonly owner: string;
}

/** A problem when constraints of one list can never hold together. */
export function checkContradictions(
  constraints: readonly PlacementConstraintSpec[],
  path: Path,
  findings: Findings,
): void {
  addContradiction(stated(constraints, ''), path, findings);
}

/** The same for those of a workload beside those of its task definition; each list by itself has been checked. */
export function checkContradictionsWith(
  definition: { readonly label: string; readonly constraints: readonly PlacementConstraintSpec[] },
  own: readonly PlacementConstraintSpec[],
  path: Path,
  findings: Findings,
): void {
  const inherited = stated(definition.constraints, ` of task definition ${definition.label}`);
  const added = stated(own, '');
  if (added.length === 0 || conflictOf(inherited) !== null || conflictOf(added) !== null) return;
  addContradiction([...inherited, ...added], path, findings);
}

function stated(constraints: readonly PlacementConstraintSpec[], owner: string): readonly Stated[] {
  return constraints.flatMap((constraint) =>
    constraint.type === 'memberOf' ? [{ ...constraint, owner }] : [],
  );
}

function conflictOf(constraints: readonly Stated[]): string | null {
  return contradiction(constraints.map(({ query }) => query));
}

function addContradiction(constraints: readonly Stated[], path: Path, findings: Findings): void {
  const conflict = conflictOf(constraints);
  if (conflict === null) return;
  const needed = withoutIdle(constraints);
  findings.add(
    path,
    'constraints that can hold together',
    needed.map(({ expression, owner }) => `${describeValue(expression)}${owner}`).join(' and '),
    `No container instance can ever pass: ${conflict}.`,
  );
}

/** Without those that the contradiction does not need. */
function withoutIdle(constraints: readonly Stated[]): readonly Stated[] {
  let needed = constraints;
  for (const constraint of constraints) {
    const others = needed.filter((other) => other !== constraint);
    if (conflictOf(others) !== null) needed = others;
  }
  return needed;
}
