import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateExpression, repeatsOf } from '../../../src/cloudwatch/math/evaluate-expression.ts';
import { parseExpression } from '../../../src/cloudwatch/math/parse-expression.ts';
import type { Expression } from '../../../src/cloudwatch/metric.ts';
import { naiveMath } from '../../oracles/naive-metric-math.ts';
import { anyExpression, IDS, printed } from './expression-arbitrary.ts';

const _ = NaN;

/** The data points of an expression over some periods of a minute, from those of m1, m2 and m3. */
function over(text: string, ...series: readonly (readonly number[])[]): number[] {
  const expression = parseExpression(
    text,
    series.map((_points, i) => `m${i + 1}`),
  );
  if ('error' in expression) throw new RangeError(`${text}: ${expression.error}`);
  return evaluated(expression, series, 60_000);
}

function evaluated(
  expression: Expression,
  series: readonly (readonly number[])[],
  periodMs: number,
): number[] {
  const last = new Float64Array(repeatsOf(expression)).fill(NaN);
  return series[0]!.map((_point, i) =>
    evaluateExpression(
      expression,
      series.map((points) => points[i]!),
      { periodMs, last },
    ),
  );
}

test('arithmetic', () => {
  expect(over('m1 + 2 * m2 - 1', [3], [4])).toEqual([10]);
  expect(over('-m1 / m2', [3], [4])).toEqual([-0.75]);
  expect(over('m1 ^ 2 ^ 3', [2])).toEqual([256]);
  expect(over('m1 ^ 0.5', [9, 0, -1])).toEqual([3, 0, _]);
  expect(over('m1 ^ -1', [4, 0])).toEqual([0.25, _]);
  expect(over('m1 ^ 1.5', [4, 0, -4])[0]).toBeCloseTo(8, 12);
  expect(over('m1 ^ 3', [-2, 10])).toEqual([-8, 1000]);
  expect(over('m1 ^ 1025', [-1, 1])).toEqual([-1, 1]);
  expect(over('m1 ^ 0', [0, 7])).toEqual([1, 1]);
});

test('a missing operand is 0 if the other is there, and a number alone is no data point', () => {
  expect(over('m1 + m2', [1, 1, _, _], [2, _, 2, _])).toEqual([3, 1, 2, _]);
  expect(over('m1 - m2', [1, 1, _, _], [2, _, 2, _])).toEqual([-1, 1, -2, _]);
  expect(over('m1 * m2', [1, 1, _, _], [2, _, 2, _])).toEqual([2, 0, 0, _]);
  expect(over('100 * m1 / m2', [1, 1, _, _], [2, _, 2, _])).toEqual([50, _, 0, _]);
  expect(over('m1 + 5', [1, _])).toEqual([6, _]);
  expect(over('PERIOD(m1) / 60 - m1', [1, _])).toEqual([0, _]);
  expect(over('-m1', [1, _, 0])).toEqual([-1, _, 0]);
});

test('what is divided by zero or grows out of all numbers is dropped', () => {
  expect(over('m1 / m2', [1, 0], [0, 0])).toEqual([_, _]);
  expect(over('m1 / m2 + m1', [5], [0])).toEqual([5]);
  expect(over('m1 * 1e308 * 10', [1])).toEqual([_]);
  expect(over('SUM(m1 * 1e308, 1e308)', [1])).toEqual([_]);
});

test('the operators of the page: metric1 is 30, 20, 0, 0 and metric2 is 20, missing, 20, missing', () => {
  const metric1 = [30, 20, 0, 0];
  const metric2 = [20, _, 20, _];
  expect(over('(m1 < m2)', metric1, metric2)).toEqual([0, 0, 1, 0]);
  expect(over('(m1 >= 30)', metric1, metric2)).toEqual([1, 0, 0, 0]);
  expect(over('(m1 > 15 AND m2 > 15)', metric1, metric2)).toEqual([1, 0, 0, 0]);
});

test('logic: whatever is not 0 is true', () => {
  expect(over('m1 AND m2', [1, -2, 0, 3, _], [5, 0, 0, _, _])).toEqual([1, 0, 0, 0, _]);
  expect(over('m1 || m2', [1, -2, 0, 3, _], [5, 0, 0, _, _])).toEqual([1, 1, 0, 1, _]);
  expect(over('m1 == m2', [1, 1], [1, 2])).toEqual([1, 0]);
  expect(over('m1 != m2', [1, 1], [1, 2])).toEqual([0, 1]);
});

