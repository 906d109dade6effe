import {
  type Counted,
  fitsInto,
  inResource,
  RESOURCES,
  type Resource,
  type ResourceVector,
} from './resource-vector.ts';
import { dualFeasibleBound } from './scalar-bounds.ts';

/**
 * No packing of the items into bins of this size has fewer bins: the largest of the bounds of each resource by itself and
 * of the conflicts between two of them. Throws a RangeError for an item that is larger than a bin.
 */
export function vectorBound(items: readonly Counted<ResourceVector>[], bin: ResourceVector): number {
  const there = items.filter(({ count }) => count > 0);
  for (const { size } of there)
    if (!fitsInto(size, bin))
      throw new RangeError(
        `vectorBound: expected items that fit into ${describe(bin)}, received ${describe(size)}.`,
      );
  let most = there.length > 0 ? 1 : 0;
  for (const resource of RESOURCES) {
    if (bin[resource] === 0) continue;
    most = Math.max(most, dualFeasibleBound(inResource(there, resource), bin[resource]));
    for (const other of RESOURCES)
      if (other !== resource) most = Math.max(most, conflictBound(there, bin, resource, other));
  }
  return most;
}

/**
 * How many items there are of which no two share a bin: for any threshold t up to half of one resource, those that take
 * more than all but t of it, and those that take at least t of it and more than half of the other resource.
 */
function conflictBound(
  items: readonly Counted<ResourceVector>[],
  bin: ResourceVector,
  resource: Resource,
  other: Resource,
): number {
  const capacity = bin[resource];
  const sorted = [...items].sort((a, b) => b.size[resource] - a.size[resource]);
  const sizes = sorted.map(({ size }) => size[resource]);
  const all = runningSums(sorted.map(({ count }) => count));
  const wide = runningSums(sorted.map(({ size, count }) => (2 * size[other] > bin[other] ? count : 0)));
  let most = 0;
  let end = sizes.length;
  for (let i = 0; i < sizes.length; i++) {
    const threshold = sizes[i]!;
    if (2 * threshold > capacity || sizes[i + 1] === threshold) continue;
    while (end > 0 && sizes[end - 1]! <= capacity - threshold) end--;
    most = Math.max(most, all[end]! + wide[i + 1]! - wide[end]!);
  }
  return most;
}

function runningSums(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return sums;
}

function describe({ cpu, memory, gpu }: ResourceVector): string {
  return `${cpu} CPU units, ${memory} MiB and ${gpu} GPUs`;
}
