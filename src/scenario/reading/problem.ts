/** Where something stands in a scenario: keys and list indexes from the top. */
export type Path = readonly (string | number)[];

/** The first line and the first column are 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One mistake of the user, as data; `describeProblem` makes the sentence. */
export interface Problem {
  readonly path: Path;
  /** As it stands behind "expected". */
  readonly expected: string;
  /** As it stands behind "received". */
  readonly received: string;
  /** A further sentence that helps. */
  readonly hint?: string;
  /** Which end of the path is meant; default the value. */
  readonly on?: 'key' | 'value';
  /** Which character of a value that is text is meant, in UTF-16 units from 0. */
  readonly character?: number | undefined;
  readonly at?: Position;
}

/** Everything that is wrong with a scenario, found in one go and told in the order of the file. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort(byPosition);
    super(sorted.map((problem) => describeProblem(file, problem)).join('\n'));
    this.file = file;
    this.problems = sorted;
  }
}

/** `storefront.yaml:12:5: services[0].desiredCount: expected an integer from 0 up, received -1. HINT` */
export function describeProblem(file: string, { path, expected, received, hint, at }: Problem): string {
  const place = at === undefined ? file : `${file}:${at.line}:${at.column}`;
  const subject = path.length === 0 ? '' : ` ${formatPath(path)}:`;
  const sentence = `${place}:${subject} expected ${expected}, received ${received}.`;
  return printable(hint === undefined ? sentence : `${sentence} ${hint}`);
}

/** `services[0].desiredCount`; a key that is no plain word is quoted: `images["shop/web"].sizeMb`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (isPlain(step)) text += text === '' ? step : `.${step}`;
    else text += `[${quote(step, LONGEST_KEY)}]`;
  }
  return text;
}

const LONGEST_KEY = 200;
const LONGEST_QUOTE = 60;
const MOST_KEYS = 5;

/** A value as it stands behind "received": `-1`, `"text"`, `a list of 3`, `a mapping with the keys a, b`, `nothing`. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'an empty text' : quote(value, LONGEST_QUOTE);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value !== 'object') return String(value);
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty mapping';
  const shown = keys.slice(0, MOST_KEYS).map((key) => (isPlain(key) ? key : quote(key, LONGEST_QUOTE)));
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : '';
  return `a mapping with the ${keys.length === 1 ? 'key' : 'keys'} ${shown.join(', ')}${more}`;
}

function isPlain(key: string): boolean {
  return key.length <= LONGEST_QUOTE && /^[A-Za-z_$][\w$-]*$/.test(key);
}

/** In quotes, cut behind so many characters. */
function quote(text: string, longest: number): string {
  const characters = Array.from(text.slice(0, 2 * longest + 2));
  if (characters.length <= longest) return printable(JSON.stringify(text));
  return printable(JSON.stringify(`${characters.slice(0, longest).join('')}...`));
}

/** Without characters that a terminal would obey or not show; escaped as in JSON. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()].map((i) => escaped(character.charCodeAt(i))).join(''),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/**
 * The known name that was most likely meant: case aside, else at most about a third of the letters wrong, else one of the two
 * begins with the other; `null` when none is near.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  const equal = known.find((candidate) => candidate.toLowerCase() === wanted);
  if (equal !== undefined) return equal;
  let nearest: string | null = null;
  let least = Math.floor(name.length / 3) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest ?? nearestBeginning(wanted, known);
}

/** Fewer letters begin too many names. */
const SHORTEST_BEGINNING = 3;

/** The one name that begins with the wanted letters (`waitMs` of `waitMsPerRequest`), else the longest that is at least half of them. */
function nearestBeginning(wanted: string, known: readonly string[]): string | null {
  if (wanted.length < SHORTEST_BEGINNING) return null;
  const longer = known.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  if (longer.length > 0) return longer.length === 1 ? longer[0]! : null;
  let longest: string | null = null;
  for (const candidate of known) {
    const least = Math.max(SHORTEST_BEGINNING, wanted.length / 2, (longest?.length ?? 0) + 1);
    if (candidate.length >= least && wanted.startsWith(candidate.toLowerCase())) longest = candidate;
  }
  return longest;
}

/** Letters to insert, delete, replace or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

function byPosition(a: Problem, b: Problem): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
}
