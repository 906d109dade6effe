/** What may stand in an unquoted value: all but blanks, quotes, brackets, commas and what operators are made of. */
const BARE_VALUE = /[^\s()[\],'"=!<>~&|]+/y;
/** Subjects, operators in letters, and the names of attributes. */
const WORD = /[\w.:/\\-]+/y;
const TOKEN = /[\w.:/\\-]+|[=!<>~]+|&+|\|+|[\s\S]/uy;
const LONGEST_TOKEN = 60;

/** A value as it was written. */
export interface WrittenValue {
  readonly text: string;
  /** Where the text itself begins, behind a quote. */
  readonly at: number;
  readonly isQuoted: boolean;
}

/** The text of a cluster query with the place that reading has come to; places count UTF-16 units from 0. */
export class QueryScanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  skipBlanks(): void {
    this.find(/\s*/y);
  }

  /** Moves behind the part if it comes next. */
  takes(part: string): boolean {
    const found = this.text.startsWith(part, this.at);
    if (found) this.at += part.length;
    return found;
  }

  /** Moves behind the word if it comes next as a whole, in whatever case. */
  takesWord(word: string): boolean {
    const start = this.at;
    if (this.word().toLowerCase() === word) return true;
    this.at = start;
    return false;
  }

  /** The word that comes next; empty when none does. */
  word(): string {
    return this.find(WORD);
  }

  /** An operator in symbols or letters, whether there is such a one or not. */
  operator(): string {
    return this.find(/==|!=|>=|<=|=~|!~|[<>](?![<>=])|!?\w+|[=!<>~]+/y);
  }

  /** A value, in quotes or without; empty and unquoted when none comes next, `null` when its quote is not closed. */
  value(): WrittenValue | null {
    const quoted = this.quoted();
    return quoted === undefined ? this.unquoted(BARE_VALUE) : quoted;
  }

  /** The same for a regular expression, which without quotes may have brackets and symbols but no blanks. */
  pattern(): WrittenValue | null {
    const quoted = this.quoted();
    if (quoted !== undefined) return quoted;
    const at = this.at;
    this.at = barePatternEnd(this.text, at).end;
    return { text: this.text.slice(at, this.at), at, isQuoted: false };
  }

  /** What stands at a place, for the end of "received". */
  received(at: number): string {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(this.text)?.[0];
    if (token === undefined) return this.text.trim() === '' ? 'an empty text' : 'the end of the expression';
    return JSON.stringify(token.length > LONGEST_TOKEN ? `${token.slice(0, LONGEST_TOKEN)}...` : token);
  }

  /** `undefined` when no quote comes next. */
  private quoted(): WrittenValue | null | undefined {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return undefined;
    const at = this.at + 1;
    const end = this.text.indexOf(quote, at);
    if (end < 0) return null;
    this.at = end + 1;
    return { text: this.text.slice(at, end), at, isQuoted: true };
  }

  private unquoted(sticky: RegExp): WrittenValue {
    const at = this.at;
    return { text: this.find(sticky), at, isQuoted: false };
  }

  private find(sticky: RegExp): string {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

/** Whether the value reads as itself without quotes. `and` and `or` do not: there a value was most likely forgotten. */
export function isBareValue(value: string): boolean {
  BARE_VALUE.lastIndex = 0;
  return BARE_VALUE.exec(value)?.[0] === value && !isJoiningWord(value);
}

/** Whether the word joins tests. */
export function isJoiningWord(word: string): boolean {
  return /^(?:and|or)$/i.test(word);
}

/** Whether the pattern reads as itself without quotes, whatever stands behind it. */
export function isBarePattern(pattern: string): boolean {
  const { end, isBalanced } = barePatternEnd(pattern, 0);
  return pattern !== '' && end === pattern.length && isBalanced && !isJoiningWord(pattern);
}

/**
 * Where an unquoted pattern ends: at a blank, a quote, a parenthesis that closes none of its own, or `&&` or `||` outside of
 * its brackets. `isBalanced`: all its brackets are closed.
 */
function barePatternEnd(text: string, start: number): { readonly end: number; readonly isBalanced: boolean } {
  let end = start;
  let open = 0;
  let inClass = false;
  for (; end < text.length; end++) {
    const character = text[end]!;
    if (/[\s'"]/.test(character)) break;
    if (character === '\\' && /\S/.test(text[end + 1] ?? ' ') && !/['"]/.test(text[end + 1]!)) end++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') open++;
    else if (character === ')' && --open < 0) break;
    else if (open === 0 && (text.startsWith('&&', end) || text.startsWith('||', end))) break;
  }
  return { end, isBalanced: open === 0 && !inClass };
}
