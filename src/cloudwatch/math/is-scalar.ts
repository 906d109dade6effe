import type { Expression } from '../metric.ts';

/** Whether an expression is made of numbers only, as `2 * PERIOD(m1)`: then it has the same value in every period. */
export function isScalar(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'term':
      return false;
    case 'binary':
      return isScalar(expression.left) && isScalar(expression.right);
    case 'call':
      return expression.name === 'PERIOD' || expression.values.every(isScalar);
    case 'fill':
      return isScalar(expression.of) && isScalar(expression.by);
    case 'negative':
    case 'repeat':
      return isScalar(expression.of);
    default:
      return expression satisfies never;
  }
}
