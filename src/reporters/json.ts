import type { Charge, StreamedCosts, StreamedOutcome } from '../experiment/outcome.ts';
import { inPieces, textOf } from './pieces.ts';

/**
 * outcome.json: keys in the outcome's own order, indented by two spaces, but a column of the timeline, a row of the bill and
 * any other list or list entry without structure of its own but plain lists on one line. The same outcome gives the same bytes.
 */
export function reportJson(outcome: StreamedOutcome): string {
  return textOf(jsonPieces(outcome));
}

/** The same piece by piece. */
export function jsonPieces(outcome: StreamedOutcome): Iterable<string> {
  return inPieces(fileOf(outcome));
}

function* fileOf(outcome: StreamedOutcome): Generator<string> {
  yield* partsOf(outcome, '');
  yield '\n';
}

function* partsOf(value: unknown, indent: string): Generator<string> {
  if (isPlain(value)) yield plainText(value);
  else if (isIterable(value)) yield* partsOfList(value, indent);
  else yield* partsOfObject(value as object, indent);
}

function* partsOfObject(value: object, indent: string): Generator<string> {
  const inner = `${indent}  `;
  let before = '{\n';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}${inner}${JSON.stringify(key)}: `;
    yield* partsOf(member, inner);
    before = ',\n';
  }
  yield before === '{\n' ? '{}' : `\n${indent}}`;
}

function* partsOfList(list: Iterable<unknown>, indent: string): Generator<string> {
  if (isPlainList(list)) {
    yield '[';
    yield* inPieces(plainEntries(list));
    yield ']';
    return;
  }
  const inner = `${indent}  `;
  yield '[\n';
  yield* inPieces('hours' in list ? costEntries(list as StreamedCosts, inner) : entries(list, inner));
  yield `\n${indent}]`;
}

function* plainEntries(list: Iterable<unknown>): Generator<string> {
  let isFirst = true;
  for (const entry of list) {
    yield isFirst ? plainText(entry) : `,${plainText(entry)}`;
    isFirst = false;
  }
}

function* entries(list: Iterable<unknown>, indent: string): Generator<string> {
  let before = indent;
  for (const entry of list) {
    if (isFlat(entry)) yield before + JSON.stringify(entry);
    else {
      yield before;
      yield* partsOf(entry, indent);
    }
    before = `,\n${indent}`;
  }
}

/** The bill's rows; those of hours that are alike are written alike but for the hour. */
function* costEntries({ hours }: StreamedCosts, indent: string): Generator<string> {
  let before: readonly Charge[] | null = null;
  let texts: string[] = [];
  let comma = '';
  for (const { hour, charges } of hours!) {
    if (charges !== before) texts = charges.map((charge) => JSON.stringify(charge).slice(1));
    before = charges;
    const start = `${indent}{"hour":${JSON.stringify(hour)},`;
    for (const text of texts) {
      yield comma + start + text;
      comma = ',\n';
    }
  }
}

/** What JSON.stringify gives, which is slow to ask for a number. */
function plainText(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : JSON.stringify(value);
}

/** A list that is made while it is read has entries of one kind. */
function isPlainList(list: Iterable<unknown>): boolean {
  if (Array.isArray(list)) return list.every(isPlain);
  for (const first of list) return isPlain(first);
  return true;
}

function isFlat(entry: unknown): boolean {
  if (isPlain(entry)) return false;
  return Object.values(entry as object).every(
    (member) => isPlain(member) || (Array.isArray(member) && member.every(isPlain)),
  );
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return Symbol.iterator in (value as object);
}
