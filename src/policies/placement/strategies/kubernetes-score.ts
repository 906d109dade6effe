/** `amount` in whole percent of `total`, cut off as integers are divided; -1 when the instance has none of the resource. */
export function percentOf(amount: number, total: number): number {
  return total === 0 ? -1 : Math.floor((amount * 100) / total);
}

/** The whole mean of the scores of CPU and memory, 0 to 100; a resource that the instance has none of is left out. */
export function meanScore(cpu: number, memory: number): number {
  if (cpu < 0 || memory < 0) return Math.max(cpu, memory, 0);
  return Math.floor((cpu + memory) / 2);
}
