import fc from 'fast-check';
import { isScalar } from '../../../src/cloudwatch/math/is-scalar.ts';
import type { BinaryOperator, Expression, MathFunction } from '../../../src/cloudwatch/metric.ts';

export const IDS: readonly string[] = ['m1', 'm2', 'errors_5xx'];

const OPERATORS: readonly Exclude<BinaryOperator, '^'>[] = [
  '+',
  '-',
  '*',
  '/',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  'AND',
  'OR',
];

const anyTerm = fc.nat({ max: IDS.length - 1 }).map((term): Expression => ({ kind: 'term', term }));
/** Powers are small and whole, so that multiplying them out one by one gives the same bits. */
const anyExponent = fc.tuple(fc.nat({ max: 3 }), fc.boolean()).map(([value, isNegative]): Expression => {
  const number = { kind: 'number', value } as const;
  return isNegative ? { kind: 'negative', of: number } : number;
});

const { any } = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
    anyTerm,
    fc.constantFrom(0, 0.5, 1, 2, 7.25, 100).map((value): Expression => ({ kind: 'number', value })),
    fc
      .tuple(fc.constantFrom(...OPERATORS), tie('any'), tie('any'))
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right })),
    fc
      .tuple(tie('any'), anyExponent)
      .map(([left, right]): Expression => ({ kind: 'binary', operator: '^', left, right })),
    tie('any').map((of): Expression => ({ kind: 'negative', of })),
    fc
      .tuple(fc.constantFrom<MathFunction>('ABS', 'CEIL', 'FLOOR'), tie('any'))
      .map(([name, value]): Expression => ({ kind: 'call', name, values: [value] })),
    fc
      .tuple(
        fc.constantFrom<MathFunction>('MIN', 'MAX', 'SUM', 'AVG'),
        fc.array(tie('any'), { minLength: 1, maxLength: 4 }),
      )
      .map(([name, values]): Expression => ({ kind: 'call', name, values })),
    fc
      .array(tie('any'), { minLength: 2, maxLength: 3 })
      .map((values): Expression => ({ kind: 'call', name: 'IF', values })),
    anyTerm.map((term): Expression => ({ kind: 'call', name: 'PERIOD', values: [term] })),
    fc.tuple(tie('any'), tie('any')).map(([of, by]): Expression => ({ kind: 'fill', of, by })),
    tie('any').map((of): Expression => ({ kind: 'repeat', of, slot: 0 })),
  ),
}));

/** Expressions that say something about a metric and are short enough to be read. */
export const anyExpression: fc.Arbitrary<Expression> = any
  .filter((expression) => !isScalar(expression) && printed(expression).length <= 1024)
  .map((expression) => numbered(expression, { slots: 0 }));

/** Gives each REPEAT its slot, inner ones and left ones first. */
function numbered(expression: Expression, counter: { slots: number }): Expression {
  const inner = (of: Expression) => numbered(of, counter);
  switch (expression.kind) {
    case 'number':
    case 'term':
      return expression;
    case 'negative':
      return { ...expression, of: inner(expression.of) };
    case 'binary': {
      const left = inner(expression.left);
      return { ...expression, left, right: inner(expression.right) };
    }
    case 'call':
      return { ...expression, values: expression.values.map(inner) };
    case 'fill': {
      const of = inner(expression.of);
      return { ...expression, of, by: inner(expression.by) };
    }
    case 'repeat': {
      const of = inner(expression.of);
      return { ...expression, of, slot: counter.slots++ };
    }
  }
}

const BINDING: Readonly<Record<BinaryOperator, number>> = {
  OR: 0,
  AND: 1,
  '<': 2,
  '<=': 2,
  '>': 2,
  '>=': 2,
  '==': 2,
  '!=': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 6,
};
const NEGATIVE = 5;
const ATOM = 7;

/** The expression as text, with no more parentheses than it needs. */
export function printed(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'term':
      return IDS[expression.term]!;
    case 'negative':
      return `-${within(expression.of, NEGATIVE)}`;
    case 'binary': {
      const { operator, left, right } = expression;
      const binding = BINDING[operator];
      if (operator === '^') return `${within(left, ATOM)}^${within(right, NEGATIVE)}`;
      return `${within(left, binding)} ${operator} ${within(right, binding + 1)}`;
    }
    case 'call': {
      const values = expression.values.map(printed).join(', ');
      return /^(MIN|MAX|SUM|AVG)$/.test(expression.name)
        ? `${expression.name}([${values}])`
        : `${expression.name}(${values})`;
    }
    case 'fill':
      return `FILL(${printed(expression.of)}, ${printed(expression.by)})`;
    case 'repeat':
      return `FILL(${printed(expression.of)}, REPEAT)`;
  }
}

function within(expression: Expression, binding: number): string {
  const own =
    expression.kind === 'binary'
      ? BINDING[expression.operator]
      : expression.kind === 'negative'
        ? NEGATIVE
        : ATOM;
  return own < binding ? `(${printed(expression)})` : printed(expression);
}
