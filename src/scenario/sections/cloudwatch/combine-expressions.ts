import type { Expression } from '../../../cloudwatch/metric.ts';

/** Parts that expressions may come to, put into each other. */
const MOST_PARTS = 1000;

/** One expression over metrics alone. */
export interface CombinedExpression {
  /** Its terms are positions in `entries`. */
  readonly expression: Expression;
  /** Positions of the metrics among what the expressions were read over, in ascending order. */
  readonly entries: readonly number[];
}

/** Why there is none, and at which entry. */
export interface ExpressionRefusal {
  readonly entry: number;
  readonly expected: string;
  readonly received: string;
}

/** Puts expressions that name each other into the one that is wanted; `null` stands for a metric. */
export function combineExpressions(
  expressions: readonly (Expression | null)[],
  wanted: number,
): CombinedExpression | ExpressionRefusal {
  const open: number[] = [];
  const used = new Set<number>();
  const refusals: ExpressionRefusal[] = [];
  let parts = 0;
  const resolve = (entry: number): Expression => {
    if (open.includes(entry))
      refusals.push({ entry, expected: 'an expression that does not lead back to itself', received: 'one' });
    if (parts++ > MOST_PARTS)
      refusals.push({
        entry: wanted,
        expected: `expressions of at most ${MOST_PARTS} parts`,
        received: 'more',
      });
    if (refusals.length > 0) return NOTHING;
    const inner = expressions[entry];
    if (inner === null || inner === undefined) {
      used.add(entry);
      return { kind: 'term', term: entry };
    }
    open.push(entry);
    const whole = mapTerms(inner, resolve);
    open.pop();
    return whole;
  };
  const whole = resolve(wanted);
  if (refusals.length > 0) return refusals[0]!;
  if (used.size === 0)
    return { entry: wanted, expected: 'an expression of at least one metric', received: 'none' };
  const entries = [...used].sort((a, b) => a - b);
  // Each expression has counted its own slots.
  let slots = 0;
  const expression = mapTerms(
    whole,
    (term) => ({ kind: 'term', term: entries.indexOf(term) }),
    () => slots++,
  );
  return { expression, entries };
}

const NOTHING: Expression = { kind: 'number', value: 0 };

/** The expression with something else in the place of each term, and of each slot of what is repeated. */
function mapTerms(
  expression: Expression,
  toTerm: (term: number) => Expression,
  toSlot: (slot: number) => number = (slot) => slot,
): Expression {
  const inside = (part: Expression) => mapTerms(part, toTerm, toSlot);
  switch (expression.kind) {
    case 'number':
      return expression;
    case 'term':
      return toTerm(expression.term);
    case 'negative':
      return { ...expression, of: inside(expression.of) };
    case 'binary':
      return { ...expression, left: inside(expression.left), right: inside(expression.right) };
    case 'call':
      return { ...expression, values: expression.values.map(inside) };
    case 'fill':
      return { ...expression, of: inside(expression.of), by: inside(expression.by) };
    case 'repeat':
      return { ...expression, of: inside(expression.of), slot: toSlot(expression.slot) };
    default:
      return expression satisfies never;
  }
}
