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

/** As much in each zone. */
export function evenly(zones: readonly number[]): ZoneParts {
  return new Map(zones.map((zone) => [zone, 1]));
}

/** Zones of a Network Load Balancer that requests come in by: with cross-zone load balancing any, without it those of the targets. */
export function nodesOf(zones: readonly number[], targets: ZoneParts, crossZone: boolean): ZoneParts {
  return crossZone ? evenly(zones) : targets;
}

function sum(parts: ZoneParts): number {
  let total = 0;
  for (const part of parts.values()) total += part;
  return total;
}
