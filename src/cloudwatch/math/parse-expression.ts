import type { BinaryOperator, Expression, MathFunction } from '../metric.ts';
import { isScalar } from './is-scalar.ts';

/**
 * Reads CloudWatch's metric math, as far as alarms and target tracking may use it (scaling: ), over the terms of a query
 * with these ids. Whatever the text is, the answer is an expression or what is wrong with it.
 */
export function parseExpression(text: string, ids: readonly string[]): Expression | { error: string } {
  if (text.length > MOST_CHARACTERS)
    return { error: `expected at most ${MOST_CHARACTERS} characters, received ${text.length}` };
  const parser = new ExpressionParser(text, ids);
  const expression = parser.whole();
  return expression ?? { error: parser.error };
}

const MOST_CHARACTERS = 1024;
/** Parentheses, functions, signs and powers inside each other, so that no stack overflows. */
const DEEPEST = 100;

/** Operators from those that bind least to those that bind most; all go from left to right. `^` and signs bind more. */
const LEVELS: readonly Readonly<Record<string, BinaryOperator>>[] = [
  { OR: 'OR', '||': 'OR' },
  { AND: 'AND', '&&': 'AND' },
  { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '==': '==', '!=': '!=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/' },
];

/** Values that a function takes; `each`: one, or a list, of each of whose values it is taken. */
const MODELLED: Readonly<Record<MathFunction | 'FILL' | 'METRICS', 'each' | 'list' | 'own'>> = {
  ABS: 'each',
  AVG: 'list',
  CEIL: 'each',
  FILL: 'own',
  FLOOR: 'each',
  IF: 'own',
  MAX: 'list',
  METRICS: 'own',
  MIN: 'list',
  PERIOD: 'own',
  SUM: 'list',
};

