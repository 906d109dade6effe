import { RESOURCES, type ResourceVector } from './resource-vector.ts';

/** Kinds of equal items by position: a bin's content, one entry an item. */
export type Content = readonly number[];

/**
 * Items as kinds of equal size, those with the largest share of a bin first, in columns; and what a bin has. Resources that
 * no item takes are left out.
 */
export interface PackingProblem {
  readonly kinds: number;
  /** Capacity of a bin, by dimension. */
  readonly capacity: Float64Array;
  /** By dimension, then by kind. */
  readonly sizes: readonly Float64Array[];
  readonly counts: Int32Array;
  /** By kind: the largest share of any resource, from 0 to 1, and the sum of the shares of all. */
  readonly largestShares: Float64Array;
  readonly shares: Float64Array;
  /** Positions of the items of each kind in the list that was given. */
  readonly items: readonly (readonly number[])[];
}

/** Throws a RangeError for an item that is larger than a bin. */
export function packingProblem(items: readonly ResourceVector[], bin: ResourceVector): PackingProblem {
  const dimensions = RESOURCES.filter((resource) => items.some((item) => item[resource] > 0));
  const byKey = new Map<string, number[]>();
  for (const [i, item] of items.entries()) {
    const key = dimensions.map((resource) => item[resource]).join('/');
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [i]);
    else known.push(i);
  }
  const kinds = [...byKey.values()].map((positions) => {
    const size = dimensions.map((resource) => items[positions[0]!]![resource]);
    const shares = dimensions.map((resource, d) => size[d]! / bin[resource]);
    return {
      positions,
      size,
      largest: shares.reduce((top, share) => Math.max(top, share), 0),
      sum: shares.reduce((sum, share) => sum + share, 0),
    };
  });
  if (kinds.some(({ largest }) => !(largest <= 1)))
    throw new RangeError('packingProblem: expected items that fit into a bin, received a larger one.');
  kinds.sort((a, b) => b.largest - a.largest || b.sum - a.sum || a.positions[0]! - b.positions[0]!);
  return {
    kinds: kinds.length,
    capacity: Float64Array.from(dimensions, (resource) => bin[resource]),
    sizes: dimensions.map((_, d) => Float64Array.from(kinds, ({ size }) => size[d]!)),
    counts: Int32Array.from(kinds, ({ positions }) => positions.length),
    largestShares: Float64Array.from(kinds, ({ largest }) => largest),
    shares: Float64Array.from(kinds, ({ sum }) => sum),
    items: kinds.map(({ positions }) => positions),
  };
}

/** The bin of each item, in the order in which the items were given. */
export function assignmentOf(problem: PackingProblem, bins: readonly Content[]): number[] {
  const assignment: number[] = [];
  const used = problem.items.map(() => 0);
  for (const [bin, content] of bins.entries())
    for (const kind of content) assignment[problem.items[kind]![used[kind]!++]!] = bin;
  return assignment;
}
