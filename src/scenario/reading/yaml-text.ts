import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  Parser,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import { twice } from './json-text.ts';
import { offsetInText } from './offset-in-text.ts';
import { DEEPEST, MOST_PROBLEMS, tooDeep } from './plain-values.ts';
import { describeValue, type Path, type Position, type Problem } from './problem.ts';

/** YAML as values and a tree that knows where they stand. */
export interface YamlTree {
  readonly value: unknown;
  locate(path: Path, on: 'key' | 'value', character?: number): Position | null;
  /** Whether the whole is a list or mapping that is written in lines, without brackets. */
  readonly isBlock: boolean;
}

export interface YamlText {
  /** `null` when there are problems. */
  readonly tree: YamlTree | null;
  readonly problems: readonly Problem[];
}

/** YAML 1.2 whatever the text says of itself; keys are compared here, as the reader needs the square of their number for it. */
const OPTIONS = {
  schema: 'core',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'error',
} as const;
/** Aliases within aliases multiply; beyond this the text is a bomb. */
const MOST_ALIASES = 100;

/** Reads one YAML document of plain values: all mistakes at once, no exceptions. */
export function readYaml(text: string): YamlText {
  const lineCounter = new LineCounter();
  const source: Source = { text, positionAt: (offset) => positionOf(lineCounter, offset) };
  try {
    const tokens: CST.Token[] = [];
    let hasDocument = false;
    for (const token of new Parser(lineCounter.addNewLine).parse(text)) {
      if (token.type === 'document' && hasDocument)
        return failed({ path: [], expected: 'one document', received: 'a second one' }, source, token.offset);
      const offset = tooDeepOffset(token);
      if (offset !== null) return failed(tooDeep([]), source, offset);
      tokens.push(token);
      hasDocument ||= token.type === 'document';
    }
    return composed(tokens, source);
  } catch (error) {
    return { tree: null, problems: [thrownProblem(error)] };
  }
}

/** The tree of the text's tokens: those of one document, and not too deep, as the composer calls itself. */
function composed(tokens: readonly CST.Token[], source: Source): YamlText {
  const [document] = [...new Composer(OPTIONS).compose(tokens, true, source.text.length)];
  if (document === undefined) return { tree: null, problems: [] };
  const found = firstAtEachPlace([...document.errors, ...document.warnings]).slice(0, MOST_PROBLEMS);
  const problems = [...found.map((error) => formProblem(error, source)), ...nodeProblems(document, source)];
  return { tree: problems.length > 0 ? null : treeOf(document, source), problems };
}

/** Where a list or mapping begins inside more others than plain values may have. */
function tooDeepOffset(root: CST.Token): number | null {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (token.type === 'document' && token.value !== undefined) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    if (depth >= DEEPEST) return token.offset;
    for (const { key, value } of token.items) {
      if (value) open.push({ token: value, depth: depth + 1 });
      if (key) open.push({ token: key, depth: depth + 1 });
    }
  }
  return null;
}

/** What the reader only finds when it writes the values out: the use of more aliases than a plain text needs. */
function thrownProblem(error: unknown): Problem {
  if (error instanceof ReferenceError)
    return { path: [], expected: `at most ${MOST_ALIASES} uses of aliases in each other`, received: 'more' };
  return { path: [], expected: 'YAML or JSON', received: 'a text that its reader gives up on' };
}

function failed(problem: Problem, { positionAt }: Source, offset: number): YamlText {
  return { tree: null, problems: [{ ...problem, at: positionAt(offset) }] };
}

interface Source {
  readonly text: string;
  positionAt(offset: number): Position;
}

function treeOf(document: Document, source: Source): YamlTree {
  const { contents } = document;
  return {
    value: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown,
    locate: (path, on, character) => source.positionAt(offsetOf(document, source.text, path, on, character)),
    isBlock: isCollection(contents) && contents.flow !== true,
  };
}

type Mistake = YAMLParseError | YAMLWarning;

/** A mistake in the form of the text, as its reader tells it. */
function formProblem({ code, message, pos }: Mistake, { text, positionAt }: Source): Problem {
  const [start, end] = pos;
  const problem = { path: [], at: positionAt(start) };
  const written = describeValue(text.slice(start, end));
  if (code === 'TAG_RESOLVE_FAILED')
    return { ...problem, expected: 'a plain value', received: `the tag ${written}` };
  if (code === 'TAB_AS_INDENT') return { ...problem, expected: 'spaces in front', received: 'a tab' };
  if (code === 'BAD_DIRECTIVE') return { ...problem, expected: 'no directives', received: written };
  const cause = CAUSES[code];
  const hint = cause === undefined ? `${message}.` : `${message}. ${cause}`;
  return { ...problem, expected: 'YAML or JSON', received: restOfLine(text, start), hint };
}

