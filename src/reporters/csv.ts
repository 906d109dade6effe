// The edition without Node's Buffer: the library runs in a page, too.
import { stringify } from 'csv-stringify/browser/esm/sync';

export type CsvValue = string | number | boolean | null;

/** A CSV file with a header: plain decimals, `true` and `false`, nothing for null; lines end with a newline. */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return stringify(rows as CsvValue[][], {
    header: true,
    columns: [...columns],
    cast: { number: plainDecimal, boolean: String },
  });
}

/** A finite number without an exponent, exactly as JavaScript would print its digits: 1e-9 is `0.000000001`. */
export function plainDecimal(value: number): string {
  const text = String(value);
  const [, sign, whole, fraction = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(shift, '0');
}
