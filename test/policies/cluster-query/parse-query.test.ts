import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClusterQuery } from '../../../src/policies/placement/cluster-query/parse-query.ts';
import { mistakeOf, queryOf } from './support.ts';

const TEXT_OPERATORS = '==, !=, in, !in, =~, !~';
const ATTRIBUTE_OPERATORS = `${TEXT_OPERATORS}, exists, !exists, >, >=, <, <=`;
const SUBJECTS =
  'agentConnected, agentVersion, attribute:NAME, ec2InstanceId, registeredAt, runningTasksCount, task:group';
const JOIN = 'and, or, or the end of the expression';

test('a query is plain data', () => {
  const query = queryOf(
    'attribute:stack in [prod, "a b"] and not (task:group =~ service:.* or agentVersion >= 1.2)',
  );
  expect(query).toEqual({
    kind: 'and',
    terms: [
      { kind: 'test', subject: 'attribute', attribute: 'stack', operator: 'in', values: ['prod', 'a b'] },
      {
        kind: 'not',
        term: {
          kind: 'or',
          terms: [
            { kind: 'test', subject: 'task:group', attribute: '', operator: '=~', values: ['service:.*'] },
            { kind: 'test', subject: 'agentVersion', attribute: '', operator: '>=', values: ['1.2'] },
          ],
        },
      },
    ],
  });
  expect(JSON.parse(JSON.stringify(query))).toEqual(query);
});

test.each([
  ['==', 'equals', 'x'],
  ['!=', 'not_equals', 'x'],
  ['>', 'greater_than', 'x'],
  ['>=', 'greater_than_equal', 'x'],
  ['<', 'less_than', 'x'],
  ['<=', 'less_than_equal', 'x'],
  ['in', 'IN', '[x, y]'],
  ['!in', 'not_in', '[x, y]'],
  ['=~', 'matches', 'x.*'],
  ['!~', 'not_matches', 'x.*'],
  ['exists', 'Exists', ''],
  ['!exists', 'not_exists', ''],
])('%s and %s are one operator', (symbol, word, value) => {
  const query = queryOf(`attribute:a ${symbol} ${value}`);
  expect(queryOf(`attribute:a ${word} ${value}`)).toEqual(query);
  expect(queryOf(`ATTRIBUTE:a ${word.toUpperCase()} ${value}`)).toEqual(query);
  expect(query).toMatchObject({ operator: symbol });
});

test('and, or and not are words in any case or symbols, with blanks only where words need them', () => {
  const query = queryOf('not (attribute:a == b and attribute:c exists) or agentConnected == true');
  for (const same of [
    'NOT(attribute:a==b AND attribute:c exists)OR agentconnected==true',
    '!(attribute:a=="b"&&attribute:c exists)||agentConnected equals \'true\'',
    '\n(not\t( ( attribute:a == b ) and attribute:c exists )) or\nagentConnected == true ',
  ])
    expect(queryOf(same)).toEqual(query);
});

test.each([
  'us-east-1a',
  'service:production',
  't2.small',
  'g2.*',
  'arn:aws:ecs:us-east-1:123456789012:capacity-provider/a_b',
  'a@b/c\\d',
  '2018-02-12T00:00:00+01:00',
  'not',
  'in',
  'exists',
])('%s is a value without quotes', (value) => {
  for (const written of [value, `"${value}"`, `'${value}'`])
    expect(queryOf(`attribute:a == ${written}`)).toMatchObject({ values: [value] });
  expect(queryOf(`attribute:a in [x,${value} , ${value}]`)).toMatchObject({ values: ['x', value, value] });
});

test.each([
  't2.*',
  '(a|b)+',
  '[)(]',
  'a{1,3}',
  '\\(',
  '(?i)T2\\.(small|[a-z]+)',
  '!x',
  '=x',
  'a&b',
  '(a||b)',
  'and.*',
])('%s is a pattern without quotes, in parentheses too', (pattern) => {
  const query = queryOf(`attribute:a =~ ${pattern}`);
  expect(query).toMatchObject({ values: [pattern] });
  expect(queryOf(`(attribute:a =~ ${pattern})`)).toEqual(query);
  expect(queryOf(`attribute:a =~ ${pattern} and attribute:a =~ '${pattern}'`)).toEqual({
    kind: 'and',
    terms: [query, query],
  });
});

