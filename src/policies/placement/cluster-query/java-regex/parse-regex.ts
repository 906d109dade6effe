import {
  ALL_BUT_LINE_ENDS,
  ALL_CHARACTERS,
  type CharacterRanges,
  withBothCases,
} from './character-ranges.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';
import type { Place, Regex, RegexMistake } from './regex.ts';
import { RegexReader } from './regex-reader.ts';

export type ParsedRegex = { readonly regex: Regex } | { readonly mistake: RegexMistake };

/** Most steps of a pattern whose repetitions are written out: what a match can cost is this times the square of a text's length. */
const MOST_STEPS = 1000;
/** Groups inside each other. */
const DEEPEST = 50;

/**
 * Reads a regular expression of Java (ecs: ). Refused, as no set of states can follow them or as they are rare:
 * possessive quantifiers, atomic groups, back references, intersections and unions of classes, and the flags d, m, u, x, U.
 */
export function parseRegex(text: string): ParsedRegex {
  const parser = new RegexParser(text);
  const regex = parser.choice();
  const { reader } = parser;
  if (regex !== null && !reader.atEnd)
    reader.fail(reader.at, 'a pattern whose parentheses match; \\) is a parenthesis');
  const steps = regex === null ? 0 : stepsOf(regex);
  if (steps > MOST_STEPS)
    reader.fail(0, `a pattern of at most ${MOST_STEPS} steps with repetitions written out`, 'a longer one');
  return regex === null || reader.mistake !== null ? { mistake: reader.mistake! } : { regex };
}

class RegexParser {
  readonly reader: RegexReader;
  private depth = 0;
  private lookbehinds = 0;
  private readonly names = new Set<string>();

  constructor(text: string) {
    this.reader = new RegexReader(text);
  }

  /** Alternatives up to the end or a closing parenthesis. */
  choice(): Regex | null {
    const items: Regex[] = [];
    do {
      const item = this.sequence();
      if (item === null) return null;
      items.push(item);
    } while (this.reader.takes('|'));
    return items.length === 1 ? items[0]! : { kind: 'choice', items };
  }

  private sequence(): Regex | null {
    const { reader } = this;
    const items: Regex[] = [];
    while (!reader.atEnd && !reader.sees('|') && !reader.sees(')')) {
      if (reader.takes('\\Q')) {
        items.push(...this.quoted());
        continue;
      }
      const item = this.atom();
      if (item === null) return null;
      const repeated = item === NOTHING ? item : this.repeated(item);
      if (repeated === null) return null;
      items.push(repeated);
    }
    return { kind: 'sequence', items };
  }

  /** Literal characters up to `\E`; a repetition behind them is of the last one. */
  private quoted(): Regex[] {
    const { reader } = this;
    const end = reader.text.indexOf('\\E', reader.at);
    const literal = reader.text.slice(reader.at, end < 0 ? undefined : end);
    reader.at += literal.length + (end < 0 ? 0 : 2);
    const items = Array.from(literal, (character) => this.character(character.codePointAt(0)!));
    const last = items.pop();
    if (last === undefined) return items;
    const repeated = this.repeated(last);
    return repeated === null ? items : [...items, repeated];
  }

