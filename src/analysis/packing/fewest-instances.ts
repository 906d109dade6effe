import { branchAndBound } from './branch-and-bound.ts';
import { fleetBound } from './fleet-bound.ts';
import { type Counted, type ResourceVector, sameSize } from './resource-vector.ts';

/** How few instances tasks could do with, were they all placed anew at once. */
export interface FewestInstances {
  /** No placement has fewer in use. */
  readonly lowerBound: number;
  /** The least there is; `null` when the search did not prove it. */
  readonly optimum: number | null;
}

/**
 * The oracle: the optimum where all instances are of one size and a search of bounded length proves it, else a lower bound.
 * It looks at CPU, memory and GPUs only. Throws a RangeError for a task larger than any instance.
 */
export function fewestInstances(
  tasks: readonly Counted<ResourceVector>[],
  fleet: readonly Counted<ResourceVector>[],
): FewestInstances {
  const there = fleet.filter(({ count }) => count > 0);
  const lowerBound = fleetBound(tasks, there);
  const [first] = there;
  const isUniform = first !== undefined && there.every(({ size }) => sameSize(size, first.size));
  if (tasks.length === 0) return { lowerBound, optimum: lowerBound };
  if (!isUniform || tasks.length * lowerBound > MOST_FIT_WORK) return { lowerBound, optimum: null };
  const items = tasks.flatMap(({ size, count }) => Array.from({ length: count }, () => size));
  const nodes = Math.ceil(MOST_LOOKS / tasks.length);
  const packing = branchAndBound(items, first.size, { nodes });
  return { lowerBound: packing.lowerBound, optimum: packing.proven ? packing.bins : null };
}

/** Kinds of tasks times instances, beyond which not even the first packing is looked for. */
const MOST_FIT_WORK = 10_000_000;
/** Kinds of tasks that the search looks at, a second or so. */
const MOST_LOOKS = 30_000_000;
