import { nameOf } from '../../scenario/names.ts';

/** A value of a scenario's document that was not checked: what is not of the form asked for is not there. */
export type Stated = Readonly<Record<string, unknown>>;

/** What stands under a key, whatever its case; `undefined`: nothing. */
export function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (Object.hasOwn(value, key)) return (value as Stated)[key] ?? undefined;
  const lower = key.toLowerCase();
  const found = Object.entries(value).find(([name]) => name.toLowerCase() === lower);
  return found?.[1] ?? undefined;
}

/** What stands under keys inside of each other. */
export function inside(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce(field, value);
}

export function listIn(value: unknown, key: string): readonly unknown[] {
  const list = field(value, key);
  return Array.isArray(list) ? (list as unknown[]) : [];
}

export function textIn(value: unknown, key: string): string | undefined {
  const text = field(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

export function numberIn(value: unknown, key: string): number | undefined {
  const number = field(value, key);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** What a name or an ARN names. */
export function nameIn(value: unknown, key: string): string | undefined {
  const text = textIn(value, key);
  return text === undefined ? undefined : nameOf(text);
}