/** What is most often behind a mistake. */
const CAUSES: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'Text with a colon in it needs quotes.',
  BAD_SCALAR_START: 'Text that begins so needs quotes.',
  MULTILINE_IMPLICIT_KEY: 'Is a comma or a quote missing?',
};

/** Of several mistakes at one place the first: the others follow from it. */
function firstAtEachPlace(errors: readonly Mistake[]): Mistake[] {
  const seen = new Set<number>();
  return errors.filter(({ pos }) => !seen.has(pos[0]) && seen.add(pos[0]));
}

function restOfLine(text: string, offset: number): string {
  const rest = /.*/.exec(text.slice(offset, offset + 200))![0].trim();
  if (rest !== '') return describeValue(rest);
  return offset >= text.trimEnd().length ? 'the end of the text' : 'the end of the line';
}

/** What the tree has that plain values do not: keys that are no texts, equal keys, aliases of nothing. */
function nodeProblems(document: Document, { positionAt }: Source): Problem[] {
  const problems: Problem[] = [];
  const anchors = new Set<string>();
  const path: (string | number)[] = [];
  const visit = (node: unknown): void => {
    if (problems.length >= MOST_PROBLEMS || !isNode(node)) return;
    const at = positionAt(node.range?.[0] ?? 0);
    if (isAlias(node) && !anchors.has(node.source))
      problems.push({
        path: [...path],
        expected: `an anchor &${node.source} before it`,
        received: `*${node.source}`,
        at,
      });
    if (!isAlias(node) && node.anchor !== undefined) anchors.add(node.anchor);
    if (!isCollection(node)) return;
    if (isSeq(node)) for (const [i, item] of node.items.entries()) visitAt(i, item);
    if (isMap(node)) visitPairs(node.items);
  };
  const visitAt = (step: string | number, node: unknown): void => {
    path.push(step);
    visit(node);
    path.pop();
  };
  const visitPairs = (pairs: readonly Pair[]): void => {
    const names = new Set<string>();
    for (const { key, value } of pairs) {
      if (problems.length >= MOST_PROBLEMS) return;
      const name = nameOf(key);
      const at = positionAt((isNode(key) ? key.range?.[0] : undefined) ?? 0);
      if (name === null)
        problems.push({
          path: [...path],
          expected: 'keys that are plain texts',
          received: kindOf(key),
          on: 'key',
          at,
        });
      else {
        if (names.has(name)) problems.push({ ...twice([...path, name]), at });
        names.add(name);
        visitAt(name, value);
      }
    }
  };
  visit(document.contents);
  return problems;
}

/** A key as plain objects have it; `null` for one that they cannot have. */
function nameOf(key: unknown): string | null {
  return isScalar(key) && key.value !== null ? String(key.value) : null;
}

function kindOf(key: unknown): string {
  if (isAlias(key)) return 'an alias as a key';
  if (isMap(key)) return 'a mapping as a key';
  return isSeq(key) ? 'a list as a key' : 'a key without a name';
}

/** Where a key or value begins, or where in the text of a value the character stands. */
function offsetOf(
  document: Document,
  text: string,
  path: Path,
  on: 'key' | 'value',
  character: number | undefined,
): number {
  let node: unknown = document.contents;
  let offset = (isNode(node) ? node.range?.[0] : undefined) ?? 0;
  for (const [i, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
      continue;
    }
    const pair = isMap(node) ? node.items.find(({ key }) => nameOf(key) === String(step)) : undefined;
    if (pair === undefined) return offset;
    const keyOffset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
    const valueOffset = (isNode(pair.value) ? pair.value.range?.[0] : undefined) ?? keyOffset;
    offset = on === 'key' && i === path.length - 1 ? keyOffset : valueOffset;
    node = pair.value;
  }
  if (on === 'key' || character === undefined) return offset;
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return offset;
  return offset + offsetInText(text.slice(node.range[0], node.range[1]), node.value, character);
}

function positionOf(lineCounter: LineCounter, offset: number): Position {
  const { line, col } = lineCounter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
