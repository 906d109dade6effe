/**
 * The slow, obvious reader of metric math: splits the tokens at the operator that binds least, and works with whole series, in
 * which `null` is missing. It imports nothing from what it checks. Only for expressions that are right.
 */
type Point = number | null;

interface Series {
  readonly points: readonly Point[];
  /** A number is the same in every period, but no data point. */
  readonly isNumber: boolean;
}

export interface NaiveTerms {
  readonly length: number;
  readonly periodSeconds: number;
  readonly terms: ReadonlyMap<string, readonly Point[]>;
}

export function naiveMath(text: string, given: NaiveTerms): readonly Point[] {
  return read(text.match(/\d+(?:\.\d+)?|\w+|&&|\|\||[<>=!]=|\S/g) ?? [], given).points;
}

const LEVELS = [
  ['OR', '||'],
  ['AND', '&&'],
  ['<', '<=', '>', '>=', '==', '!='],
  ['+', '-'],
  ['*', '/'],
];

function read(tokens: readonly string[], given: NaiveTerms): Series {
  for (const operators of LEVELS) {
    const at = placesOutside(tokens, operators).findLast((place) => isBehindValue(tokens, place));
    if (at !== undefined)
      return joined(tokens[at]!, read(tokens.slice(0, at), given), read(tokens.slice(at + 1), given));
  }
  if (tokens[0] === '-') {
    const { points, isNumber } = read(tokens.slice(1), given);
    return { points: points.map((point) => (point === null ? null : 0 - point)), isNumber };
  }
  const power = placesOutside(tokens, ['^'])[0];
  if (power !== undefined)
    return joined('^', read(tokens.slice(0, power), given), read(tokens.slice(power + 1), given));
  if (tokens[0] === '(') return read(tokens.slice(1, -1), given);
  const [first] = tokens as [string];
  if (/^\d/.test(first)) return { points: Array(given.length).fill(Number(first)), isNumber: true };
  const term = given.terms.get(first);
  return term === undefined ? call(first, tokens.slice(2, -1), given) : { points: term, isNumber: false };
}

/** Where one of the operators stands outside of all parentheses and brackets. */
function placesOutside(tokens: readonly string[], operators: readonly string[]): number[] {
  const places: number[] = [];
  let depth = 0;
  tokens.forEach((token, place) => {
    if (token === '(' || token === '[') depth++;
    if (token === ')' || token === ']') depth--;
    if (depth === 0 && operators.includes(token)) places.push(place);
  });
  return places;
}

function isBehindValue(tokens: readonly string[], place: number): boolean {
  const before = tokens[place - 1];
  return before !== undefined && !['^', ...LEVELS.flat()].includes(before);
}

function split(tokens: readonly string[]): (readonly string[])[] {
  const commas = placesOutside(tokens, [',']);
  return [...commas, tokens.length].map((end, i) => tokens.slice(i === 0 ? 0 : commas[i - 1]! + 1, end));
}

function joined(operator: string, left: Series, right: Series): Series {
  const points = left.points.map((a, i) => {
    const b = right.points[i]!;
    const isThere = (a !== null && !left.isNumber) || (b !== null && !right.isNumber);
    if ((a === null || b === null) && !isThere) return null;
    return kept(result(operator, a ?? 0, b ?? 0));
  });
  return { points, isNumber: left.isNumber && right.isNumber };
}

function kept(value: number): Point {
  return Number.isFinite(value) ? value : null;
}

function result(operator: string, a: number, b: number): number {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (operator === '/') return a / b;
  if (operator === '^') return b < 0 ? 1 / timesItself(a, -b) : timesItself(a, b);
  if (operator === '<') return Number(a < b);
  if (operator === '<=') return Number(a <= b);
  if (operator === '>') return Number(a > b);
  if (operator === '>=') return Number(a >= b);
  if (operator === '==') return Number(a === b);
  if (operator === '!=') return Number(a !== b);
  if (operator === 'AND' || operator === '&&') return Number(a !== 0 && b !== 0);
  return Number(a !== 0 || b !== 0);
}

/** Whole exponents only. */
function timesItself(base: number, times: number): number {
  let product = 1;
  for (let i = 0; i < times; i++) product *= base;
  return product;
}

function call(name: string, inside: readonly string[], given: NaiveTerms): Series {
  if (name === 'PERIOD') return { points: Array(given.length).fill(given.periodSeconds), isNumber: true };
  const parts = split(inside[0] === '[' ? inside.slice(1, -1) : inside);
  if (name === 'FILL' && parts[1]![0] === 'REPEAT') return repeated(read(parts[0]!, given));
  const values =
    inside.join('') === 'METRICS()'
      ? [...given.terms.values()].map((points) => ({ points, isNumber: false }))
      : parts.map((part) => read(part, given));
  const points = Array.from({ length: given.length }, (_, i) =>
    called(
      name,
      values.map((value) => value.points[i]!),
      values.map(({ isNumber }) => isNumber),
    ),
  );
  return { points, isNumber: values.every(({ isNumber }) => isNumber) };
}

function repeated({ points, isNumber }: Series): Series {
  return {
    points: points.map((_, i) => points.slice(0, i + 1).findLast((p) => p !== null) ?? null),
    isNumber,
  };
}

function called(name: string, points: readonly Point[], isNumber: readonly boolean[]): Point {
  const [first, second, third] = points as [Point, Point, Point | undefined];
  if (name === 'FILL') return first ?? second;
  if (name === 'IF') {
    if (first === null) return null;
    if (first === 0) return third ?? null;
    return second ?? (isNumber[0] ? null : 0);
  }
  if (['ABS', 'CEIL', 'FLOOR'].includes(name)) {
    if (first === null) return null;
    return name === 'ABS' ? Math.abs(first) : name === 'CEIL' ? Math.ceil(first) : Math.floor(first);
  }
  const there = points.filter((point) => point !== null);
  const hasPoint = points.some((point, i) => point !== null && !isNumber[i]);
  if (there.length < points.length && !hasPoint) return null;
  if (name === 'MIN') return Math.min(...there);
  if (name === 'MAX') return Math.max(...there);
  const sum = there.reduce((total, point) => total + point, 0);
  return kept(name === 'SUM' ? sum : sum / points.length);
}
