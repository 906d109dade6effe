import { type Counted, ceilDivide } from './resource-vector.ts';

/** No packing of these whole sizes into bins of `capacity` has fewer bins than the sum fills: ceil(sum / capacity). */
export function l1Bound(sizes: readonly Counted<number>[], capacity: number): number {
  const sum = sizes.reduce((total, { size, count }) => total + size * count, 0);
  return sum === 0 ? 0 : ceilDivide(sum, capacity);
}

/**
 * The lower bound L2 of Martello and Toth (1990) for bins of one dimension: what is larger than half a bin needs a bin
 * each, and what such a bin has left takes nothing that is larger. Sizes are whole numbers from 0 to `capacity`.
 */
export function l2Bound(sizes: readonly Counted<number>[], capacity: number): number {
  const sorted = [...sizes].sort((a, b) => b.size - a.size);
  return l2OfOrder(
    Float64Array.from(sorted, ({ size }) => size),
    Float64Array.from(sorted, ({ count }) => count),
    Int32Array.from(sorted.keys()),
    capacity,
  );
}

/** L2 of sizes that stand in parallel arrays, `order` naming their positions by falling size. */
export function l2OfOrder(
  sizes: Float64Array,
  counts: ArrayLike<number>,
  order: Int32Array,
  capacity: number,
): number {
  let large = 0;
  let end = 0;
  for (; end < order.length && 2 * sizes[order[end]!]! > capacity; end++) large += counts[order[end]!]!;
  // Below a threshold sizes do not count; the fewer count, the more of the large ones leave room for none of them.
  let open = 0;
  let openSum = 0;
  let position = end - 1;
  let smallSum = 0;
  let most = large;
  for (let i = end; i < order.length; i++) {
    const threshold = sizes[order[i]!]!;
    smallSum += threshold * counts[order[i]!]!;
    for (; position >= 0 && sizes[order[position]!]! <= capacity - threshold; position--) {
      open += counts[order[position]!]!;
      openSum += sizes[order[position]!]! * counts[order[position]!]!;
    }
    const excess = smallSum - (open * capacity - openSum);
    if (excess > 0) most = Math.max(most, large + ceilDivide(excess, capacity));
  }
  return most;
}

/**
 * The largest of L2 and of L2 after rounding sizes by the dual feasible functions u(k) of Fekete and Schepers (2001),
 * which round a size to k-ths of a bin so that whatever fitted still fits. Sizes are whole numbers from 0 to `capacity`.
 */
export function dualFeasibleBound(sizes: readonly Counted<number>[], capacity: number): number {
  let most = l2Bound(sizes, capacity);
  for (let k = 2; k <= MOST_PARTS; k++) {
    const rounded = sizes.map(({ size, count }) => ({ size: roundToParts(size, capacity, k), count }));
    most = Math.max(most, l2Bound(rounded, capacity * k));
  }
  return most;
}

/** Finer parts than these hardly ever bind. */
const MOST_PARTS = 12;

/** u(k), with a bin as `capacity * k`: exact (k+1)-ths stay, all else falls to the next lower one, those being widened to k-ths. */
function roundToParts(size: number, capacity: number, k: number): number {
  const scaled = (k + 1) * size;
  const rest = scaled % capacity;
  return rest === 0 ? size * k : scaled - rest;
}
