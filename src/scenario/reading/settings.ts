import { readValue } from './document.ts';
import { DEEPEST, isForbiddenKey } from './plain-values.ts';
import { describeValue, type Path, type Problem } from './problem.ts';

/** A scenario's values with the settings in them. */
export interface Applied {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem of the values as they are now, which names the setting that it comes from, if it is one. */
  explain(problem: Problem): Problem;
}

/**
 * Changes a scenario's values by `PATH=VALUE` texts (`--set`), one after the other. Paths are those of the error messages; a
 * mapping's missing keys are made, a list's index may be one past its end; `PATH=` takes a key away. The given values are left
 * as they are.
 */
export function applySettings(value: unknown, settings: readonly string[]): Applied {
  const problems: Problem[] = [];
  const done: { readonly setting: string; readonly path: Path }[] = [];
  let changed = value;
  for (const setting of settings) {
    const parsed = parseSetting(setting);
    const result = 'expected' in parsed ? parsed : setAt(changed, parsed.path, parsed.value, []);
    if ('expected' in result) problems.push({ ...result, hint: about(setting, result.hint) });
    else {
      changed = result.value;
      done.unshift({ setting, path: result.path });
    }
  }
  const explain = (problem: Problem) => {
    const setting = done.find(({ path }) => isWithin(problem.path, path))?.setting;
    if (setting === undefined) return problem;
    // The character is one of the setting, not of the text that it replaces.
    return { ...problem, character: undefined, hint: about(setting, problem.hint) };
  };
  return { value: changed, problems, explain };
}

const LONGEST_SETTING = 100_000;
const LONGEST_QUOTE = 200;
const EXAMPLE =
  '--set PATH=VALUE with a PATH of names, indexes and quoted names, such as services[0].desiredCount=6 or timings["dns.ttl"]=5m';

function parseSetting(setting: string): { readonly path: Path; readonly value: unknown } | Problem {
  if (setting.length > LONGEST_SETTING)
    return {
      path: [],
      expected: `a setting of at most ${LONGEST_SETTING} characters`,
      received: `${setting.length}`,
    };
  const [path, rest] = parsePath(setting);
  if (path === null || !rest.startsWith('='))
    return { path: [], expected: EXAMPLE, received: describeValue(setting) };
  const text = rest.slice(1);
  if (text.trim() === '') return { path, value: undefined };
  const { document, problems } = readValue(text);
  if (document !== null) return { path, value: document.value };
  const { at: _, ...problem } = problems[0]!;
  return { ...problem, path: [...path, ...problem.path] };
}

/** A step of a path: a plain name, an index, or a name in quotes. */
const STEP = /\.?([^.[\]="'\s]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** The path that the text begins with (`null` when it is none), and what follows it. */
export function parsePath(text: string): readonly [Path | null, string] {
  const path: (string | number)[] = [];
  let end = 0;
  for (;;) {
    STEP.lastIndex = end;
    const match = STEP.exec(text);
    if (match === null) break;
    const [matched, name, index, quoted] = match;
    const isFirst = path.length === 0;
    if (name !== undefined && matched.startsWith('.') === isFirst) return [null, text];
    const step = name ?? (index === undefined ? unquote(quoted!) : Number(index));
    if (step === null || path.length === DEEPEST) return [null, text];
    path.push(step);
    end += matched.length;
  }
  return [path.length === 0 ? null : path, text.slice(end)];
}

function unquote(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}

type Changed = { readonly value: unknown; readonly path: Path };

/**
 * The value with another in it (`undefined`: without what is there), and that one's path in the spelling of the keys that are
 * there; or why there is no such place.
 */
function setAt(value: unknown, [step, ...rest]: Path, to: unknown, here: Path): Changed | Problem {
  if (step === undefined) return { value: to, path: here };
  if (to === undefined && value === undefined) return { value, path: [...here, step, ...rest] };
  if (typeof step === 'number') {
    const list = value ?? [];
    if (!Array.isArray(list))
      return { path: here, expected: `a list for [${step}]`, received: describeValue(list) };
    const path = [...here, step];
    const indexes = list.length === 0 ? 'the index 0' : `an index from 0 to ${list.length}`;
    if (step > list.length) return { path, expected: indexes, received: String(step) };
    const inner = setAt(list[step], rest, to, path);
    if ('expected' in inner) return inner;
    return { ...inner, value: [...list.slice(0, step), inner.value ?? null, ...list.slice(step + 1)] };
  }
  const mapping = value ?? {};
  if (Array.isArray(mapping))
    return { path: here, expected: 'an index such as [0]', received: `\`${step}\`` };
  if (typeof mapping !== 'object')
    return { path: here, expected: `a mapping for \`${step}\``, received: describeValue(mapping) };
  if (isForbiddenKey(step))
    return { path: [...here, step], expected: 'another key', received: `\`${step}\`` };
  const key = keyIn(mapping, step);
  const inner = setAt(Object.hasOwn(mapping, key) ? (mapping as Mapping)[key] : undefined, rest, to, [
    ...here,
    key,
  ]);
  if ('expected' in inner) return inner;
  if (inner.value !== undefined) return { ...inner, value: { ...mapping, [key]: inner.value } };
  const { [key]: _, ...others } = mapping as Mapping;
  return { ...inner, value: others };
}

type Mapping = Readonly<Record<string, unknown>>;

/** The key as the mapping spells it: exactly so, else but for its case, else it is a new one. */
function keyIn(mapping: object, step: string): string {
  if (Object.hasOwn(mapping, step)) return step;
  const lower = step.toLowerCase();
  return Object.keys(mapping).find((key) => key.toLowerCase() === lower) ?? step;
}

function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((step, i) => step === path[i]);
}

function about(setting: string, hint: string | undefined): string {
  const text = setting.length > LONGEST_QUOTE ? `${setting.slice(0, LONGEST_QUOTE)}...` : setting;
  return `${hint === undefined ? '' : `${hint} `}This is about --set ${text}.`;
}
