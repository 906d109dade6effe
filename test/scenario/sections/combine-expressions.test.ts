import { expect, test } from 'vitest';
import type { Expression } from '../../../src/cloudwatch/metric.ts';
import { combineExpressions } from '../../../src/scenario/sections/cloudwatch/combine-expressions.ts';

const term = (index: number): Expression => ({ kind: 'term', term: index });
const number = (value: number): Expression => ({ kind: 'number', value });
const plus = (left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator: '+',
  left,
  right,
});

test('expressions are put into each other, whatever form they have, and only what is used is left', () => {
  const inner: Expression = {
    kind: 'call',
    name: 'MAX',
    values: [term(3), { kind: 'negative', of: term(1) }, { kind: 'repeat', of: term(1), slot: 0 }],
  };
  const outer: Expression = { kind: 'fill', of: plus(term(4), number(2)), by: term(4) };
  expect(combineExpressions([null, null, null, null, inner, outer], 5)).toEqual({
    entries: [1, 3],
    expression: {
      kind: 'fill',
      of: {
        kind: 'binary',
        operator: '+',
        left: {
          kind: 'call',
          name: 'MAX',
          values: [term(1), { kind: 'negative', of: term(0) }, { kind: 'repeat', of: term(0), slot: 0 }],
        },
        right: number(2),
      },
      by: {
        kind: 'call',
        name: 'MAX',
        values: [term(1), { kind: 'negative', of: term(0) }, { kind: 'repeat', of: term(0), slot: 1 }],
      },
    },
  });
});

test('circles, constants and what grows without bound are refused', () => {
  expect(combineExpressions([null, plus(term(2), term(0)), term(1)], 1)).toEqual({
    entry: 1,
    expected: 'an expression that does not lead back to itself',
    received: 'one',
  });
  expect(combineExpressions([number(1), term(0)], 1)).toMatchObject({
    entry: 1,
    expected: 'an expression of at least one metric',
  });
  // Each doubles the one before.
  const doubling = [null, ...Array.from({ length: 19 }, (_, i) => plus(term(i), term(i)))];
  expect(combineExpressions(doubling, 19)).toMatchObject({
    entry: 19,
    expected: 'expressions of at most 1000 parts',
  });
  expect(combineExpressions(doubling, 5)).toMatchObject({ entries: [0] });
});
