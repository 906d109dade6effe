/** How large a warm pool may be and is to be, in instances. */
export interface WarmPoolBounds {
  readonly minSize: number;
  /** Of group and pool together; `null`: as many as the group may have. */
  readonly maxPrepared: number | null;
}

/** How many instances belong in the warm pool of a group that has, or is to have, so many (scaling: ). */
export function warmPoolSize(
  { minSize, maxPrepared }: WarmPoolBounds,
  { desired, maximum }: { readonly desired: number; readonly maximum: number },
): number {
  return Math.max((maxPrepared ?? maximum) - desired, minSize);
}
