import { bytesOf } from './byte-buffer.ts';

/** By ASCII code, 1 where a character stands in a CSV field as it is. */
export const PLAIN_CSV: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  [',', '"', '\n', '\r'].includes(String.fromCharCode(code)) ? 0 : 1,
);

/** Fields as csv-stringify writes them, commas between: quoted when they hold a quote, a comma or a line break. */
export function csvBytes(...fields: readonly string[]): Uint8Array {
  return bytesOf(
    fields.map((field) => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(','),
  );
}
