import type * as z from 'zod';
import type { Findings } from './findings.ts';
import { describeValue, nearestName, type Path, type Problem } from './reading/problem.ts';

/**
 * Decodes a part of the document. Each mistake becomes a problem; what can stand without the wrong parts is decoded
 * all the same, so that mistakes elsewhere in it are found in the same go. `null` when nothing can stand.
 */
export function decode<S extends z.ZodType>(
  schema: S,
  value: unknown,
  path: Path,
  findings: Findings,
): z.output<S> | null {
  const parsed = schema.safeParse(value, { error: wordless });
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error.issues, value, path);
  for (const problem of problems) findings.addBroken(problem);
  return salvage(schema, value, parsed.error.issues);
}

/** Decodes the entries of a list one by one; an entry that cannot stand is `null`. */
export function decodeList<S extends z.ZodType>(
  schema: S,
  value: unknown,
  path: Path,
  findings: Findings,
): (z.output<S> | null)[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((item, i) => decode(schema, item, [...path, i], findings));
  findings.addBroken({ path, expected: 'a list', received: describeValue(value) });
  return [];
}

/** Messages of schemas that bring none. */
const wordless: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return 'something else';
  return TYPES[issue.expected] ?? issue.expected;
};

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

/** At each place the first thing that is wrong. */
function problemsOf(issues: readonly z.core.$ZodIssue[], value: unknown, path: Path): Problem[] {
  const seen = new Set<string>();
  return issues.flatMap((issue): Problem[] => {
    const inside = innerIssues(issue, value);
    if (inside !== null) return problemsOf(inside, value, path);
    const key = JSON.stringify(issue.path);
    if (seen.has(key)) return [];
    seen.add(key);
    const received = valueAt(value, issue.path);
    const hint = hintOf(issue, received);
    const problem = {
      path: [...path, ...pathOf(issue)],
      expected: issue.message,
      received: describeValue(received),
    };
    return [hint === null ? problem : { ...problem, hint }];
  });
}

/** Of a union that a list or mapping did not match, what is wrong inside the branch that it was meant to be. */
function innerIssues(issue: z.core.$ZodIssue, value: unknown): z.core.$ZodIssue[] | null {
  if (issue.code !== 'invalid_union') return null;
  const received = valueAt(value, issue.path);
  if (typeof received !== 'object' || received === null) return null;
  const branch = issue.errors.find(
    (errors) => !errors.some(({ path, code }) => path.length === 0 && code !== 'custom'),
  );
  if (branch === undefined) return null;
  return branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function hintOf(issue: z.core.$ZodIssue, received: unknown): string | null {
  if (issue.code === 'custom' && typeof issue.params?.['hint'] === 'string') return issue.params['hint'];
  if (issue.code !== 'invalid_value' || typeof received !== 'string' || received.length < SHORTEST_GUESS)
    return null;
  const nearest = nearestName(received, issue.values.map(String));
  return nearest === null ? null : `Did you mean ${nearest}?`;
}

/** A shorter word is near to anything. */
const SHORTEST_GUESS = 3;

/** Decodes again without what is wrong; a required part takes the mapping around it with it. */
function salvage<S extends z.ZodType>(
  schema: S,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): z.output<S> | null {
  let left = value;
  let wrong = issues;
  for (;;) {
    const paths = wrong
      .flatMap((issue) => innerIssues(issue, left) ?? [issue])
      .map((issue) => removable(left, pathOf(issue)));
    if (paths.some((path) => path.length === 0)) return null;
    for (const path of paths) left = without(left, path);
    const parsed = schema.safeParse(left);
    if (parsed.success) return parsed.data;
    wrong = parsed.error.issues;
  }
}

/** The longest beginning of the path that ends in an existing key of a mapping: items of a list keep their places. */
function removable(value: unknown, path: Path): Path {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length);
    if (typeof part[length - 1] === 'string' && valueAt(value, part) !== undefined) return part;
  }
  return [];
}

function without(value: unknown, [step, ...rest]: Path): unknown {
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? without(item, rest) : item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== step || rest.length > 0);
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? without(item, rest) : item]));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner: unknown = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    inner = (inner as Record<PropertyKey, unknown>)[step];
  }
  return inner;
}

function pathOf({ path }: z.core.$ZodIssue): Path {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}
