import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExpression } from '../../../src/cloudwatch/math/parse-expression.ts';
import type { Expression } from '../../../src/cloudwatch/metric.ts';
import { anyExpression, IDS, printed } from './expression-arbitrary.ts';

/** The expression with all its parentheses, or the error. */
function shape(text: string, ids: readonly string[] = ['m1', 'm2']): string {
  const parsed = parseExpression(text, ids);
  return 'error' in parsed ? parsed.error : shapeOf(parsed);
}

function shapeOf(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'term':
      return `#${expression.term}`;
    case 'negative':
      return `(-${shapeOf(expression.of)})`;
    case 'binary':
      return `(${shapeOf(expression.left)} ${expression.operator} ${shapeOf(expression.right)})`;
    case 'call':
      return `${expression.name}(${expression.values.map(shapeOf).join(', ')})`;
    case 'fill':
      return `FILL(${shapeOf(expression.of)}, ${shapeOf(expression.by)})`;
    case 'repeat':
      return `FILL(${shapeOf(expression.of)}, @${expression.slot})`;
  }
}

test('what binds how', () => {
  expect(shape('m1')).toBe('#0');
  expect(shape('m1 - m2 - 1')).toBe('((#0 - #1) - 1)');
  expect(shape('m1+m2*2')).toBe('(#0 + (#1 * 2))');
  expect(shape('m1/m2/2')).toBe('((#0 / #1) / 2)');
  expect(shape('(m1+m2)*2')).toBe('((#0 + #1) * 2)');
  expect(shape('m1^2^3')).toBe('(#0 ^ (2 ^ 3))');
  expect(shape('-m1^2')).toBe('(-(#0 ^ 2))');
  expect(shape('m1^-2*m2')).toBe('((#0 ^ (-2)) * #1)');
  expect(shape('2*-m1 - --m2')).toBe('((2 * (-#0)) - (-(-#1)))');
  expect(shape('m1 > 1 + 2 AND m2 <= 3 OR m1 == 4')).toBe('(((#0 > (1 + 2)) AND (#1 <= 3)) OR (#0 == 4))');
  expect(shape('m1 || m2 && m1 != 1')).toBe('(#0 OR (#1 AND (#0 != 1)))');
});

test('numbers, blanks and ids', () => {
  expect(shape(' \n m1*.5+ 50.25 - 2e3*1.5E-1 ')).toBe('(((#0 * 0.5) + 50.25) - (2000 * 0.15))');
  expect(shape('aB_1 - ab_1', ['ab_1', 'aB_1'])).toBe('(#1 - #0)');
});

test('functions', () => {
  expect(shape('SUM([m1, m2]) + MAX(m1, 0) - AVG([m1])')).toBe('((SUM(#0, #1) + MAX(#0, 0)) - AVG(#0))');
  expect(shape('MIN(METRICS())')).toBe('MIN(#0, #1)');
  expect(shape('SUM([METRICS(), 1])')).toBe('SUM(#0, #1, 1)');
  expect(shape('CEIL(ABS(m1)/PERIOD(m1))')).toBe('CEIL((ABS(#0) / PERIOD(#0)))');
  expect(shape('IF(m1 < 400, m1)')).toBe('IF((#0 < 400), #0)');
  expect(shape('IF(m1, 10, 2)')).toBe('IF(#0, 10, 2)');
  expect(shape('FILL(m1, 0) / FILL(m2, -1)')).toBe('(FILL(#0, 0) / FILL(#1, (-1)))');
  expect(shape('FILL(m1, FILL(m2, REPEAT)) + FILL(FILL(m1, REPEAT) * 2, REPEAT)')).toBe(
    '(FILL(#0, FILL(#1, @0)) + FILL((FILL(#0, @1) * 2), @2))',
  );
  expect(shape('SUM(FILL(METRICS(), 0))')).toBe('SUM(FILL(#0, 0), FILL(#1, 0))');
  expect(shape('MAX(FLOOR(FILL([m1, m2], REPEAT)))')).toBe('MAX(FLOOR(FILL(#0, @0)), FLOOR(FILL(#1, @1)))');
});

const KNOWN = 'ABS, AVG, CEIL, FILL, FLOOR, IF, MAX, METRICS, MIN, PERIOD, SUM';

