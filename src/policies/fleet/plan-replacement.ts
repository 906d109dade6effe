/** Between which capacities a group stays while it replaces instances. */
export interface HealthyBounds {
  readonly least: number;
  readonly most: number;
}

/** What one batch of replacements does at once: capacity that goes first, and capacity that comes before others go. */
export interface ReplacementPlan {
  readonly first: number;
  readonly ahead: number;
}

/** Both percentages of the desired capacity are rounded up; AWS says so of the minimum only (scaling: ). */
export function healthyBounds(
  desired: number,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): HealthyBounds {
  return { least: Math.ceil((desired * minimum) / 100), most: Math.ceil((desired * maximum) / 100) };
}

/**
 * How much of `wanted` capacity a batch replaces when `healthy` is in service and ready: so much goes at once that the least is
 * left, and so much comes before others go that the most is not passed. Where the bounds leave no room, one at a time goes and
 * comes again (scaling: ).
 */
export function planReplacement(
  wanted: number,
  desired: number,
  healthy: number,
  { least, most }: HealthyBounds,
): ReplacementPlan {
  if (most <= least) return { first: healthy >= desired ? Math.min(1, wanted) : 0, ahead: 0 };
  const first = Math.max(0, Math.min(wanted, healthy - least));
  const ahead = Math.max(0, Math.min(wanted - first, most - desired));
  return { first, ahead };
}

/** Unhealthy and aged instances are replaced a tenth of the desired capacity at a time, at least one (scaling: ). */
export function throttledReplacements(desired: number): number {
  return Math.max(1, Math.floor(desired / 10));
}

/** Below this part of its desired capacity a group lets what it is doing come to an end before it replaces anybody (scaling: ). */
export function isTooSmallToReplace(capacity: number, desired: number): boolean {
  return capacity <= desired * 0.9;
}

/** What a refresh has reached when so many percent are replaced: the highest checkpoint of those that are left, and those it has passed by. */
export interface ReachedCheckpoint {
  /** Index of the next one. */
  readonly next: number;
  readonly percentage: number;
  readonly skipped: readonly number[];
}

/** The checkpoint that is reached, of those from index `from` on; null: none yet (scaling: ). */
export function reachedCheckpoint(
  checkpoints: readonly number[],
  from: number,
  percentage: number,
): ReachedCheckpoint | null {
  const last = checkpoints.findLastIndex((checkpoint) => checkpoint <= percentage);
  if (last < from) return null;
  return { next: last + 1, percentage: checkpoints[last]!, skipped: checkpoints.slice(from, last) };
}

/** How much of `total` is replaced when a percentage is reached: at least that (scaling: ). */
export function replacedAt(percentage: number, total: number): number {
  return Math.ceil((percentage * total) / 100);
}
