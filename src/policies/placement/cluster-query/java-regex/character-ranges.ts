/** A set of characters: code points from the first to the second of each pair, both among them; in any order. */
export type CharacterRanges = readonly (readonly [number, number])[];

const LAST_CODE_POINT = 0x10ffff;
/** From a small letter of ASCII to its capital. */
const TO_CAPITAL = -32;

/** Whether the code point is in the set. */
export function hasCharacter(ranges: CharacterRanges, codePoint: number): boolean {
  for (const [from, to] of ranges) if (codePoint >= from && codePoint <= to) return true;
  return false;
}

/** Every other character. */
export function complement(ranges: CharacterRanges): CharacterRanges {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const others: [number, number][] = [];
  let next = 0;
  for (const [from, to] of sorted) {
    if (from > next) others.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= LAST_CODE_POINT) others.push([next, LAST_CODE_POINT]);
  return others;
}

/** With the other case of each ASCII letter: what Java's flag `i` adds. */
export function withBothCases(ranges: CharacterRanges): CharacterRanges {
  return [...ranges, ...shifted(ranges, 'a', 'z', TO_CAPITAL), ...shifted(ranges, 'A', 'Z', -TO_CAPITAL)];
}

function shifted(ranges: CharacterRanges, first: string, last: string, by: number): CharacterRanges {
  const least = first.charCodeAt(0);
  const most = last.charCodeAt(0);
  return ranges
    .map(([from, to]) => [Math.max(from, least) + by, Math.min(to, most) + by] as const)
    .filter(([from, to]) => from <= to);
}

const UPPER: CharacterRanges = [[0x41, 0x5a]];
const LOWER: CharacterRanges = [[0x61, 0x7a]];
const DIGIT: CharacterRanges = [[0x30, 0x39]];
const LINE_ENDS: CharacterRanges = [
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
];

/** What `.` stands for unless flag `s` is on. */
export const ALL_BUT_LINE_ENDS: CharacterRanges = complement([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
]);
export const ALL_CHARACTERS: CharacterRanges = [[0, LAST_CODE_POINT]];
export const WORD_CHARACTERS: CharacterRanges = [...UPPER, ...LOWER, ...DIGIT, [0x5f, 0x5f]];

/** Java's predefined classes by their letter; the capital letter is the complement. */
export const PREDEFINED: ReadonlyMap<string, CharacterRanges> = new Map<string, CharacterRanges>([
  ['d', DIGIT],
  ['w', WORD_CHARACTERS],
  [
    's',
    [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
  ],
  [
    'h',
    [
      [0x09, 0x09],
      [0x20, 0x20],
      [0xa0, 0xa0],
      [0x1680, 0x1680],
      [0x180e, 0x180e],
      [0x2000, 0x200a],
      [0x202f, 0x202f],
      [0x205f, 0x205f],
      [0x3000, 0x3000],
    ],
  ],
  ['v', LINE_ENDS],
]);

/** Java's POSIX classes, which are of US-ASCII, as in `\p{Alpha}`. */
export const POSIX: ReadonlyMap<string, CharacterRanges> = new Map<string, CharacterRanges>([
  ['Alnum', [...UPPER, ...LOWER, ...DIGIT]],
  ['Alpha', [...UPPER, ...LOWER]],
  ['ASCII', [[0x00, 0x7f]]],
  ['Digit', DIGIT],
  ['Graph', [[0x21, 0x7e]]],
  ['Lower', LOWER],
  ['Print', [[0x20, 0x7e]]],
  [
    'Punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  ['Upper', UPPER],
  ['XDigit', [...DIGIT, [0x41, 0x46], [0x61, 0x66]]],
]);
