import type * as z from 'zod';

/** One thing that is wrong with a saved result; `path` is dotted with indexes, empty for the whole. */
export interface OutcomeIssue {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

/** A text that is no outcome and no comparison, with everything that is wrong with it. */
export class OutcomeError extends Error {
  readonly issues: readonly OutcomeIssue[];

  constructor(issues: readonly OutcomeIssue[]) {
    super(sentences(issues));
    this.name = 'OutcomeError';
    this.issues = issues;
  }
}

/** The value of a text that somebody says is an outcome.json or a comparison.json. Throws `OutcomeError`. */
export function parseSaved(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OutcomeError([
      { path: '', expected: 'an outcome.json', received: `no JSON (${(error as Error).message})` },
    ]);
  }
}

/** A saved value as a schema has it; `name` with its article. Throws `OutcomeError`. */
export function checkSaved<T>(value: unknown, schema: z.ZodType<T>, name: string): T {
  const version = isObject(value) ? value['schemaVersion'] : undefined;
  if (!isObject(value) || version !== 1)
    throw new OutcomeError([
      {
        path: 'schemaVersion',
        expected: `${name} of schemaVersion 1`,
        received: describe(isObject(value) ? version : value),
      },
    ]);
  const prototypes = prototypeKeys(value);
  if (prototypes.length > 0) throw new OutcomeError(prototypes);
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw new OutcomeError(result.error.issues.map(issueOf));
  return result.data;
}

/** So many problems are spelled out; a damaged column can have thousands. */
const MOST_SENTENCES = 20;

function sentences(issues: readonly OutcomeIssue[]): string {
  const shown = issues
    .slice(0, MOST_SENTENCES)
    .map(
      ({ path, expected, received }) =>
        `${path === '' ? 'outcome' : path}: expected ${expected}, received ${received}.`,
    );
  const more = issues.length - shown.length;
  return (more > 0 ? [...shown, `... and ${more} more.`] : shown).join('\n');
}

function issueOf(issue: z.core.$ZodIssue): OutcomeIssue {
  return { path: pathOf(issue.path), expected: expectationOf(issue), received: describe(issue.input) };
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'never'
        ? 'nothing here in this version'
        : (EXPECTED[issue.expected] ?? issue.expected);
    case 'invalid_value':
      return issue.values.map((value) => describe(value)).join(' or ');
    case 'invalid_union':
      return 'a number, a text or null';
    default:
      return issue.message.replace(/^expected /, '');
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** Deeper than this an outcome has nothing; what lies there is not read. */
const DEEPEST = 8;

/** Keys that would reach an object's prototype when copied. */
function prototypeKeys(root: object): OutcomeIssue[] {
  const found: OutcomeIssue[] = [];
  const open: { readonly value: object; readonly path: readonly PropertyKey[] }[] = [
    { value: root, path: [] },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (Object.hasOwn(value, '__proto__'))
      found.push({ path: pathOf([...path, '__proto__']), expected: 'another name', received: '"__proto__"' });
    if (path.length === DEEPEST) continue;
    for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value))
      if (typeof member === 'object' && member !== null) open.push({ value: member, path: [...path, key] });
  }
  return found;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^\w+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return String(value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
