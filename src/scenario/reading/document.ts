import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, parseDocument } from 'yaml';
import type { Path, Position, Problem } from './problem.ts';

/** A scenario's text as plain values, with the way back to where each stands. */
export interface SourceDocument {
  readonly value: unknown;
  /** Where a key or value stands; of a path that does not exist, its nearest ancestor that does. */
  locate(path: Path, on: 'key' | 'value'): Position | null;
}

export interface ReadText {
  /** `null` when the text cannot be read at all. */
  readonly document: SourceDocument | null;
  readonly problems: readonly Problem[];
}

/** No scenario needs more text; data belongs into files beside it. */
export const SCENARIO_LIMIT_CHARACTERS: number = 16 * 1024 * 1024;
const DEEPEST = 100;
/** Keys that a plain object must not have. */
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Reads YAML 1.2 or JSON. Whatever the text is, the answer is values or problems, never an exception. */
export function readDocument(text: string): ReadText {
  if (text.length > SCENARIO_LIMIT_CHARACTERS)
    return failed([{ path: [], expected: 'at most 16 MiB of text', received: `${text.length} characters` }]);
  const json = readJson(text);
  if (json !== undefined) {
    const problems = shapeProblems(json);
    if (problems.length === 0) return { document: { value: json, locate: lazyLocator(text) }, problems };
  }
  return readYaml(text);
}

/** `undefined` when the text is no JSON, or is JSON with a key twice or a key that YAML's reader should complain about. */
function readJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return hasDuplicateKeys(text, value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** JSON.parse keeps the last of equal keys: then there are more colons behind texts than members. */
function hasDuplicateKeys(text: string, value: unknown): boolean {
  const written = text.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;
  let members = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inner = Object.values(next);
    if (!Array.isArray(next)) members += inner.length;
    for (const item of inner) open.push(item);
  }
  return written !== members;
}

function readYaml(text: string): ReadText {
  const lineCounter = new LineCounter();
  let document: Document;
  try {
    const documents = parseAllDocuments(text, { lineCounter, logLevel: 'silent', prettyErrors: false, uniqueKeys: true });
    if (!Array.isArray(documents) || documents.length === 0) return failed([EMPTY]);
    if (documents.length > 1) {
      const at = lineCounter.linePos((documents[1]!.contents as Node | null)?.range?.[0] ?? documents[1]!.range[0]);
      return failed([{ path: [], expected: 'one document', received: `${documents.length} of them`, at: position(at) }]);
    }
    document = documents[0] as Document;
  } catch (error) {
    return failed([{ path: [], expected: 'YAML or JSON', received: `text that its reader cannot follow (${messageOf(error)})` }]);
  }
  const problems: Problem[] = document.errors.map(({ message, pos, code }) => ({
    path: [],
    expected: code === 'DUPLICATE_KEY' ? 'each key once' : 'YAML or JSON',
    received: code === 'DUPLICATE_KEY' ? 'a key a second time' : `a mistake in its form: ${message.split('\n')[0]!.replace(/\.$/, '')}`,
    at: position(lineCounter.linePos(pos[0])),
  }));
  if (problems.length === 0) problems.push(...nodeProblems(document, lineCounter));
  if (problems.length > 0) return failed(problems);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return failed([{ path: [], expected: 'a document that can be written out', received: messageOf(error) }]);
  }
  if (value === null || value === undefined) return failed([EMPTY]);
  const shape = shapeProblems(value);
  if (shape.length > 0) return failed(shape);
  return { document: { value, locate: (path, on) => locateNode(document, lineCounter, path, on) }, problems: [] };
}

const EMPTY: Problem = { path: [], expected: 'a scenario', received: 'an empty file' };

function failed(problems: readonly Problem[]): ReadText {
  return { document: null, problems };
}

/** Tags and keys of the tree that plain values cannot hold. */
function nodeProblems(document: Document, lineCounter: LineCounter): Problem[] {
  const problems: Problem[] = document.warnings.map(({ message, pos }) => ({
    path: [],
    expected: 'a plain value',
    received: `a tag (${message.replace(/^Unresolved tag: /, '')})`,
    at: position(lineCounter.linePos(pos[0])),
  }));
  const open: { node: unknown; path: Path }[] = [{ node: document.contents, path: [] }];
  while (open.length > 0) {
    const { node, path } = open.pop()!;
    if (isSeq(node)) for (const [i, item] of node.items.entries()) open.push({ node: item, path: [...path, i] });
    if (!isMap(node)) continue;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : null;
      const at = position(lineCounter.linePos((key as Node | null)?.range?.[0] ?? 0));
      if (name === null || isAlias(key)) problems.push({ path, expected: 'keys that are plain texts', received: 'a key that is a list, mapping or alias', at });
      else if (FORBIDDEN_KEYS.includes(name)) problems.push({ path: [...path, name], expected: 'another key', received: `\`${name}\``, at });
      else open.push({ node: value, path: [...path, name] });
    }
  }
  return problems;
}

/** What a tree of plain values must not have: depth without end, forbidden keys, numbers that are none. */
function shapeProblems(value: unknown): Problem[] {
  const problems: Problem[] = [];
  const open: { value: unknown; path: Path }[] = [{ value, path: [] }];
  while (open.length > 0) {
    const { value: next, path } = open.pop()!;
    if (typeof next === 'number' && !Number.isFinite(next)) problems.push({ path, expected: 'a number', received: String(next) });
    if (typeof next !== 'object' || next === null) continue;
    if (path.length >= DEEPEST) {
      problems.push({ path: path.slice(0, 3), expected: `at most ${DEEPEST} levels`, received: 'more' });
      return problems;
    }
    if (Array.isArray(next)) for (const [i, item] of next.entries()) open.push({ value: item, path: [...path, i] });
    else
      for (const [key, item] of Object.entries(next)) {
        if (FORBIDDEN_KEYS.includes(key)) problems.push({ path: [...path, key], expected: 'another key', received: `\`${key}\`` });
        else open.push({ value: item, path: [...path, key] });
      }
  }
  return problems;
}

/** Big JSON is read by JSON.parse; the tree with positions is only made when somebody asks for one. */
function lazyLocator(text: string): SourceDocument['locate'] {
  let tree: { document: Document; lineCounter: LineCounter } | null = null;
  return (path, on) => {
    if (tree === null) {
      const lineCounter = new LineCounter();
      tree = { document: parseDocument(text, { lineCounter, logLevel: 'silent' }), lineCounter };
    }
    return locateNode(tree.document, tree.lineCounter, path, on);
  };
}

function locateNode(document: Document, lineCounter: LineCounter, path: Path, on: 'key' | 'value'): Position | null {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const [i, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step] as Node | undefined;
      if (item === undefined) break;
      node = item;
      offset = item?.range?.[0] ?? offset;
      continue;
    }
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (pair === undefined) break;
    const key = pair.key as Node;
    const value = pair.value as Node | null;
    const wantsKey = on === 'key' && i === path.length - 1;
    // A value that is not there (`cpu:`) is found at its key.
    offset = (wantsKey || value === null ? key.range?.[0] : (value.range?.[0] ?? key.range?.[0])) ?? offset;
    node = value;
  }
  return position(lineCounter.linePos(offset));
}

function position({ line, col }: { line: number; col: number }): Position {
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