test.each([
  ['', 0, 'a test such as attribute:NAME == VALUE', 'an empty text'],
  ['attribute:a == b and', 20, 'a test such as attribute:NAME == VALUE', 'the end of the expression'],
  ['stack == prod', 0, `one of ${SUBJECTS}`, '"stack"'],
  ['attribute:a exists or taskgroup == x', 22, `one of ${SUBJECTS}`, '"taskgroup"'],
  ['attribute: a == b', 10, "an attribute's name of up to 128 letters, digits and _ . / \\ -", '" "'],
  ['attribute:stack = prod', 16, `one of ${ATTRIBUTE_OPERATORS}`, '"="'],
  ['attribute:stack', 15, `one of ${ATTRIBUTE_OPERATORS}`, 'the end of the expression'],
  ['agentVersion in [1]', 13, 'one of ==, !=, >, >=, <, <= after agentVersion', '"in"'],
  ['task:group exists', 11, `one of ${TEXT_OPERATORS} after task:group`, '"exists"'],
  ['agentVersion > 1.x', 15, 'a version such as 1.14.5', '"1.x"'],
  [
    'registeredAt > 2018-02-30',
    15,
    'a date or time such as 2018-02-13 or 2018-02-13T05:30:00Z',
    '"2018-02-30"',
  ],
  ['runningTasksCount == two', 21, 'an integer of up to 9 digits', '"two"'],
  ['agentConnected == yes', 18, 'true or false', '"yes"'],
  ['attribute:a == and attribute:b == c', 15, 'a value', '"and"'],
  ['attribute:a == =b', 15, 'a value', '"="'],
  ['attribute:a == "b', 15, 'a value whose quote is closed', 'one that is not'],
  ['attribute:a in (b)', 15, 'a list such as [a, b]', '"("'],
  ['attribute:a in []', 16, 'a value', '"]"'],
  ['attribute:a in [b, ]', 19, 'a value', '"]"'],
  ['attribute:a in [b c]', 18, 'a comma or a closing bracket', '"c"'],
  ['attribute:a == b c', 17, JOIN, '"c"'],
  ['attribute:a == b)', 16, JOIN, '")"'],
  ['attribute:a == b & attribute:c == d', 17, JOIN, '"&"'],
  ['(attribute:a == b', 17, 'and, or, or a closing parenthesis', 'the end of the expression'],
  ['attribute:a =~ b*+', 16, 'a quantifier that is not possessive, as those are not modelled', '"*+"'],
  ['attribute:a =~ "(b"', 16, 'a closing parenthesis for this one', 'none'],
  ['attribute:a =~', 14, 'a regular expression', 'the end of the expression'],
])('%s is wrong at %i', (expression, at, expected, received) => {
  expect(mistakeOf(expression)).toMatchObject({ at, expected, received });
});

test.each([
  ['attribute:a = b', 'Did you mean ==?'],
  ['attribute:a <> b', 'Did you mean !=?'],
  ['attribute:a => b', 'Did you mean >=?'],
  ['attribute:a not in [b]', 'Did you mean not_in or not_exists?'],
  ['attribute:a == b | attribute:a == c', 'Did you mean or?'],
  ['attribute:a == OR', 'As a value this word needs quotes.'],
  ['attribute:a =~ (b c)', 'A pattern with blanks or quotes in it needs quotes.'],
])('%s: %s', (expression, hint) => {
  expect(mistakeOf(expression).hint).toBe(hint);
});

test('what is nested too deeply is a mistake, and nothing overflows the stack', () => {
  const nested = (times: number) => `${'('.repeat(times)}attribute:a exists${')'.repeat(times)}`;
  expect(queryOf(nested(100))).toEqual(queryOf('attribute:a exists'));
  expect(mistakeOf(nested(101))).toMatchObject({ at: 100, received: 'more' });
  for (const open of ['(', '!', 'not ', '!(']) expect(mistakeOf(open.repeat(100_000)).received).toBe('more');
  expect(mistakeOf(`attribute:a =~ ${'('.repeat(100_000)}`).received).toBe('more');
  expect(queryOf(`attribute:a exists${' and attribute:a exists'.repeat(50_000)}`)).toMatchObject({
    kind: 'and',
  });
});

test('whatever the text is, the answer is a query or a mistake at a place in it', () => {
  const piece = fc.constantFrom(...PIECES);
  const garbage = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(garbage, (text) => {
      const parsed = parseClusterQuery(text);
      if ('query' in parsed) return;
      const { at, expected, received } = parsed.mistake;
      expect(Number.isInteger(at) && at >= 0 && at <= text.length).toBe(true);
      expect(expected).not.toBe('');
      expect(received).not.toBe('');
    }),
    { seed: 4, numRuns: 1000 },
  );
});

const PIECES = [
  ...'attribute: attribute:a agentVersion task:group registeredAt runningTasksCount exists in and or not'.split(
    ' ',
  ),
  ...'== != =~ !~ ! < >= ( ) [ ] , \' " && || 1.2 x.* (?i) * + {2} \\ \\Q 2018-02-12'.split(' '),
  ' ',
  '\n',
  '😀',
  '\ud800',
  '\u0000',
];
