import { readDocument } from './document.ts';
import { describeValue, formatPath, type Path, type Problem } from './problem.ts';

export interface Applied {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** Changes a scenario's values by `PATH=VALUE` texts (`--set`), in order; the given values are left as they are. */
export function applySettings(value: unknown, settings: readonly string[]): Applied {
  const problems: Problem[] = [];
  let changed = value;
  for (const setting of settings) {
    const parsed = parseSetting(setting);
    if ('expected' in parsed) {
      problems.push(parsed);
      continue;
    }
    const result = setAt(changed, parsed.path, parsed.value, setting, []);
    if ('problem' in result) problems.push(result.problem);
    else changed = result.value;
  }
  return { value: changed, problems };
}

function parseSetting(setting: string): { path: Path; value: unknown } | Problem {
  const path: (string | number)[] = [];
  let rest = setting;
  for (;;) {
    const step = /^(?:\.?([^.[\]="\s]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/.exec(rest);
    if (step === null || (path.length === 0 && rest.startsWith('.'))) break;
    const [matched, name, index, quoted] = step;
    if (name !== undefined && path.length > 0 && !matched.startsWith('.')) break;
    try {
      path.push(name ?? (index !== undefined ? Number(index) : (JSON.parse(quoted!) as string)));
    } catch {
      break;
    }
    rest = rest.slice(matched.length);
  }
  if (path.length === 0 || !rest.startsWith('='))
    return { path: [], expected: '--set PATH=VALUE, such as --set simulation.seed=8', received: describeValue(setting) };
  const text = rest.slice(1);
  if (text.trim() === '') return { path, value: null };
  const { document, problems } = readDocument(text);
  if (document === null)
    return { path, expected: 'a value', received: `${describeValue(text)} (--set ${setting})`, ...(problems[0]?.hint === undefined ? {} : { hint: problems[0].hint }) };
  return { path, value: document.value };
}

function setAt(value: unknown, path: Path, to: unknown, setting: string, done: Path): { value: unknown } | { problem: Problem } {
  const [step, ...rest] = path;
  if (step === undefined) return { value: to };
  const here = [...done, step];
  if (typeof step === 'number') {
    const list = value === undefined ? [] : value;
    if (!Array.isArray(list) || step > list.length) return { problem: wrongPlace(list, done, step, setting) };
    const inner = setAt(list[step], rest, to, setting, here);
    return 'problem' in inner ? inner : { value: [...list.slice(0, step), inner.value, ...list.slice(step + 1)] };
  }
  const mapping = value === undefined || value === null ? {} : value;
  if (typeof mapping !== 'object' || Array.isArray(mapping) || FORBIDDEN.includes(step)) return { problem: wrongPlace(mapping, done, step, setting) };
  const known = Object.keys(mapping).find((key) => key.toLowerCase() === step.toLowerCase()) ?? step;
  const inner = setAt(Object.hasOwn(mapping, known) ? (mapping as Record<string, unknown>)[known] : undefined, rest, to, setting, here);
  return 'problem' in inner ? inner : { value: { ...mapping, [known]: inner.value } };
}

const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

function wrongPlace(value: unknown, at: Path, step: string | number, setting: string): Problem {
  const wanted =
    typeof step === 'number'
      ? Array.isArray(value)
        ? `an index from 0 to ${value.length} for`
        : 'a list for'
      : FORBIDDEN.includes(step)
        ? 'another key in'
        : 'a mapping for';
  return { path: at, expected: `${wanted} --set ${setting}`, received: typeof step === 'number' && Array.isArray(value) ? String(step) : describeValue(value), hint: `The path so far is ${at.length === 0 ? 'the whole scenario' : formatPath(at)}.` };
}
