/** Parts of something by zone; they need not add up to 1. */
export type ZoneParts = ReadonlyMap<number, number>;

/** The part of what goes from here to there, both at random, that ends in another zone than it began in; 0 where there is no way. */
export function crossingPart(from: ZoneParts, to: ZoneParts): number {
  const all = sum(from) * sum(to);
  if (all === 0) return 0;
  let same = 0;
  for (const [zone, part] of from) same += part * (to.get(zone) ?? 0);
  return Math.max(0, 1 - same / all);
}

/** As much in each zone; -1 stands for any that nothing else lies in. */
export function evenly(zones: readonly number[]): ZoneParts {
  const parts = new Map<number, number>();
  for (const zone of zones) parts.set(zone, (parts.get(zone) ?? 0) + 1);
  return parts;
}

function sum(parts: ZoneParts): number {
  let total = 0;
  for (const part of parts.values()) total += part;
  return total;
}
