/** The zone that the next instance of a group is launched in: one with the fewest of it, the first of equals (scaling: ). */
export function chooseZone(zones: readonly number[], inZone: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  for (const zone of zones)
    if (best === null || (inZone.get(zone) ?? 0) < (inZone.get(best) ?? 0)) best = zone;
  return best;
}

/** How far above its maximum a group may go while it mends the balance of its zones (scaling: ). */
export function rebalanceMaximum(maximum: number): number {
  return maximum + Math.max(1, Math.floor(maximum / 10));
}

/** How many instances lie in a wrong zone: with so many moves no two zones differ by more than one (scaling: ). */
export function movesForBalance(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const above = counts.reduce((sum, count) => sum + Math.max(0, count - Math.ceil(mean)), 0);
  const below = counts.reduce((sum, count) => sum + Math.max(0, Math.floor(mean) - count), 0);
  return Math.max(above, below);
}
