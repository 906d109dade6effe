/** By ASCII code, 1 where a character stands between the quotes of a JSON text as it is. */
export const PLAIN_JSON: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 32 && code !== 34 && code !== 92 ? 1 : 0,
);

/** What `JSON.stringify` writes between the quotes. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The members of an object without its braces, to be joined with others. */
export function membersOf(object: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(object).slice(1, -1);
}
