import type { ProviderShare } from './pick-provider.ts';

/**
 * The item of a strategy that a scale-in takes a task from, where `have` counts its tasks and `stoppable` those of them that may
 * stop: who is most above its share, tasks of the base last, ties to the later (ecs: ). -1: none may stop.
 */
export function surplusProvider(
  items: readonly ProviderShare[],
  have: readonly number[],
  stoppable: readonly number[],
): number {
  let best = -1;
  for (let i = 0; i < items.length; i++)
    if (stoppable[i]! > 0 && (best < 0 || !isMoreAbove(items, have, best, i))) best = i;
  return best;
}

/** Whether one item is further above its share than another: by its tasks above the base for each unit of weight. */
function isMoreAbove(
  items: readonly ProviderShare[],
  have: readonly number[],
  one: number,
  other: number,
): boolean {
  const [extra, otherExtra] = [have[one]! - items[one]!.base, have[other]! - items[other]!.base];
  const [weight, otherWeight] = [items[one]!.weight, items[other]!.weight];
  // Without a weight any task above the base is one too many.
  if (extra > 0 && otherExtra > 0 && (weight === 0) !== (otherWeight === 0)) return weight === 0;
  return extra * otherWeight > otherExtra * weight;
}
