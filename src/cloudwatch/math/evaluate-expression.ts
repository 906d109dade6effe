import { power } from '../../units/elementary.ts';
import type { BinaryOperator, Expression, MathFunction } from '../metric.ts';
import { isScalar } from './is-scalar.ts';

/** What the value of an expression depends on besides its terms. */
export interface ExpressionContext {
  readonly periodMs: number;
  /** The last value of each `FILL(..., REPEAT)`, NaN before the first: as many as `repeatsOf`; written to. */
  readonly last: Float64Array;
}

/**
 * The data point of an expression for one period, from those of its terms; NaN is one that is missing (scaling: ). Periods
 * come in order and once each, where there is a REPEAT.
 *
 * A missing operand counts as 0 if the other one has a data point; a number is none, so `m1 * 100` is missing when m1 is. What is
 * not a finite number, as after a division by zero, is dropped. A comparison with a missing operand is missing; AWS's page would
 * count it as 0 where the other one has a data point.
 */
export function evaluateExpression(
  expression: Expression,
  values: readonly number[],
  context: ExpressionContext,
): number {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'term':
      return values[expression.term]!;
    case 'negative':
      return 0 - evaluateExpression(expression.of, values, context);
    case 'binary': {
      const left = evaluateExpression(expression.left, values, context);
      const right = evaluateExpression(expression.right, values, context);
      return join(expression, left, right);
    }
    case 'call':
      return call(expression.name, expression.values, values, context);
    case 'fill': {
      const value = evaluateExpression(expression.of, values, context);
      // Also where it is not needed: it may remember something.
      const by = evaluateExpression(expression.by, values, context);
      return Number.isNaN(value) ? by : value;
    }
    case 'repeat': {
      const value = evaluateExpression(expression.of, values, context);
      if (!Number.isNaN(value)) context.last[expression.slot] = value;
      return context.last[expression.slot]!;
    }
    default:
      return expression satisfies never;
  }
}

/** How many values an expression remembers from period to period. */
export function repeatsOf(expression: Expression): number {
  switch (expression.kind) {
    case 'number':
    case 'term':
      return 0;
    case 'negative':
      return repeatsOf(expression.of);
    case 'binary':
      return repeatsOf(expression.left) + repeatsOf(expression.right);
    case 'call':
      return expression.values.reduce((sum, value) => sum + repeatsOf(value), 0);
    case 'fill':
      return repeatsOf(expression.of) + repeatsOf(expression.by);
    case 'repeat':
      return 1 + repeatsOf(expression.of);
    default:
      return expression satisfies never;
  }
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function join({ operator, left, right }: Binary, leftValue: number, rightValue: number): number {
  if (!Number.isNaN(leftValue) && !Number.isNaN(rightValue)) return apply(operator, leftValue, rightValue);
  if (Number.isNaN(leftValue)) {
    return Number.isNaN(rightValue) || isScalar(right) ? NaN : apply(operator, 0, rightValue);
  }
  return isScalar(left) ? NaN : apply(operator, leftValue, 0);
}

function apply(operator: BinaryOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return finite(left + right);
    case '-':
      return finite(left - right);
    case '*':
      return finite(left * right);
    case '/':
      return finite(left / right);
    case '^':
      return finite(raise(left, right));
    case '<':
      return left < right ? 1 : 0;
    case '<=':
      return left <= right ? 1 : 0;
    case '>':
      return left > right ? 1 : 0;
    case '>=':
      return left >= right ? 1 : 0;
    case '==':
      return left === right ? 1 : 0;
    case '!=':
      return left !== right ? 1 : 0;
    case 'AND':
      return left !== 0 && right !== 0 ? 1 : 0;
    case 'OR':
      return left !== 0 || right !== 0 ? 1 : 0;
    default:
      return operator satisfies never;
  }
}

/** The value itself, without a negative zero; missing if it is not finite. */
function finite(value: number): number {
  return Number.isFinite(value) ? value + 0 : NaN;
}

/** Exponents up to here, if they are whole, are multiplied out, which is exact where doubles are. */
const MOST_MULTIPLIED = 1024;

function raise(base: number, exponent: number): number {
  const isWhole = Number.isInteger(exponent);
  if (isWhole && Math.abs(exponent) <= MOST_MULTIPLIED) {
    const product = multiplied(base, Math.abs(exponent));
    return exponent < 0 ? 1 / product : product;
  }
  if (base === 0) return exponent > 0 ? 0 : NaN;
  if (exponent === 0.5) return Math.sqrt(base);
  if (base > 0) return power(base, exponent);
  if (!isWhole) return NaN;
  return exponent % 2 === 0 ? power(-base, exponent) : -power(-base, exponent);
}

function multiplied(base: number, times: number): number {
  let product = 1;
  for (let square = base, rest = times; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) product *= square;
  }
  return product;
}

function call(
  name: MathFunction,
  given: readonly Expression[],
  values: readonly number[],
  context: ExpressionContext,
): number {
  switch (name) {
    case 'ABS':
      return Math.abs(evaluateExpression(given[0]!, values, context));
    case 'CEIL':
      return Math.ceil(evaluateExpression(given[0]!, values, context)) + 0;
    case 'FLOOR':
      return Math.floor(evaluateExpression(given[0]!, values, context));
    case 'PERIOD':
      return context.periodMs / 1000;
    case 'IF':
      return choose(given, values, context);
    case 'MIN':
    case 'MAX':
    case 'SUM':
    case 'AVG':
      return combine(name, given, values, context);
    default:
      return name satisfies never;
  }
}

/** A missing value that a condition chooses is 0 if the condition is true and a series, else missing, as AWS has it. */
function choose(given: readonly Expression[], values: readonly number[], context: ExpressionContext): number {
  const condition = evaluateExpression(given[0]!, values, context);
  // Both, whichever is chosen: they may remember something.
  const whenTrue = evaluateExpression(given[1]!, values, context);
  const whenFalse = given.length > 2 ? evaluateExpression(given[2]!, values, context) : NaN;
  if (Number.isNaN(condition)) return NaN;
  if (condition === 0) return whenFalse;
  return Number.isNaN(whenTrue) && !isScalar(given[0]!) ? 0 : whenTrue;
}

/** Missing values count as 0 in sums and averages, and not at all in extremes (the latter assumed). */
function combine(
  name: 'MIN' | 'MAX' | 'SUM' | 'AVG',
  given: readonly Expression[],
  values: readonly number[],
  context: ExpressionContext,
): number {
  let sum = 0;
  let least = Infinity;
  let most = -Infinity;
  let present = 0;
  let hasPoint = false;
  for (let i = 0; i < given.length; i++) {
    const value = evaluateExpression(given[i]!, values, context);
    if (Number.isNaN(value)) continue;
    present++;
    hasPoint = hasPoint || !isScalar(given[i]!);
    sum += value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (present < given.length && !hasPoint) return NaN;
  switch (name) {
    case 'MIN':
      return least;
    case 'MAX':
      return most;
    case 'SUM':
      return finite(sum);
    case 'AVG':
      return finite(sum / given.length);
    default:
      return name satisfies never;
  }
}