test('the tables of IF on the page', () => {
  const metric1 = [1, 1, 0, 0, _];
  const metric2 = [30, _, 0, 0, 30];
  const metric3 = [0, 0, 20, _, 20];
  expect(over('IF(m1, m2, m3)', metric1, metric2, metric3)).toEqual([30, 0, 20, _, _]);
  expect(over('IF(m1, 5, m3)', metric1, metric2, metric3)).toEqual([5, 5, 20, _, _]);
  expect(over('IF(m1, m2, 5)', metric1, metric2, metric3)).toEqual([30, 0, 5, 5, _]);
  expect(over('IF(m1, m2)', metric1, metric2, metric3)).toEqual([30, 0, _, _, _]);
  expect(over('IF(1, m2, m3)', metric1, metric2, metric3)).toEqual(metric2);
  expect(over('IF(m2 < 10, m2)', metric1, metric2)).toEqual([_, _, 0, 0, _]);
});

test('of several', () => {
  const series = [
    [1, 1, _, _],
    [4, _, 4, _],
  ] as const;
  expect(over('SUM([m1, m2])', ...series)).toEqual([5, 1, 4, _]);
  expect(over('AVG(METRICS())', ...series)).toEqual([2.5, 0.5, 2, _]);
  expect(over('MIN(m1, m2)', ...series)).toEqual([1, 1, 4, _]);
  expect(over('MAX([m1, m2])', ...series)).toEqual([4, 1, 4, _]);
  expect(over('MAX(m1, 2)', ...series)).toEqual([2, 2, _, _]);
  expect(over('m1 + MAX(1, 2)', ...series)).toEqual([3, 3, _, _]);
});

test('rounding and the period', () => {
  expect(over('CEIL(m1)', [-0.5, 1.2, _])).toEqual([0, 2, _]);
  expect(over('FLOOR(m1)', [-0.5, 1.2, _])).toEqual([-1, 1, _]);
  expect(over('ABS(m1)', [-0.5, 1.2, _])).toEqual([0.5, 1.2, _]);
  expect(over('m1 / PERIOD(m1)', [30])).toEqual([0.5]);
});

test('FILL', () => {
  expect(over('FILL(m1, 7)', [1, _, 2])).toEqual([1, 7, 2]);
  expect(over('FILL(m1, m2)', [1, _, _], [5, 6, _])).toEqual([1, 6, _]);
  expect(over('FILL(m1, REPEAT)', [_, 1, _, _, 2, _])).toEqual([_, 1, 1, 1, 2, 2]);
  expect(over('SUM(FILL([m1, m2], REPEAT))', [1, _, 3, _], [_, 10, _, _])).toEqual([1, 11, 13, 13]);
});

test('what is not chosen or not needed still remembers', () => {
  expect(over('IF(m1, FILL(m2, REPEAT), 0)', [0, 1], [5, _])).toEqual([0, 5]);
  expect(over('FILL(m1, FILL(m2, REPEAT))', [1, _], [5, _])).toEqual([1, 5]);
});

test('the memory is all that an evaluation leaves behind', () => {
  const expression = parseExpression('FILL(m1, REPEAT) + FILL(m2, REPEAT)', ['m1', 'm2']) as Expression;
  const last = new Float64Array(repeatsOf(expression)).fill(NaN);
  const context = { periodMs: 60_000, last };
  evaluateExpression(expression, [1, 10], context);
  const saved = last.slice();
  expect(evaluateExpression(expression, [2, _], context)).toBe(12);
  last.set(saved);
  expect(evaluateExpression(expression, [_, _], context)).toBe(11);
});

test('a slow reader of the text finds the same data points', () => {
  const anyPoint = fc.constantFrom(NaN, NaN, 0, 1, 2, -3, 0.1, 12.5, 1e200);
  const anySeries = fc.array(fc.tuple(anyPoint, anyPoint, anyPoint), { minLength: 1, maxLength: 5 });
  const found = { missing: 0, there: 0 };
  fc.assert(
    fc.property(anyExpression, anySeries, (expression, periods) => {
      const series = IDS.map((_id, term) => periods.map((period) => period[term]!));
      const expected = naiveMath(printed(expression), {
        length: periods.length,
        periodSeconds: 20,
        terms: new Map(
          IDS.map((id, term) => [id, series[term]!.map((point) => (Number.isNaN(point) ? null : point))]),
        ),
      });
      for (const point of expected) found[point === null ? 'missing' : 'there']++;
      expect(evaluated(expression, series, 20_000)).toEqual(
        expected.map((point) => (point === null ? NaN : point + 0)),
      );
    }),
    { seed: 4, numRuns: 1500 },
  );
  expect(found.missing).toBeGreaterThan(500);
  expect(found.there).toBeGreaterThan(500);
});
