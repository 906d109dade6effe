import type { Content, PackingProblem } from './packing-problem.ts';

/**
 * The best packing that first fit and best fit find when items come by falling size: by each resource by itself, by the
 * largest share and by the sum of the shares.
 */
export function decreasingFit(problem: PackingProblem): readonly Content[] {
  let best: readonly Content[] | null = null;
  for (const measure of [...problem.sizes, problem.largestShares, problem.shares]) {
    const order = [...measure.keys()].sort((a, b) => measure[b]! - measure[a]! || a - b);
    for (const fit of ['first', 'best'] as const) {
      if (fit === 'best' && problem.kinds > MOST_KINDS_FOR_BEST) continue;
      const bins = pack(problem, order, fit === 'best' ? measure : null);
      if (best === null || bins.length < best.length) best = bins;
    }
  }
  return best ?? [];
}

/** Best fit looks at every bin for every change of kind or bin. */
const MOST_KINDS_FOR_BEST = 2000;

/** `measure`: best fit, by the least of it that is left; `null`: first fit. */
function pack(
  problem: PackingProblem,
  order: readonly number[],
  measure: Float64Array | null,
): readonly Content[] {
  const bins: number[][] = [];
  const rooms: Room[] = [];
  for (const kind of order) {
    // What one item of a kind did not fit into, no later one of it does.
    let from = 0;
    let left = problem.counts[kind]!;
    while (left > 0) {
      const bin =
        measure === null ? firstFitting(problem, rooms, kind, from) : fullestFitting(problem, rooms, kind);
      if (bin === rooms.length) {
        rooms.push({ free: Float64Array.from(problem.capacity), filled: 0 });
        bins.push([]);
      }
      const room = rooms[bin]!;
      for (; left > 0 && fits(problem, room, kind); left--) {
        for (const [d, sizes] of problem.sizes.entries()) room.free[d]! -= sizes[kind]!;
        room.filled += measure === null ? 0 : measure[kind]!;
        bins[bin]!.push(kind);
      }
      from = bin;
    }
  }
  return bins;
}

interface Room {
  readonly free: Float64Array;
  /** Sum of the measure of what is in it. */
  filled: number;
}

function fits({ sizes }: PackingProblem, { free }: Room, kind: number): boolean {
  for (let d = 0; d < sizes.length; d++) if (sizes[d]![kind]! > free[d]!) return false;
  return true;
}

/** The number of bins when it fits into none. */
function firstFitting(problem: PackingProblem, rooms: readonly Room[], kind: number, from: number): number {
  let bin = from;
  while (bin < rooms.length && !fits(problem, rooms[bin]!, kind)) bin++;
  return bin;
}

function fullestFitting(problem: PackingProblem, rooms: readonly Room[], kind: number): number {
  let best = rooms.length;
  for (let bin = 0; bin < rooms.length; bin++) {
    if (best < rooms.length && rooms[bin]!.filled <= rooms[best]!.filled) continue;
    if (fits(problem, rooms[bin]!, kind)) best = bin;
  }
  return best;
}
