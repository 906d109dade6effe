import type { QueryOperator } from './cluster-query.ts';
import type { Literal } from './query-clauses.ts';
import { compareVersions, readCount, readRegisteredAt, readVersion } from './query-values.ts';
import { orderTest, textTest } from './value-tests.ts';

/**
 * Whether a container instance can exist for which all literals hold; they are about one subject. True also where that is
 * not certain: only what is surely impossible is (ecs: ).
 */
export function isPossible(literals: readonly Literal[]): boolean {
  const { subject } = literals[0]!.test;
  switch (subject) {
    case 'attribute':
      return literals.every(holdsWithout) || isTextPossible(literals);
    case 'ec2InstanceId':
      return isTextPossible(literals);
    case 'agentConnected':
      return ['true', 'false'].some((text) => holdAll(literals, text));
    case 'agentVersion':
      return hasRoom(literals, (value) => readVersion(value)!, compareVersions);
    case 'registeredAt':
      return hasInteger(literals, (value) => readRegisteredAt(value)!, Number.NEGATIVE_INFINITY);
    case 'runningTasksCount':
      return hasInteger(literals, (value) => readCount(value)!, 0);
    case 'task:group':
      return areGroupsPossible(literals);
    default:
      return subject satisfies never;
  }
}

/** Whether the literal holds for an instance without the attribute. */
function holdsWithout({ test, isTrue }: Literal): boolean {
  return (test.operator === '!exists') === isTrue;
}

function isTextPossible(literals: readonly Literal[]): boolean {
  const pinned = literals.find(isPinning);
  if (pinned !== undefined) return pinned.test.values.some((text) => holdAll(literals, text));
  if (literals.some(({ test, isTrue }) => test.operator === (isTrue ? '!exists' : 'exists'))) return false;
  if (denyEachOther(literals)) return false;
  return hasRoom(literals, (value) => value, compareTexts);
}

/** Whether only its own values pass. */
function isPinning({ test: { operator }, isTrue }: Literal): boolean {
  return isTrue ? operator === '==' || operator === 'in' : operator === '!=' || operator === '!in';
}

function holdAll(literals: readonly Literal[], text: string): boolean {
  return literals.every(({ test, isTrue }) => textTest(test.operator, test.values)(text) === isTrue);
}

/** Whether one pattern must match and must not. */
function denyEachOther(literals: readonly Literal[]): boolean {
  const patterns = literals.filter(({ test: { operator } }) => operator === '=~' || operator === '!~');
  const wanted = ({ test, isTrue }: Literal) => (test.operator === '=~') === isTrue;
  return patterns.some((a) =>
    patterns.some((b) => a.test.values[0] === b.test.values[0] && wanted(a) && !wanted(b)),
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether something is left between the bounds that the literals set; `in` and patterns set none. */
function hasRoom<T>(
  literals: readonly Literal[],
  read: (value: string) => T,
  compare: (a: T, b: T) => number,
): boolean {
  const bounds = literals.flatMap((literal) => {
    const operator = comparison(literal);
    return operator === null ? [] : [{ operator, value: read(literal.test.values[0]!) }];
  });
  const passes = (value: T) =>
    bounds.every((bound) => orderTest(bound.operator)(compare(value, bound.value)));
  const equal = bounds.find(({ operator }) => operator === '==');
  if (equal !== undefined) return passes(equal.value);
  const lower = bounds.filter(({ operator }) => operator === '>' || operator === '>=');
  const upper = bounds.filter(({ operator }) => operator === '<' || operator === '<=');
  return lower.every((low) =>
    upper.every((high) => {
      const order = compare(low.value, high.value);
      return order < 0 || (order === 0 && passes(low.value));
    }),
  );
}

/** Whether an integer from the least one up is left. */
function hasInteger(literals: readonly Literal[], read: (value: string) => number, least: number): boolean {
  let from = least;
  let to = Number.POSITIVE_INFINITY;
  const excluded = new Set<number>();
  for (const literal of literals) {
    const value = read(literal.test.values[0]!);
    const operator = comparison(literal);
    if (operator === '!=') excluded.add(value);
    if (operator === '==' || operator === '>=') from = Math.max(from, value);
    if (operator === '>') from = Math.max(from, value + 1);
    if (operator === '==' || operator === '<=') to = Math.min(to, value);
    if (operator === '<') to = Math.min(to, value - 1);
  }
  while (excluded.has(from)) from++;
  return from <= to;
}

/** The comparison that must hold where the value is there; `null` for a test that compares nothing. */
function comparison({ test: { operator }, isTrue }: Literal): QueryOperator | null {
  const opposite = OPPOSITES.get(operator);
  if (opposite === undefined) return null;
  return isTrue ? operator : opposite;
}

const OPPOSITES: ReadonlyMap<QueryOperator, QueryOperator> = new Map([
  ['==', '!='],
  ['!=', '=='],
  ['<', '>='],
  ['>=', '<'],
  ['>', '<='],
  ['<=', '>'],
]);

/** An instance can have tasks of many groups: a group must not be wanted and excluded. */
function areGroupsPossible(literals: readonly Literal[]): boolean {
  const isWanted = ({ test: { operator }, isTrue }: Literal) => SOME.includes(operator) === isTrue;
  const wanted = literals.filter(isWanted);
  const excluded = literals.filter((literal) => !isWanted(literal));
  return wanted.every(({ test: { operator, values } }) => {
    const isPattern = operator === '=~' || operator === '!~';
    if (isPattern)
      return !excluded.some(
        ({ test }) => (test.operator === '=~' || test.operator === '!~') && test.values[0] === values[0],
      );
    return values.some((group) => !excluded.some(({ test }) => isNamed(test, group)));
  });
}

const SOME: readonly QueryOperator[] = ['==', 'in', '=~'];

/** Whether the test is about the group, be it that it wants or that it excludes it. */
function isNamed({ operator, values }: Literal['test'], group: string): boolean {
  return textTest(operator, values)(group) === SOME.includes(operator);
}
