/** A path of the scenario and the values that it takes in turn, as `--vary PATH=A,B,C` says them. */
export interface Variation {
  readonly path: string;
  readonly values: readonly string[];
}

const EXAMPLE = 'PATH=A,B,C, such as services[0].desiredCount=4,6,8';

/** Reads `PATH=A,B,C`; commas within brackets, braces or quotes belong to a value. Or says what was expected instead. */
export function parseVariation(text: string): Variation | string {
  const [path, ...rest] = splitOutside(text, '=', 1);
  if (path === undefined || path.trim() === '' || rest.length === 0)
    return `expected ${EXAMPLE}, received "${text}"`;
  const values = splitOutside(rest[0]!, ',').map((value) => value.trim());
  if (values.includes('')) return `expected a value between any two commas, received "${text}"`;
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice !== undefined) return `expected each value once, received "${text}"`;
  return { path: path.trim(), values };
}

const OPENS = '[{';
const CLOSES = ']}';

/** The parts of a text between separators that no brackets, braces or quotes enclose; at most so many cuts. */
export function splitOutside(
  text: string,
  separator: string,
  most: number = Number.POSITIVE_INFINITY,
): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let i = 0; i < text.length && parts.length < most; i++) {
    const character = text[i]!;
    if (quote !== '') {
      if (character === '\\' && quote === '"') i++;
      else if (character === quote) quote = '';
    } else if (character === '"' || (character === "'" && isValueStart(text, i))) quote = character;
    else if (OPENS.includes(character)) depth++;
    else if (CLOSES.includes(character)) depth = Math.max(0, depth - 1);
    else if (character === separator && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** An apostrophe inside a word is none that opens a quotation. */
function isValueStart(text: string, i: number): boolean {
  return i === 0 || '=,[{: '.includes(text[i - 1]!);
}
