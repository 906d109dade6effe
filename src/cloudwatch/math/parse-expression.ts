import type { BinaryOperator, Expression } from '../metric.ts';

/** Reads a metric math expression over the metrics of these ids (scaling: ). For now + - * / and parentheses only. */
export function parseExpression(text: string, ids: readonly string[]): Expression | { error: string } {
  const tokens = text.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|\S/g) ?? [];
  let at = 0;
  const fail = (expected: string): never => {
    throw new SyntaxError(`expected ${expected}, received ${tokens[at] ?? 'the end'}`);
  };
  const level = (operators: readonly string[], inner: () => Expression): Expression => {
    let left = inner();
    while (operators.includes(tokens[at] ?? '')) {
      const operator = tokens[at++] as BinaryOperator;
      left = { kind: 'binary', operator, left, right: inner() };
    }
    return left;
  };
  const sum = (): Expression => level(['+', '-'], () => level(['*', '/'], single));
  const single = (): Expression => {
    const token = tokens[at++] ?? '';
    if (token === '-') return { kind: 'negative', of: single() };
    if (token === '(') {
      const inner = sum();
      if (tokens[at++] !== ')') fail('a closing parenthesis');
      return inner;
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!ids.includes(token)) {
      at--;
      fail(`a number, or one of ${ids.join(', ')}`);
    }
    return { kind: 'term', term: ids.indexOf(token) };
  };
  try {
    const expression = sum();
    if (at < tokens.length) fail('the end');
    return expression;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { error: error.message };
  }
}
