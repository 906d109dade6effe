import { type CharacterRanges, complement, POSIX, PREDEFINED } from './character-ranges.ts';
import type { RegexReader } from './regex-reader.ts';

/** One character, or a predefined class. */
export type Escaped = { readonly codePoint: number } | { readonly ranges: CharacterRanges };

/** What stands behind a backslash, in a class or outside; `null` with a mistake when it has no meaning that is modelled. */
export function readEscape(reader: RegexReader): Escaped | null {
  const start = reader.at - 1;
  if (reader.atEnd) return reader.fail(start, 'a character behind the backslash', 'the end of the pattern');
  const codePoint = reader.next();
  const letter = String.fromCodePoint(codePoint);
  const control = CONTROLS.get(letter);
  if (control !== undefined) return { codePoint: control };
  const predefined = PREDEFINED.get(letter.toLowerCase());
  if (predefined !== undefined && letter.length === 1)
    return { ranges: letter === letter.toLowerCase() ? predefined : complement(predefined) };
  if (letter === 'p' || letter === 'P') return readPosix(reader, start, letter === 'P');
  if (letter === 'x' || letter === 'u' || letter === '0') return readCode(reader, start, letter);
  if (/^[1-9]$/.test(letter) || letter === 'k')
    return reader.fail(start, 'a pattern without back references, which are not modelled');
  if (/^[A-Za-z]$/.test(letter))
    return reader.fail(start, 'an escape that Java has and that is modelled, such as \\d, \\w, \\s or \\.');
  return { codePoint };
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['r', 0x0d],
  ['f', 0x0c],
  ['a', 0x07],
  ['e', 0x1b],
]);

function readPosix(reader: RegexReader, start: number, isNegated: boolean): Escaped | null {
  const name = reader.takesPattern(/\{(\w+)\}/y)?.[1] ?? '';
  const ranges = POSIX.get(name);
  const dependsOnCase = reader.ignoresCase && (name === 'Lower' || name === 'Upper');
  if (ranges === undefined || dependsOnCase)
    return reader.fail(start, `one of ${[...POSIX.keys()].map((known) => `\\p{${known}}`).join(', ')}`);
  return { ranges: isNegated ? complement(ranges) : ranges };
}

/** The digits of `\x41`, `\x{41}`, `\u0041` and `\0101`. */
const CODES = {
  x: { digits: /([\dA-Fa-f]{2})|\{([\dA-Fa-f]{1,6})\}/y, base: 16 },
  u: { digits: /([\dA-Fa-f]{4})/y, base: 16 },
  '0': { digits: /([0-3]?[0-7]{1,2})/y, base: 8 },
} as const;

function readCode(reader: RegexReader, start: number, letter: keyof typeof CODES): Escaped | null {
  const { digits, base } = CODES[letter];
  const found = reader.takesPattern(digits);
  const codePoint = Number.parseInt(found?.[1] ?? found?.[2] ?? '', base);
  if (codePoint <= 0x10ffff) return { codePoint };
  return reader.fail(start, 'the number of a character, such as \\x41 or \\u0041');
}
