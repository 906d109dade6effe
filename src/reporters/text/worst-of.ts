/** At most so many of a list, those with the greatest figure and the first of equals, in the order in which they stand there. */
export function worstOf<T>(list: readonly T[], most: number, figure: (one: T) => number): T[] {
  if (list.length <= most) return [...list];
  const worst = new Set([...list].sort((a, b) => figure(b) - figure(a)).slice(0, most));
  return list.filter((one) => worst.has(one));
}
