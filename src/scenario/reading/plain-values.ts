import type { Path, Problem } from './problem.ts';

/** Levels of lists and mappings; scenarios have about ten. */
export const DEEPEST = 100;
/** Values in all; a text without aliases cannot reach it. */
const MOST_VALUES = 10_000_000;
/** More problems of one kind of text are of no use to anybody. */
export const MOST_PROBLEMS = 100;

/** Keys that plain objects must not have, lest something else than the key is written or read. */
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

export function isForbiddenKey(key: string): boolean {
  return FORBIDDEN_KEYS.includes(key);
}

/** What plain values must not have: a depth or size without end, forbidden keys, numbers that are none; at most `MOST_PROBLEMS`. */
export function plainValueProblems(value: unknown): Problem[] {
  const problems: Problem[] = [];
  const path: (string | number)[] = [];
  let left = MOST_VALUES;
  const visit = (next: unknown): void => {
    if (problems.length >= MOST_PROBLEMS) return;
    if (left-- === 0)
      problems.push({ path: [], expected: `at most ${MOST_VALUES} values`, received: 'more, by aliases' });
    if (left < 0) return;
    if (typeof next === 'number' && !Number.isFinite(next))
      problems.push({ path: [...path], expected: 'a finite number', received: String(next) });
    if (typeof next !== 'object' || next === null) return;
    if (path.length >= DEEPEST) {
      problems.push(tooDeep([...path]));
      left = -1;
      return;
    }
    for (const [key, item] of Array.isArray(next) ? next.entries() : Object.entries(next)) {
      path.push(key);
      if (typeof key === 'string' && isForbiddenKey(key)) problems.push(forbidden([...path]));
      else visit(item);
      path.pop();
    }
  };
  visit(value);
  return problems;
}

/** The problem of a path that is deeper than anything needs to be; it is told at its third step. */
export function tooDeep(path: Path): Problem {
  return {
    path: path.slice(0, 3),
    expected: `at most ${DEEPEST} levels of lists and mappings`,
    received: 'more',
  };
}

function forbidden(path: Path): Problem {
  return { path, expected: 'another key', received: `\`${path.at(-1)}\``, on: 'key' };
}
