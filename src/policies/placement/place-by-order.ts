import type { FreeList } from '../../model/free-list.ts';
import type { FreeOrder } from '../../model/free-order.ts';
import { NONE } from '../../model/task-table.ts';
import type { DecodedStrategy, PlacementRequest, PlacementView } from './placement.ts';

/** An order of the fleet that answers a chain of strategies at once. */
export interface OrderNeed {
  readonly field: 'cpu' | 'memory';
  /** Attribute that a leading `spread` looks at, or -1. */
  readonly attribute: number;
  /** Whether the most is wanted instead of the least. */
  readonly most: boolean;
}

/**
 * The order by which a chain can be answered without looking at every instance: `binpack`, `bestFit` or `worstFit`, alone or
 * behind one `spread` over an attribute, with the tie going to the first. `null` for every other chain.
 */
export function orderNeed(strategies: readonly DecodedStrategy[], tie: 'first' | 'random'): OrderNeed | null {
  const [first, second, third] = strategies;
  if (tie === 'random' || first === undefined) return null;
  const spreads = first.type === 'spread' && first.attribute >= 0;
  const last = spreads ? second : first;
  if (last === undefined || (spreads ? third : second) !== undefined) return null;
  const attribute = spreads ? first.attribute : NONE;
  switch (last.type) {
    case 'binpack':
      return { field: last.field === 'cpu' ? 'cpu' : 'memory', attribute, most: false };
    case 'bestFit':
    case 'worstFit':
      return { field: last.field === 'memory' ? 'memory' : 'cpu', attribute, most: last.type === 'worstFit' };
    default:
      return null;
  }
}

/**
 * The instance that narrowing would choose, by an order kept up to date: among the attribute's values with the fewest tasks
 * of the group, the first instance of the order for which `passes` holds; then the values with the next fewest. NONE when
 * nobody passes.
 */
export function placeByOrder(
  view: PlacementView,
  request: PlacementRequest,
  order: FreeOrder,
  most: boolean,
  passes: (instance: number) => boolean,
): number {
  const [need, other] = order.field === 'cpu' ? [request.cpu, request.memory] : [request.memory, request.cpu];
  const search = { need, other, most };
  if (order.attribute < 0) {
    const [list] = order.lists;
    return list === undefined ? NONE : bestOf([list], search, passes);
  }
  const counts = view.groups.get(request.group)?.byAttribute[order.attribute];
  const countOf = (list: FreeList) => counts?.[list.value + 1] ?? 0;
  let reached = -1;
  for (;;) {
    let fewest = Number.POSITIVE_INFINITY;
    for (const list of order.lists) {
      const count = countOf(list);
      if (count > reached && count < fewest) fewest = count;
    }
    if (fewest === Number.POSITIVE_INFINITY) return NONE;
    const instance = bestOf(
      order.lists.filter((list) => countOf(list) === fewest),
      search,
      passes,
    );
    if (instance !== NONE) return instance;
    reached = fewest;
  }
}

/** Of several lists the best instance: the least (or most) left, then the one registered first. */
function bestOf(
  lists: readonly FreeList[],
  { need, other, most }: Search,
  passes: (instance: number) => boolean,
): number {
  let best = NONE;
  for (const list of lists) {
    const instance = most ? list.last(need, other, passes) : list.first(need, other, passes);
    if (instance === NONE) continue;
    const difference = best === NONE ? -1 : list.freeOf(instance) - list.freeOf(best);
    if (best === NONE || (most ? difference > 0 : difference < 0) || (difference === 0 && instance < best))
      best = instance;
  }
  return best;
}

interface Search {
  /** Of the resource that the order is by, and of the other one. */
  readonly need: number;
  readonly other: number;
  readonly most: boolean;
}
