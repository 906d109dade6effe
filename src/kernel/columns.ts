/** Typed columns that a table may hold. */
export type Column = Int32Array | Float64Array | Uint8Array;

/** Every column of a table, by name: what its snapshot copies and its growth enlarges. */
export type Columns = Record<string, Column>;

/** Copies each column of `table` named in `names` into one of `length` rows; the table keeps its shape. */
export function growColumns<T extends object>(table: T, names: readonly (keyof T)[], length: number): void {
  for (const name of names) {
    const column = table[name] as Column;
    const larger = new (column.constructor as new (length: number) => Column)(length);
    larger.set(column as never);
    (table as Record<keyof T, unknown>)[name] = larger;
  }
}

/** A copy of the first `rows` rows of each named column. */
export function copyColumns<T extends object>(
  table: T,
  names: readonly (keyof T & string)[],
  rows: number,
): Columns {
  return Object.fromEntries(names.map((name) => [name, (table[name] as Column).slice(0, rows)]));
}

/** Puts copies back, with room for at least `length` rows. */
export function restoreColumns<T extends object>(
  table: T,
  names: readonly (keyof T & string)[],
  columns: Columns,
  length: number,
): void {
  for (const name of names) {
    const saved = columns[name]!;
    const column = new (saved.constructor as new (length: number) => Column)(Math.max(length, saved.length));
    column.set(saved as never);
    (table as Record<string, unknown>)[name] = column;
  }
}
