/** What a capacity provider strategy says of one provider (ecs: ). */
export interface ProviderShare {
  /** Tasks that go to it before the weights count; only one item has a base above 0. */
  readonly base: number;
  /** Its part of the tasks above the base, in proportion to the others'; 0: none of them. */
  readonly weight: number;
}

/**
 * The item of a strategy that the next task goes to, where `have` counts the tasks that each item has got so far: the base
 * first, then whoever would be least above its share with one task more, ties to the earlier (ecs: ). An only item takes
 * all tasks, whatever its weight. -1 when there are several and no weight is above 0, which RunTask refuses (ecs: ).
 */
export function pickProvider(items: readonly ProviderShare[], have: readonly number[]): number {
  for (let i = 0; i < items.length; i++) if (have[i]! < items[i]!.base) return i;
  if (items.length === 1) return 0;
  let best = -1;
  for (let i = 0; i < items.length; i++) {
    const { weight } = items[i]!;
    if (weight === 0) continue;
    // (extra + 1) / weight of both, crosswise multiplied: whole numbers, so that ties are ties.
    if (
      best < 0 ||
      withOneMore(items, have, i) * items[best]!.weight < withOneMore(items, have, best) * weight
    )
      best = i;
  }
  return best;
}

/** How many tasks above its base an item would have with the next one. */
function withOneMore(items: readonly ProviderShare[], have: readonly number[], i: number): number {
  return have[i]! - items[i]!.base + 1;
}
