import { assert } from '../../../kernel/assert.ts';
import type { QueryOperator } from './cluster-query.ts';
import { wholeMatcher } from './java-regex/match-regex.ts';
import { parseRegex } from './java-regex/parse-regex.ts';

/** Texts whose answers a pattern remembers: clusters have few, and a text is matched for every instance. */
const MOST_REMEMBERED = 10_000;

/** Whether a text that is there passes the test (ecs: ); order is that of UTF-16 units. */
export function textTest(operator: QueryOperator, values: readonly string[]): (text: string) => boolean {
  const [value = ''] = values;
  switch (operator) {
    case 'in':
      return isOneOf(values);
    case '!in':
      return not(isOneOf(values));
    case '=~':
      return patternTest(value);
    case '!~':
      return not(patternTest(value));
    case 'exists':
      return () => true;
    case '!exists':
      return () => false;
    default: {
      const passes = orderTest(operator);
      return (text) => passes(text < value ? -1 : text > value ? 1 : 0);
    }
  }
}

export type OrderOperator = Exclude<QueryOperator, 'in' | '!in' | '=~' | '!~' | 'exists' | '!exists'>;

/** Whether a comparison with that outcome passes: below 0 when what is tested is less. */
export function orderTest(operator: QueryOperator): (order: number) => boolean {
  const passes = ORDER_TESTS[operator as OrderOperator];
  assert(passes !== undefined, `A test that compares has one of == != > >= < <=, not ${operator}.`);
  return passes;
}

const ORDER_TESTS: Readonly<Record<OrderOperator, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
};

function isOneOf(values: readonly string[]): (text: string) => boolean {
  const set = new Set(values);
  return (text) => set.has(text);
}

function not(test: (text: string) => boolean): (text: string) => boolean {
  return (text) => !test(text);
}

/** Whether the whole text matches (ecs: ). */
function patternTest(pattern: string): (text: string) => boolean {
  const parsed = parseRegex(pattern);
  assert(
    'regex' in parsed,
    `A query's patterns are checked when it is read, but ${JSON.stringify(pattern)} is wrong.`,
  );
  const matches = wholeMatcher(parsed.regex);
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size === MOST_REMEMBERED) answers.clear();
    const answer = matches(text);
    answers.set(text, answer);
    return answer;
  };
}
