/** From the least value to the highest; of none from 0 to 0. What nobody can have paid is cut off. */
export function extentOf(values: readonly number[]): readonly [number, number] {
  const [first = 0] = values;
  const low = values.reduce((least, value) => Math.min(least, value), first);
  const high = values.reduce((most, value) => Math.max(most, value), first);
  return [Math.max(-MOST, low), Math.min(MOST, high)];
}

/** The same ends, but never so close that no axis could tell them apart. */
export function withLength([from, to]: readonly [number, number]): readonly [number, number] {
  const least = Math.max(1e-9, 1e-9 * Math.max(Math.abs(from), Math.abs(to)));
  return to - from < least ? [from, from + (from === 0 ? 1 : Math.abs(from))] : [from, to];
}

const MOST = 1e300;
