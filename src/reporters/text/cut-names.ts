import { fitMiddle } from './layout.ts';

/** Names in at most `width` columns, by which they can still be told apart: those that would read alike lose what they begin with. */
export function cutNames(names: readonly string[], width: number): string[] {
  const cut = names.map((name) => fitMiddle(name, width));
  return cut.map((text, i) => {
    const alike = names.filter((_, other) => cut[other] === text);
    const begins = commonStart(alike);
    const differ = alike.some((name) => name !== names[i]);
    return differ && begins > 0 ? fitMiddle(`…${names[i]!.slice(begins)}`, width) : text;
  });
}

/** Of how many characters all begin alike, in whole characters. */
function commonStart([first = '', ...others]: readonly string[]): number {
  let length = 0;
  for (const character of first) {
    if (!others.every((name) => name.startsWith(character, length))) break;
    length += character.length;
  }
  return length;
}