test.each([
  ['', 'expected a number, an id, a function or a parenthesis, received an empty text'],
  ['  ', 'expected a number, an id, a function or a parenthesis, received an empty text'],
  ['m1 +', 'expected a number, an id, a function or a parenthesis, received the end of the expression'],
  ['m1 % 2', 'expected an operator or the end of the expression, received "%"'],
  ['m1 m2', 'expected an operator or the end of the expression, received "m2"'],
  ['(m1', 'expected an operator or a closing parenthesis, received the end of the expression'],
  ['m1)', 'expected an operator or the end of the expression, received ")"'],
  ['m3 * 2', 'expected one of the ids m1, m2, received "m3"'],
  ['M1', `expected one of ${KNOWN}, received "M1"`],
  ['MEDIAN(m1)', `expected one of ${KNOWN}, received "MEDIAN"`],
  ['RATE(m1)', `expected one of ${KNOWN}, received "RATE", which is not modelled`],
  ["SEARCH('x', 'Sum')", `expected one of ${KNOWN}, received "SEARCH", which is not modelled`],
  ['SLICE(METRICS(), 0)', `expected one of ${KNOWN}, received "SLICE", which is not modelled`],
  [
    'm1 > ANOMALY_DETECTION_BAND(m1)',
    `expected one of ${KNOWN}, received "ANOMALY_DETECTION_BAND", which is not modelled`,
  ],
  ['sum([m1, m2])', 'expected SUM in capital letters, received "sum"'],
  ['SUM m1', 'expected a parenthesis after SUM, received "m1"'],
  ['SUM([m1, m2)', 'expected an operator, a comma or "]", received ")"'],
  ['SUM()', 'expected a number, an id, a function or a parenthesis, received ")"'],
  [
    'SUM(m1)',
    'expected a list such as SUM([m1, m2]), received one value, of which it would be taken over time, which is not modelled',
  ],
  ['SUM([m1], m2)', 'expected one list or only values in SUM, received both or more'],
  ['FILL(m1, LINEAR)', 'expected FILL with a number or REPEAT, received "LINEAR", which is not modelled'],
  [
    'FILL(METRICS(), m1)',
    'expected FILL with a number or REPEAT, received something else, which is not modelled',
  ],
  ['FILL(m1)', 'expected an operator, or a comma and what FILL fills with, received ")"'],
  ['METRICS("errors")', 'expected METRICS(), received something in its parentheses, which is not modelled'],
  ['SUM(METRICS() * 2)', 'expected single values at *, received a list, of which this is not modelled'],
  [
    'METRICS()',
    'expected one series, such as SUM([m1, m2]), received a list of them, which an alarm cannot watch',
  ],
  [
    '-[m1, m2]',
    'expected one series, such as SUM([m1, m2]), received a list of them, which an alarm cannot watch',
  ],
  ['2 * PERIOD(m1)', 'expected a metric in the expression, received only numbers'],
  ['PERIOD(m1 + m2)', 'expected an id in PERIOD, received something else'],
  ['IF(m1)', 'expected a condition and one or two values in IF, received 1'],
  ['IF(m1, [m1, m2])', 'expected single values in IF, received a list'],
  ['ABS(m1, m2)', 'expected one value in ABS, received 2'],
  ['m1 and m2', 'expected an operator or the end of the expression, received "and"'],
  ['m1 * 1e999', 'expected a number that is not too large, received "1e999"'],
  ['toString(m1)', 'expected one of the ids m1, m2, received "toString"'],
])('what is wrong with %s', (text, error) => {
  expect(shape(text)).toBe(error);
});

test('length and depth are limited, each to the last that is accepted', () => {
  const long = (length: number) => `m1${'+1'.repeat(length)}`.slice(0, length);
  expect(shape(long(1024))).not.toMatch(/^expected at most/);
  expect(shape('m1'.padEnd(1025))).toBe('expected at most 1024 characters, received 1025');
  const deep = (open: string, levels: number, close: string) =>
    `${open.repeat(levels)}m1${close.repeat(levels)}`;
  for (const [open, close] of [
    ['(', ')'],
    ['-', ''],
    ['2^', ''],
    ['ABS(', ')'],
    ['SUM(1, ', ')'],
  ] as const) {
    expect(shape(deep(open, 100, close))).not.toMatch(/^expected/);
    expect(shape(deep(open, 101, close))).toBe(
      'expected at most 100 levels inside each other, received more',
    );
  }
});

test('whatever the text is, there is an answer', () => {
  const pieces = [
    ...'()[],+-*/^<>=!&|".',
    'm1',
    'm2',
    'm9',
    '1',
    '0.5',
    'SUM(',
    'IF(',
    'FILL(',
    'REPEAT',
    'METRICS()',
    'AND',
    ' ',
  ];
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
      ),
      fc.uniqueArray(fc.constantFrom('m1', 'm2', 'q'), { maxLength: 3 }),
      (text, ids) => {
        const parsed = parseExpression(text, ids);
        if ('error' in parsed) expect(parsed.error).toMatch(/^expected .+, received .+$/s);
      },
    ),
    { seed: 4, numRuns: 700 },
  );
});

test('an expression that is written down reads as itself', () => {
  fc.assert(
    fc.property(anyExpression, (expression) => {
      expect(parseExpression(printed(expression), IDS)).toEqual(expression);
    }),
    { seed: 4, numRuns: 500 },
  );
});
