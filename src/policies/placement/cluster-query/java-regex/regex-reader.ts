import type { RegexMistake } from './regex.ts';

/** A regular expression's text with the place that reading has come to, and the first mistake. */
export class RegexReader {
  readonly text: string;
  at = 0;
  mistake: RegexMistake | null = null;
  /** Flag `i`: the case of ASCII letters does not matter. */
  ignoresCase = false;
  /** Flag `s`: `.` is any character. */
  dotIsAll = false;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether this comes next. */
  sees(part: string): boolean {
    return this.text.startsWith(part, this.at);
  }

  /** Moves behind the part if it comes next. */
  takes(part: string): boolean {
    const found = this.sees(part);
    if (found) this.at += part.length;
    return found;
  }

  /** Moves behind what a sticky pattern finds here. */
  takesPattern(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  /** The next character's code point. */
  next(): number {
    const codePoint = this.text.codePointAt(this.at)!;
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /** Keeps the first mistake; what is received is what stands there unless it is said. */
  fail(at: number, expected: string, received: string = this.partAt(at)): null {
    this.mistake ??= { at, expected, received };
    return null;
  }

  /** The part from a place to where reading has come, or the character that stands there. */
  private partAt(at: number): string {
    if (at >= this.text.length) return 'the end of the pattern';
    const end = this.at > at ? this.at : at + (this.text.codePointAt(at)! > 0xffff ? 2 : 1);
    return JSON.stringify(this.text.slice(at, end));
  }
}