/** What else CloudWatch has. */
const NOT_MODELLED: readonly string[] = (
  'ANOMALY_DETECTION_BAND DATAPOINT_COUNT DATE DAY DB_PERF_INSIGHTS DIFF DIFF_TIME EPOCH FIRST HOUR INSIGHT_RULE_METRIC ' +
  'LAMBDA LAST LOG LOG10 METRIC_COUNT MINUTE MONTH RATE REMOVE_EMPTY RUNNING_SUM SEARCH SELECT SERVICE_QUOTA SLICE SORT ' +
  'STDDEV TIME_SERIES YEAR'
).split(' ');

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const TOKEN = /\s*((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|\w+|&&|\|\||[<>=!]=|[\s\S])/guy;
const LONGEST_TOKEN = 60;

interface List {
  readonly kind: 'list';
  readonly values: readonly Expression[];
}

/** Each method moves behind what it reads, or leaves an error and gives `null`. */
class ExpressionParser {
  error = '';
  private readonly tokens: readonly string[];
  private readonly ids: readonly string[];
  private at = 0;
  private depth = 0;
  private repeats = 0;

  constructor(text: string, ids: readonly string[]) {
    this.tokens = Array.from(text.trim().matchAll(TOKEN), ([, token]) => token!);
    this.ids = ids;
  }

  whole(): Expression | null {
    const value = this.value();
    if (value === null) return null;
    if (this.at < this.tokens.length) return this.fail('an operator or the end of the expression');
    if (value.kind === 'list')
      return this.fail('one series, such as SUM([m1, m2])', 'a list of them, which an alarm cannot watch');
    if (isScalar(value)) return this.fail('a metric in the expression', 'only numbers');
    return value;
  }

  private value(): Expression | List | null {
    return this.binary(0);
  }

  private binary(level: number): Expression | List | null {
    const operators = LEVELS[level];
    if (operators === undefined) return this.signed();
    let left = this.binary(level + 1);
    while (left !== null && Object.hasOwn(operators, this.next)) {
      const operator = operators[this.take()]!;
      const right = this.binary(level + 1);
      if (right === null) return null;
      left = this.joined(operator, left, right);
    }
    return left;
  }

  /** A sign binds less than a power: -2^2 is -4. */
  private signed(): Expression | List | null {
    if (this.depth > DEEPEST) return this.fail(`at most ${DEEPEST} levels inside each other`, 'more');
    this.depth++;
    const value = this.takes('-') ? this.negative() : this.power();
    this.depth--;
    return value;
  }

  private negative(): Expression | List | null {
    const of = this.signed();
    return of === null ? null : this.ofEach(of, (each) => ({ kind: 'negative', of: each }));
  }

  private power(): Expression | List | null {
    const base = this.primary();
    if (base === null || !this.takes('^')) return base;
    const exponent = this.signed();
    return exponent === null ? null : this.joined('^', base, exponent);
  }

  private joined(operator: BinaryOperator, left: Expression | List, right: Expression | List) {
    if (left.kind !== 'list' && right.kind !== 'list')
      return { kind: 'binary', operator, left, right } as const;
    return this.fail(`single values at ${operator}`, 'a list, of which this is not modelled');
  }

  private primary(): Expression | List | null {
    const { next } = this;
    if (NUMBER.test(next)) return this.number();
    if (next === '(') return this.parenthesis();
    if (next === '[') return this.list();
    if (/^[A-Z]\w*$/.test(next) && next !== 'AND' && next !== 'OR') return this.function();
    if (/^[a-z]\w*$/.test(next)) return this.term();
    return this.fail('a number, an id, a function or a parenthesis');
  }

  private number(): Expression | null {
    const value = Number(this.next);
    if (!Number.isFinite(value)) return this.fail('a number that is not too large');
    this.at++;
    return { kind: 'number', value };
  }

  private term(): Expression | null {
    const term = this.ids.indexOf(this.next);
    if (term >= 0) {
      this.at++;
      return { kind: 'term', term };
    }
    const capitals = this.next.toUpperCase();
    if (['AND', 'OR'].includes(capitals) || Object.hasOwn(MODELLED, capitals))
      return this.fail(`${capitals} in capital letters`);
    return this.fail(this.ids.length === 0 ? 'no id' : `one of the ids ${this.ids.join(', ')}`);
  }

  private parenthesis(): Expression | List | null {
    this.at++;
    const inner = this.value();
    if (inner === null) return null;
    return this.takes(')') ? inner : this.fail('an operator or a closing parenthesis');
  }

  private list(): List | null {
    this.at++;
    const values = this.valuesUpTo(']');
    if (values === null) return null;
    return {
      kind: 'list',
      values: values.flatMap((value) => (value.kind === 'list' ? value.values : [value])),
    };
  }

  /** At least one value and what ends them. */
  private valuesUpTo(end: ')' | ']'): (Expression | List)[] | null {
    const values: (Expression | List)[] = [];
    do {
      const value = this.value();
      if (value === null) return null;
      values.push(value);
    } while (this.takes(','));
    return this.takes(end) ? values : this.fail(`an operator, a comma or "${end}"`);
  }

  private function(): Expression | List | null {
    const { next } = this;
    const known = Object.keys(MODELLED).join(', ');
    if (NOT_MODELLED.includes(next))
      return this.fail(`one of ${known}`, `${JSON.stringify(next)}, which is not modelled`);
    if (!Object.hasOwn(MODELLED, next)) return this.fail(`one of ${known}`);
    const name = this.take() as keyof typeof MODELLED;
    if (!this.takes('(')) return this.fail(`a parenthesis after ${name}`);
    if (name === 'METRICS') return this.metrics();
    if (name === 'FILL') return this.fill();
    const values = this.valuesUpTo(')');
    return values === null ? null : this.call(name, values);
  }

  private metrics(): List | null {
    if (!this.takes(')'))
      return this.fail('METRICS()', 'something in its parentheses, which is not modelled');
    if (this.ids.length === 0) return this.fail('metrics for METRICS()', 'none');
    return { kind: 'list', values: this.ids.map((_, term) => ({ kind: 'term', term })) };
  }

  private fill(): Expression | List | null {
    const of = this.value();
    if (of === null) return null;
    if (!this.takes(',')) return this.fail('an operator, or a comma and what FILL fills with');
    if (this.next === 'LINEAR')
      return this.fail('FILL with a number or REPEAT', '"LINEAR", which is not modelled');
    if (this.takes('REPEAT')) {
      if (!this.takes(')')) return this.fail('a closing parenthesis after REPEAT');
      return this.ofEach(of, (each) => ({ kind: 'repeat', of: each, slot: this.repeats++ }));
    }
    const by = this.value();
    if (by === null) return null;
    if (!this.takes(')')) return this.fail('an operator or a closing parenthesis');
    // Of a list, a filler other than a number would be worked out over and over.
    const isNumber = by.kind === 'number' || (by.kind === 'negative' && by.of.kind === 'number');
    if (by.kind === 'list' || (of.kind === 'list' && !isNumber))
      return this.fail('FILL with a number or REPEAT', 'something else, which is not modelled');
    return this.ofEach(of, (each) => ({ kind: 'fill', of: each, by }));
  }

  private call(name: MathFunction, given: readonly (Expression | List)[]): Expression | List | null {
    const first = given[0]!;
    if (MODELLED[name] === 'each') {
      if (given.length > 1) return this.failToCount(name, 'one value', given.length);
      return this.ofEach(first, (each) => ({ kind: 'call', name, values: [each] }));
    }
    const listed = given.filter((value) => value.kind === 'list');
    const values = listed.length === 0 ? (given as readonly Expression[]) : listed[0]!.values;
    if (MODELLED[name] === 'list') {
      if (given.length === 1 && listed.length === 0)
        return this.fail(
          `a list such as ${name}([m1, m2])`,
          'one value, of which it would be taken over time, which is not modelled',
        );
      if (given.length > 1 && listed.length > 0)
        return this.fail(`one list or only values in ${name}`, 'both or more');
      return { kind: 'call', name, values };
    }
    if (listed.length > 0) return this.fail(`single values in ${name}`, 'a list');
    if (name === 'PERIOD' && (given.length > 1 || first.kind !== 'term'))
      return this.fail('an id in PERIOD', 'something else');
    if (name === 'IF' && (given.length < 2 || given.length > 3))
      return this.failToCount('IF', 'a condition and one or two values', given.length);
    return { kind: 'call', name, values };
  }

  private ofEach(of: Expression | List, make: (each: Expression) => Expression): Expression | List {
    return of.kind === 'list' ? { kind: 'list', values: of.values.map(make) } : make(of);
  }

  /** The token that comes next; empty at the end. */
  private get next(): string {
    return this.tokens[this.at] ?? '';
  }

  private take(): string {
    return this.tokens[this.at++]!;
  }

  private takes(token: string): boolean {
    const found = this.next === token;
    if (found) this.at++;
    return found;
  }

  private failToCount(name: string, expected: string, count: number): null {
    return this.fail(`${expected} in ${name}`, String(count));
  }

  private fail(expected: string, received: string = this.received()): null {
    this.error = `expected ${expected}, received ${received}`;
    return null;
  }

  private received(): string {
    const { next } = this;
    if (next === '') return this.tokens.length === 0 ? 'an empty text' : 'the end of the expression';
    return JSON.stringify(next.length > LONGEST_TOKEN ? `${next.slice(0, LONGEST_TOKEN)}...` : next);
  }
}
