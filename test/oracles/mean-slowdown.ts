/**
 * Mean response in a task that shares its cores evenly, in multiples of the work: over the steady state of the number of
 * requests in it (a birth-death process; arrivals see it), a request beside k others is slowed down by max(1, (k + 1) / cores).
 */
export function meanSlowdown(cores: number, utilisation: number): number {
  if (cores <= 1) return 1 / (cores * (1 - utilisation));
  const load = cores * utilisation;
  let weight = 1;
  let total = 0;
  let sum = 0;
  for (let k = 0; k < 100 || weight > 1e-18 * total; k++) {
    total += weight;
    sum += weight * Math.max(1, (k + 1) / cores);
    weight *= load / Math.min(k + 1, cores);
  }
  return sum / total;
}
