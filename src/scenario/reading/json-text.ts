import { LineCounter } from 'yaml';
import { offsetInText } from './offset-in-text.ts';
import { MOST_PROBLEMS } from './plain-values.ts';
import type { Path, Position, Problem } from './problem.ts';

/** JSON as plain values; the places of its parts are only looked up when somebody asks for one. */
export interface JsonTree {
  readonly value: unknown;
  locate(path: Path, on: 'key' | 'value', character?: number): Position | null;
  readonly problems: readonly Problem[];
}

export function looksLikeJson(text: string): boolean {
  return /^[ \t\r\n]*[{[]/.test(text);
}

/** `null` when the text is not JSON. */
export function readJson(text: string): JsonTree | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  let scanned: Scanned | null = null;
  const scan = (): Scanned => (scanned ??= scanJson(text));
  const locate = (path: Path, on: 'key' | 'value', character?: number) => {
    const offset = offsetOf(scan().root, path, on);
    const within = on === 'key' || character === undefined ? 0 : characterOffset(text, offset, character);
    return positionOf(scan().lines, offset + within);
  };
  // JSON.parse keeps the last of equal keys, so that there are more keys in the text than in the value.
  const twins = countKeys(text) === countMembers(value) ? [] : scan().twins;
  const problems = twins.map(({ path, offset }) => ({
    ...twice(path),
    at: positionOf(scan().lines, offset),
  }));
  return { value, locate, problems };
}

/** What is wrong with a text that is not JSON, in the words of the engine that it runs on. */
export function jsonProblem(text: string): Problem {
  try {
    JSON.parse(text);
    return { path: [], expected: 'JSON', received: 'another text' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, offset] = / at position (\d+)/.exec(message) ?? [];
    const problem = { path: [], expected: 'JSON', received: 'text that is not', hint: `${message}.` };
    return offset === undefined ? problem : { ...problem, at: positionOf(linesOf(text), Number(offset)) };
  }
}

/** The problem of a key that stands in a mapping already. */
export function twice(path: Path): Problem {
  return { path, expected: 'each key once', received: `\`${path.at(-1)}\` a second time`, on: 'key' };
}

/** Where a value begins: an offset, or that of a list or mapping with those of what it holds. */
type Place = number | Container;

interface Container {
  readonly offset: number;
  readonly items: Place[];
  /** Of a mapping: each key's offset, and its value. `null` for lists. */
  readonly members: Map<string, { readonly keyOffset: number; value: Place }> | null;
}

interface Scanned {
  readonly root: Place;
  readonly lines: LineCounter;
  readonly twins: readonly { readonly path: Path; readonly offset: number }[];
}

/** Finds the place of every key and value of a text that is known to be JSON. */
function scanJson(text: string): Scanned {
  const top: Container = { offset: 0, items: [], members: null };
  const open: Container[] = [top];
  const path: (string | number)[] = [];
  const twins: { path: Path; offset: number }[] = [];
  let key: { readonly text: string; readonly offset: number } | null = null;
  const add = (place: Place): void => {
    const { items, members } = open.at(-1)!;
    if (key === null) items.push(place);
    else members!.set(key.text, { keyOffset: key.offset, value: place });
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const container = open.at(-1)!;
    if (character === '{' || character === '[') {
      const inner: Container = { offset: at, items: [], members: character === '{' ? new Map() : null };
      add(inner);
      if (open.length > 1) path.push(key?.text ?? container.items.length - 1);
      open.push(inner);
      key = null;
    } else if (character === '}' || character === ']') {
      open.pop();
      path.pop();
      key = null;
    } else if (character === '"') {
      const end = endOfText(text, at);
      if (container.members === null || key !== null) add(at);
      else {
        key = { text: JSON.parse(text.slice(at, end + 1)) as string, offset: at };
        if (container.members.has(key.text) && twins.length < MOST_PROBLEMS)
          twins.push({ path: [...path, key.text], offset: at });
      }
      at = end;
    } else if (character === ',') key = null;
    else if (!/[\s:]/.test(character)) {
      add(at);
      while (/[\w.+-]/.test(text[at + 1] ?? '')) at++;
    }
  }
  return { root: top.items[0]!, lines: linesOf(text), twins };
}

function offsetOf(root: Place, path: Path, on: 'key' | 'value'): number {
  let place = root;
  for (const [i, step] of path.entries()) {
    if (typeof place === 'number') return place;
    const member = place.members?.get(String(step));
    if (member !== undefined && on === 'key' && i === path.length - 1) return member.keyOffset;
    const inner: Place | undefined = member?.value ?? place.items[Number(step)];
    if (inner === undefined) return place.offset;
    place = inner;
  }
  return typeof place === 'number' ? place : place.offset;
}

/** How far behind the beginning of a text value its character stands. */
function characterOffset(text: string, offset: number, character: number): number {
  if (text[offset] !== '"') return 0;
  const written = text.slice(offset, endOfText(text, offset) + 1);
  return offsetInText(written, JSON.parse(written) as string, character);
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return lines;
}

function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** The closing quote of the text that opens at `start`. */
function endOfText(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
  } while (isEscaped(text, end));
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before--;
  return (at - before) % 2 === 1;
}

function countKeys(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    at = endOfText(text, at);
    let next = at + 1;
    while (text.charCodeAt(next) <= 0x20) next++;
    if (text[next] === ':') count++;
  }
  return count;
}

function countMembers(value: unknown): number {
  let count = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) for (const item of next) open.push(item);
    else
      for (const key of Object.keys(next)) {
        count++;
        open.push((next as Record<string, unknown>)[key]);
      }
  }
  return count;
}
