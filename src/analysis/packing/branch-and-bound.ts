import { completions, type Steps } from './completions.ts';
import { decreasingFit } from './decreasing-fit.ts';
import { assignmentOf, type Content, type PackingProblem, packingProblem } from './packing-problem.ts';
import type { ResourceVector } from './resource-vector.ts';
import { l2OfOrder } from './scalar-bounds.ts';
import { vectorBound } from './vector-bound.ts';

/** The best packing that was found into bins of one size, and how far it can be from the best there is. */
export interface Packing {
  readonly bins: number;
  /** Whether no packing has fewer bins: `bins` equals `lowerBound`. */
  readonly proven: boolean;
  /** No packing has fewer. */
  readonly lowerBound: number;
  /** Steps that the search has taken: bins begun, and items tried for them. */
  readonly nodes: number;
  /** The bin of each item, counted from 0, in the order of the items. */
  readonly assignment: readonly number[];
}

/**
 * The fewest bins of this size for the items, exactly if at most `limits.nodes` steps show it: bin completion (Korf 2003)
 * for one to three resources, for ever more bins from the lower bound up. Deterministic. Throws a RangeError for an item
 * that is larger than a bin.
 */
export function branchAndBound(
  items: readonly ResourceVector[],
  bin: ResourceVector,
  limits: { readonly nodes: number },
): Packing {
  const problem = packingProblem(items, bin);
  let best = decreasingFit(problem);
  let lowerBound = vectorBound(
    problem.items.map((positions) => ({ size: items[positions[0]!]!, count: positions.length })),
    bin,
  );
  const steps: Steps = { taken: 0, limit: limits.nodes };
  while (lowerBound < best.length && best.length <= MOST_BINS) {
    const found = new Search(problem, steps).packInto(lowerBound);
    if (found === 'unknown') break;
    if (found === 'none') lowerBound++;
    else best = found;
  }
  return {
    bins: best.length,
    proven: lowerBound === best.length,
    lowerBound,
    nodes: steps.taken,
    assignment: assignmentOf(problem, best),
  };
}

/** The search goes down by one call a bin. */
const MOST_BINS = 2000;
/** Remainders that are known not to fit are remembered up to so many counts of kinds. */
const MOST_REMEMBERED = 20_000_000;

/** Whether all items fit into so many bins. */
class Search {
  private readonly problem: PackingProblem;
  private readonly steps: Steps;
  private readonly left: Int32Array;
  /** By dimension: what is left altogether, and the kinds by falling size. */
  private readonly sums: Float64Array;
  private readonly orders: readonly Int32Array[];
  private readonly bins: Content[] = [];
  /** Bins that are not enough, by what is left. */
  private readonly failed = new Map<string, number>();

  constructor(problem: PackingProblem, steps: Steps) {
    this.problem = problem;
    this.steps = steps;
    this.left = Int32Array.from(problem.counts);
    this.sums = Float64Array.from(problem.sizes, (sizes) =>
      sizes.reduce((sum, size, kind) => sum + size * problem.counts[kind]!, 0),
    );
    this.orders = problem.sizes.map((sizes) =>
      Int32Array.from([...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b)),
    );
  }

  packInto(bins: number): Content[] | 'none' | 'unknown' {
    const answer = this.fill(bins, 0);
    return answer === 'found' ? this.bins : answer;
  }

  /** `from`: no kind before it is left. */
  private fill(bins: number, from: number): 'found' | 'none' | 'unknown' {
    const { problem, steps, left } = this;
    let anchor = from;
    while (anchor < problem.kinds && left[anchor] === 0) anchor++;
    if (anchor === problem.kinds) return 'found';
    if (++steps.taken > steps.limit) return 'unknown';
    if (this.exceeds(bins)) return 'none';
    const key = left.subarray(anchor).join();
    if ((this.failed.get(key) ?? -1) >= bins) return 'none';
    const wasteAllowed = problem.capacity.map((capacity, d) => bins * capacity - this.sums[d]!);
    const tries = completions(problem, left, anchor, wasteAllowed, steps);
    if (tries === null) return 'unknown';
    for (const content of tries) {
      this.take(content, 1);
      this.bins.push(content);
      const answer = this.fill(bins - 1, anchor);
      if (answer === 'found') return answer;
      this.bins.pop();
      this.take(content, -1);
      if (answer === 'unknown') return answer;
    }
    if (this.failed.size * problem.kinds < MOST_REMEMBERED) this.failed.set(key, bins);
    return 'none';
  }

  /** Whether some resource shows that what is left needs more bins. */
  private exceeds(bins: number): boolean {
    const { problem, sums, orders, left } = this;
    for (const [d, sizes] of problem.sizes.entries()) {
      const capacity = problem.capacity[d]!;
      if (sums[d]! > bins * capacity || l2OfOrder(sizes, left, orders[d]!, capacity) > bins) return true;
    }
    return bins === 0;
  }

  private take(content: Content, sign: 1 | -1): void {
    const { problem, sums, left } = this;
    for (const kind of content) {
      left[kind]! -= sign;
      for (const [d, sizes] of problem.sizes.entries()) sums[d]! -= sign * sizes[kind]!;
    }
  }
}
