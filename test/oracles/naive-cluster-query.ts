/**
 * The slow, obvious reader of the cluster query language: cuts the expression into tokens and answers while it reads, for one
 * instance, with nothing kept. It imports nothing from what it checks. Only for expressions that are right.
 */
export interface NaiveInstance {
  readonly attributes: Readonly<Record<string, string>>;
  readonly agentConnected: boolean;
  readonly agentVersion: string;
  readonly ec2InstanceId: string;
  /** Epoch milliseconds. */
  readonly registeredAtMs: number;
  readonly runningTasksCount: number;
  readonly taskGroups: readonly string[];
}

export function naiveAnswer(expression: string, instance: NaiveInstance): boolean {
  const tokens = cut(expression);
  const answer = readOr(tokens, instance);
  if (tokens.length > 0) throw new RangeError(`naiveAnswer: ${tokens.join(' ')} is left of ${expression}`);
  return answer;
}

/** Tokens from left to right; what follows =~ or !~ is one token, and so is what stands in quotes. */
function cut(expression: string): string[] {
  const tokens: string[] = [];
  let rest = expression.trim();
  while (rest !== '') {
    const afterPattern = ['=~', '!~', 'matches', 'not_matches'].includes((tokens.at(-1) ?? '').toLowerCase());
    const shape = afterPattern ? /^"[^"]*"|^'[^']*'|^[^\s]+/ : TOKEN;
    let token = shape.exec(rest)![0];
    if (afterPattern && !/^["']/.test(token)) while (!isClosed(token)) token = token.slice(0, -1);
    tokens.push(token);
    rest = rest.slice(token.length).trim();
  }
  return tokens;
}

const TOKEN =
  /^"[^"]*"|^'[^']*'|^!exists|^!in|^(?:==|!=|>=|<=|=~|!~|&&|\|\|)|^[()[\],!<>]|^[^\s()[\],'"=!<>~&|]+/i;

/** Whether a pattern closes no parenthesis that it did not open. */
function isClosed(pattern: string): boolean {
  let depth = 0;
  for (const sign of pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '')) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth < 0) return false;
  }
  return true;
}

function readOr(tokens: string[], instance: NaiveInstance): boolean {
  let answer = readAnd(tokens, instance);
  while (/^(or|\|\|)$/i.test(tokens[0] ?? '')) {
    tokens.shift();
    const next = readAnd(tokens, instance);
    answer = answer || next;
  }
  return answer;
}

function readAnd(tokens: string[], instance: NaiveInstance): boolean {
  let answer = readNot(tokens, instance);
  while (/^(and|&&)$/i.test(tokens[0] ?? '')) {
    tokens.shift();
    const next = readNot(tokens, instance);
    answer = answer && next;
  }
  return answer;
}

function readNot(tokens: string[], instance: NaiveInstance): boolean {
  if (/^(not|!)$/i.test(tokens[0]!)) {
    tokens.shift();
    return !readNot(tokens, instance);
  }
  if (tokens[0] !== '(') return readTest(tokens, instance);
  tokens.shift();
  const answer = readOr(tokens, instance);
  tokens.shift();
  return answer;
}

const SPELLINGS: Readonly<Record<string, string>> = {
  equals: '==',
  not_equals: '!=',
  greater_than: '>',
  greater_than_equal: '>=',
  less_than: '<',
  less_than_equal: '<=',
  not_in: '!in',
  matches: '=~',
  not_matches: '!~',
  not_exists: '!exists',
};

function readTest(tokens: string[], instance: NaiveInstance): boolean {
  const subject = tokens.shift()!;
  const spelling = tokens.shift()!.toLowerCase();
  const operator = SPELLINGS[spelling] ?? spelling;
  const values = readValues(tokens, operator);
  const lower = subject.toLowerCase();
  if (lower.startsWith('attribute:')) {
    const name = subject.slice('attribute:'.length);
    const value = Object.hasOwn(instance.attributes, name) ? instance.attributes[name] : undefined;
    if (value === undefined) return operator === '!exists';
    if (operator === 'exists') return true;
    return operator !== '!exists' && compare(value, operator, values, (text) => text);
  }
  if (lower === 'task:group') {
    const isDenied = ['!=', '!in', '!~'].includes(operator);
    const asked = isDenied ? { '!=': '==', '!in': 'in', '!~': '=~' }[operator]! : operator;
    return instance.taskGroups.some((group) => compare(group, asked, values, (text) => text)) !== isDenied;
  }
  if (lower === 'agentconnected')
    return compare(String(instance.agentConnected), operator, values, (text) => text);
  if (lower === 'ec2instanceid') return compare(instance.ec2InstanceId, operator, values, (text) => text);
  if (lower === 'agentversion') return compare(instance.agentVersion, operator, values, padded);
  if (lower === 'registeredat')
    return compare(new Date(instance.registeredAtMs).toISOString(), operator, values, (text) =>
      Date.parse(/T\d\d:\d\d(:\d\d)?$/.test(text) ? `${text}Z` : text),
    );
  return compare(String(instance.runningTasksCount), operator, values, Number);
}

function readValues(tokens: string[], operator: string): string[] {
  if (operator === 'exists' || operator === '!exists') return [];
  if (operator !== 'in' && operator !== '!in') return [unquoted(tokens.shift()!)];
  const values: string[] = [];
  do {
    tokens.shift(); // the opening bracket or a comma
    values.push(unquoted(tokens.shift()!));
  } while (tokens[0] === ',');
  tokens.shift();
  return values;
}

function unquoted(token: string): string {
  return /^["']/.test(token) ? token.slice(1, -1) : token;
}

/** 1.9 as 00000000100000000900000000..., so that texts compare as versions do. */
function padded(version: string): string {
  const parts = version.split('.');
  return Array.from({ length: 8 }, (_, i) => (parts[i] ?? '0').padStart(9, '0')).join('');
}

function compare(
  value: string,
  operator: string,
  values: readonly string[],
  key: (text: string) => string | number,
): boolean {
  const a = key(value);
  const b = key(values[0]!);
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  if (operator === '>=') return a >= b;
  if (operator === 'in') return values.includes(value);
  if (operator === '!in') return !values.includes(value);
  const matches = new RegExp(`^(?:${values[0]})$`).test(value);
  return operator === '=~' ? matches : !matches;
}
