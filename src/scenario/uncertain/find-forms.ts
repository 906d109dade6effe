import type { Path } from '../reading/problem.ts';

/** A mapping in place of a number that says what the number is drawn from. */
export interface StatedForm {
  readonly path: Path;
  readonly form: 'between' | 'uncertain';
  /** As the document spells it. */
  readonly key: string;
  readonly stated: unknown;
}

/** Everything in a document that looks like an uncertain number: a mapping whose only key is `between` or `uncertain`. */
export function findForms(value: unknown, path: Path = []): StatedForm[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => findForms(item, [...path, i]));
  const entries = Object.entries(value);
  const [key = '', stated] = entries[0] ?? [];
  const form = key.toLowerCase();
  if (entries.length === 1 && (form === 'between' || form === 'uncertain'))
    return [{ path, form, key, stated }];
  return entries.flatMap(([name, item]) => findForms(item, [...path, name]));
}
