import { jsonProblem, looksLikeJson, readJson } from './json-text.ts';
import { plainValueProblems } from './plain-values.ts';
import type { Path, Position, Problem } from './problem.ts';
import { readYaml, type YamlText } from './yaml-text.ts';

/** A scenario's text as plain values, with the way back to where each stands. */
export interface SourceDocument {
  readonly value: unknown;
  /** Where a key or value, or a character of a text, stands; of a path that does not exist, its nearest ancestor that does. */
  locate(path: Path, on: 'key' | 'value', character?: number): Position | null;
}

/** What a text was read as. */
export interface ReadText {
  /** `null` when the text cannot be taken as it stands; then there are problems. */
  readonly document: SourceDocument | null;
  readonly problems: readonly Problem[];
}

const MIB = 1024 * 1024;
/** In characters; no scenario needs more text, data belongs into files beside it. */
const LONGEST_TEXT = 16 * MIB;
/** In characters; beyond this the YAML reader's time and memory are out of proportion (a minute, gigabytes). */
const LONGEST_YAML = 2 * MIB;

/** Reads YAML 1.2 or JSON, one document of plain values. Whatever the text is, the answer is values or problems, never an exception. */
export function readDocument(text: string): ReadText {
  if (text.length > LONGEST_TEXT) return failed(tooLong(LONGEST_TEXT, 'text', text));
  const content = withoutByteOrderMark(text);
  if (content.trim() === '') return failed(EMPTY);
  const { document, problems } = looksLikeJson(content)
    ? readJsonDocument(content)
    : readYamlDocument(content);
  const isEmpty = document !== null && (document.value === null || document.value === undefined);
  return isEmpty ? failed(EMPTY) : { document, problems };
}

/** Reads a single value in YAML, as it stands behind the equals sign of `--set`: a scalar, or a list or mapping in brackets. */
export function readValue(text: string): ReadText {
  const read = readBoundedYaml(text);
  return read.tree?.isBlock === true ? failed(NO_BLOCK) : documentOf(read);
}

const EMPTY: Problem = { path: [], expected: 'a scenario', received: 'an empty file' };
const NO_BLOCK: Problem = {
  path: [],
  expected: 'a single value',
  received: 'lines of a list or mapping',
  hint: 'Put text in quotes, lists in [ ] and mappings in { }.',
};

function readJsonDocument(text: string): ReadText {
  const json = readJson(text);
  if (json !== null) return documentOf({ tree: json, problems: json.problems });
  // JSON with a mistake in it, or YAML that begins with a bracket. YAML's reader finds all mistakes, JSON's only the first.
  return text.length <= LONGEST_YAML ? readYamlDocument(text) : failed(jsonProblem(text));
}

function readYamlDocument(text: string): ReadText {
  return documentOf(readBoundedYaml(text));
}

function readBoundedYaml(text: string): YamlText {
  if (text.length <= LONGEST_YAML) return readYaml(text);
  const hint = 'JSON is read up to 16 MiB.';
  return { tree: null, problems: [{ ...tooLong(LONGEST_YAML, 'YAML', text), hint }] };
}

/** The tree as a document if its values are plain, too; else what is wrong with them. */
function documentOf({
  tree,
  problems,
}: {
  tree: SourceDocument | null;
  problems: readonly Problem[];
}): ReadText {
  if (tree === null || problems.length > 0) return { document: null, problems };
  const found = plainValueProblems(tree.value).map((problem) => {
    const at = tree.locate(problem.path, problem.on ?? 'value');
    return at === null ? problem : { ...problem, at };
  });
  return { document: found.length > 0 ? null : tree, problems: found };
}

function tooLong(limit: number, kind: string, text: string): Problem {
  return {
    path: [],
    expected: `at most ${limit / MIB} MiB of ${kind}`,
    received: `${text.length} characters`,
  };
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function failed(problem: Problem): ReadText {
  return { document: null, problems: [problem] };
}
