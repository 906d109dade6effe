/** How many columns of a terminal a text takes: wide characters take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character.codePointAt(0)!);
  return width;
}

/** A text from outside without line breaks and control characters, which a terminal would obey. */
export function cleanText(text: string): string {
  return text.replace(CONTROLS, '\u{fffd}');
}

/** Control characters, separators that break lines, and marks that turn the direction of writing. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The text in at most `width` columns; what was cut off the end shows as `…`. */
export function fitText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  return takeColumns(text, width - 1).trimEnd() + '…';
}

/** The same of a name, which keeps both its ends. */
export function fitMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const start = takeColumns(text, Math.floor((width - 1) / 2)).trimEnd();
  const characters = [...text];
  let left = widthOf(text);
  let first = 0;
  while (left > width - 1 - widthOf(start)) left -= widthOf(characters[first++]!);
  return `${start}…${characters.slice(first).join('').trimStart()}`;
}

/** `text` and as many blanks as fill `width` columns, before it when `alignRight`. */
export function padText(text: string, width: number, alignRight: boolean = false): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return alignRight ? blanks + text : text + blanks;
}

/** A text that a line break does not divide. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', UNBROKEN_BLANK);
}

/** What `unbroken` gave, with its blanks as they were: for lines that are laid out. */
export function plainBlanks(text: string): string {
  return text.replaceAll(UNBROKEN_BLANK, ' ');
}

const UNBROKEN_BLANK = '\u00a0';

/** Words over as many lines as they need, none wider than `width`; a word that is wider itself is cut in pieces. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => piecesOf(whole, width))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map(plainBlanks);
}

/** Wrapped words behind a label; later lines begin below the first. */
export function labelled(label: string, text: string, labelWidth: number, width: number): string[] {
  const head = padText(fitText(label, labelWidth - 1), labelWidth);
  return wrapText(text, width - labelWidth).map(
    (line, i) => (i === 0 ? head : ' '.repeat(labelWidth)) + line,
  );
}

function piecesOf(word: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = word;
  while (widthOf(rest) > width) {
    const piece = takeColumns(rest, width);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  pieces.push(rest);
  return pieces;
}

function takeColumns(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const character of text) {
    used += widthOfCharacter(character.codePointAt(0)!);
    if (used > width) break;
    taken += character;
  }
  return taken;
}

function widthOfCharacter(code: number): number {
  if (code < 0x300) return 1;
  if (ZERO_WIDTH.some(([first, last]) => code >= first && code <= last)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Combining marks, joiners and variation selectors. */
const ZERO_WIDTH = [
  [0x300, 0x36f],
  [0x200b, 0x200d],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
] as const;

/** East Asian wide and full-width characters, and all that may be drawn as emoji: rather too wide than a broken line. */
const WIDE = [
  [0x1100, 0x115f],
  [0x231a, 0x23ff],
  [0x25fd, 0x27bf],
  [0x2b1b, 0x2b55],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f000, 0x1faff],
  [0x20000, 0x3fffd],
] as const;
