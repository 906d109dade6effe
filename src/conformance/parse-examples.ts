import { describeValue, type Path, type Problem, ScenarioError } from '../scenario/reading/problem.ts';
import { type Example, type Expected, type Given, plain, WrittenNumber } from './example.ts';

/**
 * Reads a JSON list of worked examples (`id`, `area`, `given`, `expect`, and what else a book says). Throws a
 * ScenarioError with every problem of the file.
 */
export function parseExamples(text: string, file = 'examples'): readonly Example[] {
  const list = parseWritten(text, file);
  if (!Array.isArray(list)) throw new ScenarioError(file, [problem([], 'a list of examples', list)]);
  const problems = list.flatMap((entry, index) => checkExample(entry, index));
  if (problems.length === 0) problems.push(...checkIds(list));
  if (problems.length > 0) throw new ScenarioError(file, problems);
  return list.map(readExample);
}

/** JSON whose numbers stay as they are written: a mark stands for each while JSON.parse reads the rest. */
function parseWritten(text: string, file: string): Expected {
  const numbers: WrittenNumber[] = [];
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') ? `"'${token.slice(1)}` : `"#${numbers.push(new WrittenNumber(token)) - 1}"`,
  );
  const unmark = (mark: string): string | WrittenNumber =>
    mark.startsWith('#') ? numbers[Number(mark.slice(1))]! : mark.slice(1);
  const restore = (value: unknown): Expected => {
    if (typeof value === 'string') return unmark(value);
    if (Array.isArray(value)) return value.map(restore);
    if (typeof value !== 'object' || value === null) return value as boolean | null;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.slice(1), restore(item)]));
  };
  try {
    JSON.parse(text);
    return restore(JSON.parse(marked));
  } catch (error) {
    const reason = error instanceof SyntaxError ? ` (${error.message})` : '';
    throw new ScenarioError(file, [{ path: [], expected: 'JSON', received: `text that is none${reason}` }]);
  }
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function checkExample(entry: Expected, index: number): Problem[] {
  if (!isRecord(entry)) return [problem([index], 'an example', entry)];
  const { id, area, given, expect } = entry;
  return [
    ...(isName(id) ? [] : [problem([index, 'id'], 'text', id)]),
    ...(isName(area) ? [] : [problem([index, 'area'], 'text', area)]),
    ...(isRecord(given) ? [] : [problem([index, 'given'], 'a mapping', given)]),
    ...(isRecord(expect) ? [] : [problem([index, 'expect'], 'a mapping', expect)]),
  ];
}

function checkIds(list: readonly Expected[]): Problem[] {
  const seen = new Set<string>();
  return list.flatMap((entry, index) => {
    const { id } = entry as ExampleRecord;
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [index, 'id'], expected: 'an id of its own', received: `${describeValue(id)} again` }];
  });
}

/** An entry that `checkExample` found nothing wrong with. */
interface ExampleRecord extends ExpectedRecord {
  readonly id: string;
  readonly area: string;
  readonly given: ExpectedRecord;
  readonly expect: ExpectedRecord;
}

function readExample(entry: Expected): Example {
  const { id, area, given, expect, prose, kind, tolerance, agrees, differs, recomputed } =
    entry as ExampleRecord;
  return {
    id,
    area,
    given: plain(given) as Given,
    expect: agrees === false ? corrected(expect, differs, recomputed) : expect,
    tolerance: tolerance instanceof WrittenNumber ? tolerance.value : null,
    prose: prose === true || kind === 'prose',
  };
}

/** Where a book says that what was published is wrong (`agrees: false`), what it recomputed is expected. */
function corrected(
  expect: ExpectedRecord,
  differs: Expected | undefined,
  recomputed: Expected | undefined,
): Expected {
  const right: Record<string, Expected> = { ...expect };
  const wrong = isRecord(differs) ? differs : {};
  for (const [key, difference] of Object.entries(wrong))
    if (isRecord(difference) && difference['recomputed'] !== undefined) right[key] = difference['recomputed'];
  if (Object.keys(wrong).length === 0 && isRecord(recomputed))
    for (const key of Object.keys(expect)) if (recomputed[key] !== undefined) right[key] = recomputed[key];
  return right;
}

type ExpectedRecord = { readonly [key: string]: Expected };

function isRecord(value: Expected | undefined): value is ExpectedRecord {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber)
  );
}

function isName(value: Expected | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function problem(path: Path, expected: string, value: Expected | undefined): Problem {
  return { path, expected, received: describeValue(value === undefined ? value : plain(value)) };
}
