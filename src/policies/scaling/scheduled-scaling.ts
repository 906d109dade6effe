/** Bounds of a scalable target and the desired count between them. */
export interface Capacity {
  readonly desired: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What a scheduled action sets; `null`: as it is. */
export interface BoundsChange {
  readonly minCapacity: number | null;
  readonly maxCapacity: number | null;
}

/**
 * Capacity after a scheduled action, or another registration of the target: the desired count comes up to the new minimum or down
 * to the new maximum, whatever cooldowns there are (scaling: ). `null`: the minimum would be above the maximum, so
 * nothing changes.
 */
export function changeBounds(
  { desired, minimum, maximum }: Capacity,
  { minCapacity, maxCapacity }: BoundsChange,
): Capacity | null {
  const least = minCapacity ?? minimum;
  const most = maxCapacity ?? maximum;
  if (least > most) return null;
  return {
    desired: Math.min(most, Math.max(least, desired)),
    minimum: least,
    maximum: most,
  };
}
