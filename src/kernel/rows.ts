/** A table's block of memory: its fractional and large numbers, and its 32-bit integers. */
export interface Block {
  readonly floats: Float64Array;
  readonly ints: Int32Array;
}

/** Room for `rows` rows of `stride` fractional and `stride` whole numbers each, all zero. */
export function makeBlock(stride: number, rows: number): Block {
  return { floats: new Float64Array(stride * rows), ints: new Int32Array(stride * rows) };
}

/** A block of more rows that begins with what `block` holds. */
export function grownBlock(block: Block, length: number): Block {
  const floats = new Float64Array(length);
  floats.set(block.floats);
  const ints = new Int32Array(length);
  ints.set(block.ints);
  return { floats, ints };
}

/** A copy of the first `length` numbers of each kind. */
export function copyBlock({ floats, ints }: Block, length: number): Block {
  return { floats: floats.slice(0, length), ints: ints.slice(0, length) };
}

/**
 * Gives a table one view a field, laid out row by row: with `position = row x stride`, `table.field[position]` is that row's
 * value. All that belongs to a row lies together, so that an event touches a few lines of the cache instead of one a field,
 * and reads like columns all the same.
 */
export function layOut<T extends object>(
  table: T,
  block: Block,
  floats: readonly (keyof T)[],
  ints: readonly (keyof T)[],
): void {
  const fields = table as Record<keyof T, unknown>;
  for (const [i, name] of floats.entries()) fields[name] = block.floats.subarray(i);
  for (const [i, name] of ints.entries()) fields[name] = block.ints.subarray(i);
}
