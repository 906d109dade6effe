// The edition without Node's Buffer: the library runs in a page, too.
import { stringify } from 'csv-stringify/browser/esm/sync';

export type CsvValue = string | number | boolean | null;

/** A CSV file with a header: plain decimals, `true` and `false`, nothing for null; lines end with a newline. */
export function* csvLines(
  columns: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
): Generator<string> {
  yield csvLine(columns);
  for (const row of rows) yield csvLine(row);
}

/** One line of it. Only texts that cannot stand as they are go through csv-stringify, which takes its time. */
export function csvLine(values: readonly CsvValue[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) line += i === 0 ? csvField(values[i]!) : `,${csvField(values[i]!)}`;
  return `${line}\n`;
}

function csvField(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return plainDecimal(value);
  if (typeof value === 'boolean') return String(value);
  return MUST_BE_QUOTED.test(value) ? stringify([[value]]).slice(0, -1) : value;
}

const MUST_BE_QUOTED = /[",\n\r]/;

/** A finite number without an exponent, exactly as JavaScript would print its digits: 1e-9 is `0.000000001`. */
export function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [, sign, whole, fraction = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(shift, '0');
}