  private atom(): Regex | null {
    const { reader } = this;
    const start = reader.at;
    if (reader.takes('(')) return this.group(start);
    if (reader.takes('[')) return characterOf(readClass(reader));
    if (reader.takes('.')) return characterOf(reader.dotIsAll ? ALL_CHARACTERS : ALL_BUT_LINE_ENDS);
    if (reader.takes('^')) return { kind: 'place', place: 'start' };
    if (reader.takes('$')) return { kind: 'place', place: 'end' };
    const place = reader.takesPattern(/\\[bBAzZ]/y)?.[0];
    if (place !== undefined) return { kind: 'place', place: PLACES[place]! };
    if (reader.takes('\\')) {
      const escaped = readEscape(reader);
      if (escaped === null) return null;
      return 'ranges' in escaped ? characterOf(escaped.ranges) : this.character(escaped.codePoint);
    }
    if (/[*+?{]/.test(reader.text[start]!))
      return reader.fail(start, 'something in front that can be repeated; a backslash makes it a character');
    return this.character(reader.next());
  }

  private character(codePoint: number): Regex {
    const ranges: CharacterRanges = [[codePoint, codePoint]];
    return { kind: 'character', ranges: this.reader.ignoresCase ? withBothCases(ranges) : ranges };
  }

  /** The item with the quantifier that stands behind it, if there is one. */
  private repeated(item: Regex): Regex | null {
    const { reader } = this;
    const start = reader.at;
    const found = reader.takesPattern(/[*+?]|\{(\d{1,9})(?:(,)(\d{0,9}))?\}/y);
    if (found === null) return item;
    const [symbol, least, comma, most] = found;
    if (item.kind === 'place' || item.kind === 'look')
      return reader.fail(start, 'nothing repeated that has no length');
    if (reader.takes('+'))
      return reader.fail(start, 'a quantifier that is not possessive, as those are not modelled');
    reader.takes('?');
    const [from, to] = QUANTIFIERS.get(symbol) ?? [Number(least), upperEnd(Number(least), comma, most)];
    if (to < from) return reader.fail(start, 'a repetition whose end is not below its beginning');
    if (this.lookbehinds > 0 && to === Number.POSITIVE_INFINITY)
      return reader.fail(start, 'a repetition with an end, as it is looked for behind');
    return { kind: 'repeat', item, least: from, most: to };
  }

  /** A group behind its opening parenthesis at `start`. */
  private group(start: number): Regex | null {
    const { reader } = this;
    if (this.depth === DEEPEST)
      return reader.fail(start, `at most ${DEEPEST} groups inside each other`, 'more');
    if (reader.takes('?>')) return reader.fail(start, 'no atomic group, as those are not modelled');
    const { ignoresCase, dotIsAll } = reader;
    const look = reader.takesPattern(/\?(<?)([=!])/y);
    if (look === null && reader.sees('?')) {
      const isDone = this.flagsOrName(start);
      if (isDone === null) return null;
      if (isDone) return NOTHING;
    }
    if (look?.[1] === '<') this.lookbehinds++;
    this.depth++;
    const item = this.choice();
    this.depth--;
    if (look?.[1] === '<') this.lookbehinds--;
    if (item === null) return null;
    if (!reader.takes(')')) return reader.fail(start, 'a closing parenthesis for this one', 'none');
    reader.ignoresCase = ignoresCase;
    reader.dotIsAll = dotIsAll;
    if (look === null) return item;
    const direction = look[1] === '<' ? 'behind' : 'ahead';
    return { kind: 'look', direction, holds: look[2] === '=', item };
  }

  /** `?:`, `?<name>` and `?i-s:` begin a group; `?i)` is done with its flags. `null` with a mistake. */
  private flagsOrName(start: number): boolean | null {
    const { reader } = this;
    const name = reader.takesPattern(/\?<([A-Za-z][A-Za-z\d]*)>/y)?.[1];
    if (name !== undefined) {
      if (this.names.has(name)) return reader.fail(start, 'a group name that no other has');
      this.names.add(name);
      return false;
    }
    const flags = reader.takesPattern(/\?([is]*)(-?)([is]*)([:)])/y);
    if (flags === null)
      return reader.fail(start, 'a group, a look ahead or behind, or the flags i and s, which are modelled');
    const [, on = '', , off = '', end] = flags;
    if (on.includes('i')) reader.ignoresCase = true;
    if (on.includes('s')) reader.dotIsAll = true;
    if (off.includes('i')) reader.ignoresCase = false;
    if (off.includes('s')) reader.dotIsAll = false;
    return end === ')';
  }
}

/** What flags by themselves are. */
const NOTHING: Regex = { kind: 'sequence', items: [] };

const PLACES: Readonly<Record<string, Place>> = {
  '\\b': 'wordBoundary',
  '\\B': 'noWordBoundary',
  '\\A': 'start',
  '\\z': 'end',
  '\\Z': 'end',
};

const QUANTIFIERS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['*', [0, Number.POSITIVE_INFINITY]],
  ['+', [1, Number.POSITIVE_INFINITY]],
  ['?', [0, 1]],
]);

function upperEnd(least: number, comma: string | undefined, most: string | undefined): number {
  if (comma === undefined) return least;
  return most === undefined || most === '' ? Number.POSITIVE_INFINITY : Number(most);
}

function characterOf(ranges: CharacterRanges | null): Regex | null {
  return ranges === null ? null : { kind: 'character', ranges };
}

/** How many steps the pattern has when its repetitions are written out. */
function stepsOf(regex: Regex): number {
  switch (regex.kind) {
    case 'character':
    case 'place':
      return 1;
    case 'look':
      return 1 + stepsOf(regex.item);
    case 'sequence':
      return regex.items.reduce((sum, item) => sum + stepsOf(item), 0);
    case 'choice':
      return regex.items.reduce((sum, item) => sum + stepsOf(item) + 1, 0);
    case 'repeat': {
      const times = regex.most === Number.POSITIVE_INFINITY ? regex.least + 1 : regex.most;
      return times * (stepsOf(regex.item) + 1);
    }
    default:
      regex satisfies never;
      return 0;
  }
}
