/** Which of two comes first: the one with the lower of the first keys that differ. */
export function compareKeys(one: readonly number[], other: readonly number[]): number {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return one[i]! - other[i]!;
  return 0;
}
