import { type CharacterRanges, complement, withBothCases } from './character-ranges.ts';
import { type Escaped, readEscape } from './read-escape.ts';
import type { RegexReader } from './regex-reader.ts';

/** A class behind its opening bracket: `[a-z_]`, `[^\d.]`; `null` with a mistake. */
export function readClass(reader: RegexReader): CharacterRanges | null {
  const start = reader.at - 1;
  const isNegated = reader.takes('^');
  const ranges: [number, number][] = [];
  for (let isFirst = true; isFirst || !reader.takes(']'); isFirst = false) {
    if (reader.atEnd)
      return reader.fail(start, 'a class that ends with a closing bracket', 'one that does not');
    if (reader.sees('&&'))
      return reader.fail(reader.at, 'a class without &&, as intersections are not modelled', '"&&"');
    const added = readItem(reader);
    if (added === null) return null;
    for (const range of added) ranges.push([...range]);
  }
  const given = reader.ignoresCase ? withBothCases(ranges) : ranges;
  return isNegated ? complement(given) : given;
}

/** A character, a range of them, or a predefined class. */
function readItem(reader: RegexReader): CharacterRanges | null {
  const start = reader.at;
  const from = readCharacter(reader);
  if (from === null) return null;
  if ('ranges' in from) return from.ranges;
  if (!isRange(reader)) return [[from.codePoint, from.codePoint]];
  reader.takes('-');
  const to = readCharacter(reader);
  if (to === null) return null;
  if ('codePoint' in to && to.codePoint >= from.codePoint) return [[from.codePoint, to.codePoint]];
  return reader.fail(start, 'a range from a character to a later one');
}

/** A hyphen stands for itself at the end of a class. */
function isRange(reader: RegexReader): boolean {
  return reader.sees('-') && !reader.sees('-]') && reader.at + 1 < reader.text.length;
}

function readCharacter(reader: RegexReader): Escaped | null {
  if (reader.takes('\\')) return readEscape(reader);
  if (reader.sees('['))
    return reader.fail(
      reader.at,
      'a class without another one inside, which is not modelled; \\[ is a bracket',
    );
  return { codePoint: reader.next() };
}
